"""What would change an attribution, in sentences."""

from collections.abc import Iterator
from typing import Any

from reports.catalogue import Catalogue


def describe_flips(account: Any, words: Catalogue) -> Iterator[str]:
    """Say what would bring another provider; `account` as in `reports.receipt`."""
    if account.excluded_reason or account.is_barred:
        yield words.text("receipt.flips.nothing")
    elif account.chosen is None:
        yield words.text("receipt.flips.any_care")
    else:
        yield from _against_enrolment(account, words)
        yield from _against_the_next(account, words)
        yield _without(account, words)


def _against_enrolment(account: Any, words: Catalogue) -> Iterator[str]:
    """Say what an enrolment would do: it goes first, or a later one wins."""
    if account.chosen.rule != "enrolment":
        yield words.text("receipt.flips.enrolment")
        return
    own = account.candidates.filter(
        (account.candidates["evidence"] == "enrolment")
        & (account.candidates["physician_id"] == account.chosen.physician_id)
    )
    yield words.text("receipt.flips.later_enrolment", day=words.date(own["start_date"].item()))


def _against_the_next(account: Any, words: Catalogue) -> Iterator[str]:
    last = account.margins[-1] if account.margins else None
    if last is None or (account.chosen.rule == "enrolment" and last.step == "start_date"):
        return
    if last.lead:
        yield words.text("receipt.flips.more", lead=words.number(last.lead), step=last.step)
    else:
        yield words.text("receipt.flips.level", step=last.step)


def _without(account: Any, words: Catalogue) -> str:
    found = account.without
    if found is None:
        return words.text("receipt.flips.without_none")
    return words.text("receipt.flips.without", rule=found.rule, provider=found.physician_id or found.centre_id)
