"""The agreement matrix as others may see it: small counts hidden, and what one subtraction would tell."""

import polars as pl
import pytest

from schemas.methods import MethodAgreement
from tests.tables import table
from transforms.disclosure.audience import Audience
from transforms.disclosure.pairs import screen_pairs

WHO = ["in_both", "first_only"]
TEAM = ["same_team", "team_share", "kappa"]


def screened(counts: str, audience: Audience = Audience.OHT) -> list[str]:
    names = "in_both first_only second_only same_team same_provider same_tier"
    text = f"method_id other_id {names}\na b {counts}"
    shares = {"team_share": 0.5, "provider_share": 0.5, "tier_share": 0.5, "kappa": 0.5}
    rows = table(text, MethodAgreement, period="2026-09", **shares)
    return sorted(screen_pairs(MethodAgreement.validate(rows), audience)["hidden"][0])


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ("100 0 0 100 90 80", []),
        ("100 6 0 94 90 80", []),
        ("100 0 0 95 90 80", TEAM),  # five differ
        ("100 0 0 5 90 80", TEAM),
        ("100 0 0 100 97 80", ["provider_share", "same_provider"]),
        # Five of 105 persons are counted by the first alone: with the persons of it known, in_both tells them.
        ("100 5 0 60 60 60", [*WHO, *TEAM, "provider_share", "same_provider", "same_tier", "tier_share"]),
    ],
)
def test_each_edge(counts: str, hidden: list[str]) -> None:
    assert screened(counts) == sorted(hidden)
    assert screened(counts, Audience.PRACTICE) == []


def test_who_is_hidden_in_one_pair_is_no_reason_in_another() -> None:
    rows = table(
        """
        method_id other_id in_both first_only second_only same_team same_provider same_tier
        a         b        100     0          0           97        80            80
        a         c        100     0          0           80        80            80
        """,
        MethodAgreement,
        period="2026-09",
    )
    assert screen_pairs(rows, Audience.OHT)["hidden"].list.len().to_list() == [2 + 1, 0]
    assert screen_pairs(rows.select(pl.all()), Audience.PRACTICE)["hidden"].list.len().sum() == 0
