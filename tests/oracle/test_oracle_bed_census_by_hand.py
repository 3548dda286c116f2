"""The oracle against bed days of hospital sites worked by hand (families, 43)."""

from pathlib import Path

import polars as pl
import pytest

from tests.oracle.oracle import Oracle
from tests.oracle.small_drop import Row
from tests.oracle.small_province import Person, province

# Of the small crosswalk: S1 and S2 are in T1, S3 and S4 in a network of two teams.
SOMEBODY: dict[str, Person] = {"somebody": {"enrolments": ["full"]}}


def count(site: str, day: str, patients: int, waiting: int) -> Row:
    return {"institution_no": site, "counted_on": day, "in_beds": str(patients), "in_beds_alc": str(waiting)}


def rates(oracle: Oracle) -> dict[str, tuple[int, int]]:
    """Give numerator and denominator by unit, of the units with patients."""
    rows = oracle.results().filter((pl.col("indicator_id") == "alc_rate") & (pl.col("denominator") > 0))
    return {row["unit_id"]: (row["numerator"], row["denominator"]) for row in rows.iter_rows(named=True)}


def test_sites_count_for_their_sole_team_and_for_the_province(tmp_path: Path) -> None:
    census = [
        *[count("S1", "2026-09-30", 10, 2), count("S1", "2026-09-01", 20, 3), count("S2", "2026-08-01", 5, 5)],
        *[count("S3", "2026-09-30", 7, 0), count("S9", "2026-09-30", 90, 90)],
    ]
    oracle = province(tmp_path / "drop", SOMEBODY, inputs={"bed_census": census})
    assert rates(oracle) == {"T1": (10, 35), "ontario": (10, 42)}
    [squares] = oracle.results().filter(indicator_id="alc_rate", level="oht", unit_id="T1").to_dicts()
    # S1: 5 of 30, S2: 5 of 5.
    assert (squares["n_squares"], squares["products"], squares["d_squares"]) == (50, 175, 925)


@pytest.mark.parametrize(
    ("day", "is_in"),
    [("2026-06-30", False), ("2026-07-01", True), ("2026-09-30", True), ("2026-10-01", False)],
)
def test_three_months_count(tmp_path: Path, day: str, is_in: bool) -> None:
    census = [count("S1", day, 4, 1), count("S1", "2026-08-15", 1, 0)]
    oracle = province(tmp_path / "drop", SOMEBODY, inputs={"bed_census": census})
    assert rates(oracle)["T1"] == ((1, 5) if is_in else (0, 1))


@pytest.mark.parametrize(
    "broken",
    [
        {"in_beds_alc": "5"},
        {"in_beds_alc": "-1"},
        {"in_beds_alc": ""},
        {"in_beds": ""},
        {"in_beds": "10001"},
        {"in_beds": "4.5"},
        {"institution_no": ""},
        {"counted_on": "2026-02-30"},
    ],
)
def test_impossible_counts_are_set_aside(tmp_path: Path, broken: Row) -> None:
    census = [{**count("S1", "2026-09-30", 4, 1), **broken}, count("S2", "2026-09-30", 8, 2)]
    oracle = province(tmp_path / "drop", SOMEBODY, inputs={"bed_census": census})
    assert rates(oracle) == {"T1": (2, 8), "ontario": (2, 8)}


def test_a_combined_network_has_the_team_of_the_one_at_the_end(tmp_path: Path) -> None:
    inputs = {
        "bed_census": [count("S3", "2026-09-30", 6, 1)],
        "network_ohts": [{"network_no": "NA", "oht_no": "T1"}],
        "combined_networks": [{"network_no": "NB", "part_of": "NA"}],
    }
    assert rates(province(tmp_path / "drop", SOMEBODY, inputs=inputs)) == {"T1": (1, 6), "ontario": (1, 6)}
