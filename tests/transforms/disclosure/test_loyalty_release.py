"""What is released of loyalty and flows, and what an attacker makes of it (networks.md 14)."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.networks import Flows, GroupCare
from schemas.published import PublishedFlows, PublishedLoyalty
from tests.tables import assert_rows, table
from transforms.disclosure.audience import Audience
from transforms.disclosure.loyalty import release_flows, release_loyalty, say_missing
from transforms.networks.loyalty import measure_loyalty


def flows(text: str) -> pl.DataFrame:
    return table(text, Flows, level="oht")


def released(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    loyalty = measure_loyalty(rows, GroupCare.empty())
    labels = [pl.lit("2026-09").alias("period"), pl.lit("oht-attr/1").alias("method_id")]
    return (
        PublishedLoyalty.validate(release_loyalty(loyalty, rows).with_columns(labels)),
        PublishedFlows.validate(release_flows(rows).with_columns(labels)),
    )


def test_a_unit_is_hidden_for_what_is_inside_or_outside_or_between_the_kinds() -> None:
    rows = flows("""
        unit_id care_unit_id kind                total
        T1      T1           visits              20
        T1      T2           visits              6
        T1      T1           primary_care_visits 14
        T2      T2           visits              20
        T2      T1           visits              5     # outside is 5
        T3      T3           visits              5     # inside is 5
        T3      T1           visits              20
        T4      T4           visits              20
        T4      T1           visits              9
        T4      T4           primary_care_visits 16    # four visits to specialists
        T5      T1           admissions          5     # nothing inside; all is 5
        T6      T1           admissions          6
    """)
    loyalty, shown = released(rows)
    assert_rows(
        loyalty,
        """
        unit_id kind                inside total share               suppression
        T1      primary_care_visits 14     14    1.0                 -
        T1      visits              20     26    0.7692307692307693  -
        T2      visits              -      -     -                   small_cell
        T3      visits              -      -     -                   small_cell
        T4      primary_care_visits -      -     -                   small_cell
        T4      visits              -      -     -                   small_cell
        T5      admissions          -      -     -                   small_cell
        T6      admissions          0      6     0.0                 -
    """,
    )
    assert shown["unit_id"].unique().sort().to_list() == ["T1", "T6"]


def test_small_flows_are_one_row_with_the_next_smallest() -> None:
    rows = flows("""
        unit_id care_unit_id kind   total
        T1      T1           visits 90
        T1      T2           visits 5
        T1      T3           visits 40
        T1      T4           visits 30
        T1      -            visits 50
        T2      T2           visits 90
        T2      T1           visits 2
        T2      T3           visits 4
        T2      T4           visits 6
    """)
    _, shown = released(rows)
    assert_rows(
        shown,
        """
        unit_id basis  care_unit_id total
        T1      none   -            50
        T1      pooled -            35     # T2 and the next, T4
        T1      unit   T1           90
        T1      unit   T3           40
        T2      pooled -            6      # both small ones are enough
        T2      unit   T2           90
        T2      unit   T4           6
    """,
    )


def test_networks_have_shares_in_hundredths_and_no_flows() -> None:
    text = "unit_id care_unit_id kind total\nN1 N1 visits 200\nN1 N2 visits 100\nN2 N2 visits 90\nN2 N1 visits 3"
    rows = table(text, Flows, level="network")
    loyalty, shown = released(rows)
    assert_rows(
        loyalty,
        "unit_id inside total share suppression\nN1 - - 0.67 differencing\nN2 - - - small_cell",
    )
    assert shown.is_empty()
    exact = release_loyalty(measure_loyalty(rows, GroupCare.empty()), rows, Audience.PRACTICE)
    assert_rows(exact, "unit_id inside total suppression\nN1 200 300 -\nN2 90 93 -")


def test_what_could_not_be_measured_says_why() -> None:
    tiers = pl.DataFrame({"level": ["oht", "practice"], "unit_id": ["T1", "P1"]})
    missing = pl.DataFrame({"kind": ["admissions"], "not_computable": ["needs discharges"]})
    found = say_missing(pl.DataFrame(schema={"network_id": pl.String}), tiers, missing)
    assert_rows(
        found.select("unit_id", "kind", "total", "suppression"),
        "unit_id kind total suppression\nT1 admissions - not_applicable",
    )


def test_the_province_and_groups_are_not_released() -> None:
    rows = flows("unit_id care_unit_id kind total\nT1 T1 visits 90\nT1 T2 visits 60")
    groups = table("unit_id kind inside total\nG1 visits 50 90", GroupCare)
    loyalty = release_loyalty(measure_loyalty(rows, groups), rows)
    assert loyalty["level"].unique().to_list() == ["oht"]


@st.composite
def care(draw: st.DrawFn) -> pl.DataFrame:
    teams = ["T1", "T2", "T3"]
    rows = []
    for unit in teams:
        for at in [*teams, None]:
            primary, other = draw(st.integers(0, 12)), draw(st.integers(0, 12))
            stays = draw(st.integers(0, 9))
            counts = {"visits": primary + other, "primary_care_visits": primary, "admissions": stays}
            rows += [("oht", unit, at, kind, count) for kind, count in counts.items() if count]
    schema = {"level": pl.String, "unit_id": pl.String, "care_unit_id": pl.String, "kind": pl.String, "total": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@settings(max_examples=200, deadline=None)
@given(care())
def test_an_attacker_finds_nothing_small(rows: pl.DataFrame) -> None:
    """All that is shown of a unit, and what is left by taking one shown number from another that contains it."""
    loyalty, shown = released(rows)
    for (unit,), of_unit in loyalty.group_by("unit_id"):
        totals = {row["kind"]: row for row in of_unit.iter_rows(named=True) if row["suppression"] is None}
        told = shown.filter(pl.col("unit_id") == unit)
        places = {(row["basis"], row["care_unit_id"]): {} for row in told.iter_rows(named=True)}
        for row in told.iter_rows(named=True):
            places[row["basis"], row["care_unit_id"]][row["kind"]] = row["total"]
        found = [row[name] for row in totals.values() for name in ("inside", "total")]
        found += [row["total"] - row["inside"] for row in totals.values()]
        by_place = [counts.get("visits", 0) - counts.get("primary_care_visits", 0) for counts in places.values()]
        found += [count for counts in places.values() for count in counts.values()] + by_place
        for kind, row in totals.items():
            parts = [counts.get(kind, 0) for counts in places.values()]
            # The flows add up to the total, so that nothing is left of it.
            assert sum(parts) == row["total"]
            assert places.get(("unit", unit), {}).get(kind, 0) == row["inside"]
        assert not [count for count in found if 1 <= count <= 5]
        if "visits" not in totals:
            assert told.filter(pl.col("kind") != "admissions").is_empty()


@pytest.mark.parametrize("count", [1, 5, 6])
def test_the_edge_of_small(count: int) -> None:
    rows = flows(f"unit_id care_unit_id kind total\nT1 T1 visits 90\nT1 T2 visits {count}")
    loyalty, _ = released(rows)
    assert loyalty["suppression"].to_list() == ([None] if count == 6 else ["small_cell"])
