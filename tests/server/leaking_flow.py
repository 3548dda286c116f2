"""A flow whose stage meets a person's number in the text of an unforeseen error; run as a program."""

import sys

from prefect import flow

from flows._prefect import stage
from flows.outcomes import told_in_sentences


@stage("leaking")
def leaking(number: int) -> None:
    """Fail as a library would, with a value in the text."""
    raise ValueError(f"could not parse {number}")


@flow(name="leaking", persist_result=False)
def leaking_flow() -> None:
    """Fail with its only stage."""
    with told_in_sentences():
        leaking(int("".join(["12345", "67897"])))


if __name__ == "__main__":
    try:
        leaking_flow()
    except RuntimeError as error:
        sys.exit(0 if "An unforeseen ValueError" in str(error) else 1)
