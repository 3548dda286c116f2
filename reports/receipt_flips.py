"""What would change an attribution, in sentences that hold under the method's own order of rules."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reports.catalogue import Catalogue

LAST_RULES = ("mother", "area")


def describe_flips(
    account: Any, order: Sequence[str], placed: Mapping[str, Any] | None, words: Catalogue
) -> Iterator[str]:
    """Say what would bring another provider; `account`, `order` and `placed` as in `reports.receipt`."""
    if account.excluded_reason or account.is_barred:
        yield words.text("receipt.flips.nothing")
        return
    found = account.chosen.rule if account.chosen else placed["tier_rule"] if placed else None
    before = [rule for rule in order[: order.index(found)] if rule not in LAST_RULES] if found in order else []
    if account.chosen is None:
        asked = ", ".join(rule for rule in order if rule not in LAST_RULES)
        yield words.text("receipt.flips.any", rules=asked)
        if found == "mother":
            yield words.text("receipt.flips.mother")
        return
    if before:
        yield words.text("receipt.flips.before", rules=", ".join(before))
    if found == "enrolment":
        yield _later_enrolment(account, words)
    yield from _against_the_next(account, words)
    yield _without(account, words)


def _later_enrolment(account: Any, words: Catalogue) -> str:
    own = account.candidates.filter(
        (account.candidates["evidence"] == "enrolment")
        & (account.candidates["physician_id"] == account.chosen.physician_id)
    )
    return words.text("receipt.flips.later_enrolment", day=words.date(own["start_date"].item()))


def _against_the_next(account: Any, words: Catalogue) -> Iterator[str]:
    """Say what the next one lacks: an amount at the first step that compares amounts, else any care at all."""
    amounts = [margin for margin in account.margins if margin.lead is not None]
    if not amounts:
        return
    if amounts[0].lead:
        yield words.text("receipt.flips.more", lead=words.number(amounts[0].lead), step=amounts[0].step)
    else:
        yield words.text("receipt.flips.level", step=amounts[0].step)


def _without(account: Any, words: Catalogue) -> str:
    found = account.without
    if found is None:
        return words.text("receipt.flips.without_none")
    return words.text("receipt.flips.without", rule=found.rule, provider=found.physician_id or found.centre_id)
