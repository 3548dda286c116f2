"""Totals that agree, and those that do not; staleness; medians."""

import datetime as dt

import polars as pl
import pytest
from pandera.errors import SchemaError

from flows.refusals import Refused
from flows.reliability import check_totals
from schemas.attribution_steps import ExclusionCounts
from schemas.networks import Loyalty
from schemas.reliability import Staleness, TotalReasons, Totals
from schemas.results import TierCounts
from tests.tables import assert_rows, table
from transforms.reliability.medians import median_loyalty
from transforms.reliability.staleness import describe_staleness
from transforms.reliability.totals import add_reasons, describe_totals, list_reasons

EXCLUDED = table("excluded_reason persons\ndead 2\nghost 1", ExclusionCounts)
TIERS = """
level    unit_id tier           reason         persons
oht      T1      rostered       -              60
oht      T2      rostered       -              30
practice P1      rostered       -              90
province ontario rostered       -              90
province ontario unattributable no_oht         7
province ontario unattributable no_postal_code 3
"""


def totals(registered: int = 103, counted: int = 100, tiers: str = TIERS) -> pl.DataFrame:
    """One row: the totals of that many rows of registry and attribution."""
    return describe_totals(registered, counted, EXCLUDED, table(tiers, TierCounts))


def test_totals_that_agree() -> None:
    text = "registered not_counted counted in_teams without_team\n103 3 100 90 10"
    assert_rows(check_totals(totals(), "2026-09"), text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"registered": 104},  # somebody is neither counted nor left out
        {"counted": 101, "registered": 104},  # somebody is in no team and has no reason
        {
            "tiers": TIERS.replace(
                "T2      rostered       -              30", "T2      rostered       -              31"
            )
        },
        {"tiers": TIERS.replace("no_oht         7", "no_oht         6")},
    ],
)
def test_totals_that_do_not_add_up_are_refused(wrong: dict) -> None:
    with pytest.raises(SchemaError):
        Totals.validate(totals(**wrong))
    with pytest.raises(Refused, match=r"The persons of 2026-09 do not add up: [0-9,]+ registered") as caught:
        check_totals(totals(**wrong), "2026-09")
    assert caught.value.code == "totals"


def test_nobody_adds_up() -> None:
    nothing = describe_totals(0, 0, ExclusionCounts.empty(), TierCounts.empty())
    assert_rows(Totals.validate(nothing), "registered not_counted counted in_teams without_team\n0 0 0 0 0")


def test_reasons_are_listed_by_kind() -> None:
    excluded = add_reasons([EXCLUDED, table("excluded_reason persons\nghost 4", ExclusionCounts)])
    assert_rows(
        TotalReasons.validate(list_reasons(excluded, table(TIERS, TierCounts))),
        """
        kind         reason         persons
        not_counted  dead           2
        not_counted  ghost          5
        without_team no_oht         7
        without_team no_postal_code 3
        """,
    )


def test_staleness_is_counted_to_the_end_and_never_below_zero() -> None:
    end, delivered = dt.date(2026, 9, 30), dt.date(2026, 10, 5)
    known = [
        ("persons", delivered, dt.date(2026, 9, 29)),
        ("claims", delivered, dt.date(2026, 10, 4)),  # past the end
        ("births", delivered, None),  # its rows have no days
        ("centres", None, None),  # never delivered
    ]
    assert_rows(
        Staleness.validate(describe_staleness(known, end)),
        """
        input_name delivered_on reaches_to staleness_days
        births     2026-10-05   -          -
        centres    -            -          -
        claims     2026-10-05   2026-10-04 0
        persons    2026-10-05   2026-09-29 1
        """,
    )


LOYALTY = """
level   unit_id kind       inside total
network N1      visits     10     100
network N2      visits     30     100
network N3      visits     40     100
network N4      visits     90     100
network N1      admissions 1      2
network N2      admissions 3      4
network N3      admissions 4      4
oht     T1      visits     100    100   # a team is no network
group   G1      visits     100    100
"""


def test_the_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle() -> None:
    assert_rows(
        median_loyalty(table(LOYALTY, Loyalty)),
        """
        kind       networks median middle_ids
        admissions 3        0.75   N2
        visits     4        0.35   N2,N3
        """,
    )


def test_equal_shares_take_the_smallest_id_and_one_network_is_its_own_median() -> None:
    text = "level unit_id kind inside total\nnetwork {} visits 5 10\nnetwork {} visits 50 100\nnetwork {} visits 1 2"
    for ids in (("b", "a", "c"), ("c", "b", "a")):
        assert median_loyalty(table(text.format(*ids), Loyalty))["middle_ids"].to_list() == [["b"]]
    one = table("level unit_id kind inside total\nnetwork N1 visits 1 3", Loyalty)
    assert median_loyalty(one)["median"].to_list() == [1 / 3]
    assert median_loyalty(Loyalty.empty()).is_empty()
