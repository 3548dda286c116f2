"""Referrals to specialists (docs/explanation/families/referrals.md, 42)."""

import datetime as dt
from typing import TYPE_CHECKING

from tests.oracle.families import OracleFamily, OracleInput, Rows
from tests.oracle.random_days import beside, text, years_ago

if TYPE_CHECKING:
    from tests.oracle.random_town import Town

WAITS = [None, None, 0, 1, 10, 10, 11, 40, 90, 90, 364, 365, 366, -1]


def random_rows(town: "Town", _key: str) -> Rows:
    """Give up to three referrals of a person, at the edges of the window, with waits that tie."""
    return {"referrals": [_asked(town) for _ in range(town.random.choice([0, 1, 2, 3]))]}


def _asked(town: "Town") -> dict[str, str]:
    choose = town.random.choice
    edges = [*beside(years_ago(town.end, 2)), *beside(town.end - dt.timedelta(days=365))]
    day = choose([*edges, *[town.end - dt.timedelta(days=days) for days in (400, 450, 500, 600)] * 3])
    wait = choose(WAITS)
    return {
        "referred_on": text(day),
        "to_specialty": choose(["13", "13", "26", "00", "05", "60", "99"]),
        "referred_by": town.one_of(["a", "b", "c", ""]),
        "first_seen_on": "" if wait is None else text(day + dt.timedelta(days=wait)),
    }


FAMILY = OracleFamily(
    inputs={
        "referrals": OracleInput(
            columns="referral_no health_number referred_on to_specialty referred_by first_seen_on",
            key=["person_key", "referral_id"],
            usual={"referred_on": "2025-03-03", "to_specialty": "13"},
            number="referral_no",
        )
    },
    checks=("referrals",),
    rules=("referrals",),
    person_indicators=("specialist_wait",),
    random=random_rows,
)
