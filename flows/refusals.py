"""A file or drop that cannot be taken in, said in a sentence an operator can act on."""

from collections.abc import Sequence


class Refused(RuntimeError):  # noqa: N818 - a refusal is a decision about data, not a fault of the program
    """Something delivered is refused as a whole.

    `code`: what kind of refusal, for records and exit codes. The sentence says what is wrong, in which file and column,
    and what to do next; it never holds a value of a row.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def not_refreshed(period: str) -> Refused:
    """Give the refusal of a period that was never computed, with what to run."""
    return Refused("not_refreshed", f"The period {period} has not been computed. Run first: oht run --period {period}")


def joined(refusals: Sequence[Refused], place: str) -> Refused:
    """Give one refusal that says everything several say; a single one stays as it is."""
    # Two inputs may be read from one file and say the same of it.
    refusals = list({str(refusal): refusal for refusal in refusals}.values())
    if len(refusals) == 1:
        return refusals[0]
    listed = "\n".join(f"- {refusal}" for refusal in refusals)
    sentence = f"{place} has {len(refusals)} problems:\n{listed}\nNothing of the delivery was kept."
    return Refused(refusals[0].code, sentence)
