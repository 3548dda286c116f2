"""The oracle against the answers planted in the synthetic province: two readings of one method must agree."""

import datetime as dt
from dataclasses import dataclass

import polars as pl
import pytest

from synthetic.province import Scale, dirty_truth, physician_truth, rule_truth
from tests.oracle.feed import write_deliveries
from tests.oracle.oracle import Oracle

# A usual month end, one at which the temporary codes count, and the two days the calendar makes hard.
SCALES = [
    Scale(20_000),
    Scale(1_000, seed=2, last_day=dt.date(2022, 6, 30)),
    Scale(1_000, seed=3, last_day=dt.date(2024, 2, 29)),
    Scale(1_000, seed=4, last_day=dt.date(2026, 2, 28)),
]


@dataclass(frozen=True)
class Province:
    """One written province with the oracle's answers."""

    scale: Scale
    oracle: Oracle


@pytest.fixture(scope="module", params=SCALES, ids=lambda scale: f"{scale.last_day} {scale.people}")
def province(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Province:
    scale: Scale = request.param
    drops = write_deliveries(tmp_path_factory.mktemp("province"), scale)
    return Province(scale, Oracle(drops, scale.last_day))


def test_persons(province: Province) -> None:
    truth = rule_truth(province.scale)
    answers = province.oracle.attribution().join(_excluded(province.oracle), on="person_key", how="full", coalesce=True)
    rules = ["tier", "tier_rule", "physician_id", "centre_id", "tie_step"]
    _assert_agree(truth, answers, [*rules, "oht_basis", "excluded_reason", "unattributable_reason"])


def test_confidence_of_persons(province: Province) -> None:
    """Confidence is planted for some only; null in the truth says nothing."""
    truth = rule_truth(province.scale).drop_nulls("confidence")
    assert not truth.is_empty()
    _assert_agree(truth, province.oracle.attribution(), ["confidence"])


def test_teams_of_persons(province: Province) -> None:
    truth = rule_truth(province.scale).drop_nulls("oht_id")
    _assert_agree(truth, province.oracle.attribution(), ["oht_id"])


def test_counts_of_persons(province: Province) -> None:
    truth = (
        rule_truth(province.scale)
        .drop_nulls("tier")
        .rename(
            {
                "ed_visits_12m": "emergency_visits",
                "acsc_admissions_12m": "acsc_admissions",
                "primary_care_visits_24m": "visits",
            }
        )
    )
    young = pl.when("is_under_75").then("acsc_admissions").otherwise(0).alias("acsc_admissions")
    answers = province.oracle.facts().with_columns(young)
    _assert_agree(truth, answers, ["emergency_visits", "acsc_admissions", "visits"])


def test_physicians(province: Province) -> None:
    truth = physician_truth(province.scale)
    columns = ["corporation_id", "network_id", "network_basis", "oht_id"]
    _assert_agree(truth, province.oracle.physicians(), columns, key="physician_id")


@pytest.mark.parametrize(
    "table",
    [
        *["persons", "enrolments", "claims", "discharges", "ed_visits"],
        *["addresses", "births", "centres", "centre_rosters", "centre_visits"],
    ],
)
def test_rows_set_aside(province: Province, table: str) -> None:
    broken = dirty_truth(province.scale).filter(pl.col("effect").is_in(["quarantine", "duplicate_key"]))
    planted = broken.group_by(drop="delivery", input="input").agg(quarantined=pl.col("rows").sum())
    accounts = province.oracle.accounts().filter(pl.col("input") == table)
    expected = accounts.select("drop", "input").join(planted, on=["drop", "input"], how="left")
    found = dict(accounts.select("drop", "quarantined").iter_rows())
    assert found == dict(expected.select("drop", pl.col("quarantined").fill_null(0)).iter_rows())


def test_the_parts_add_up(province: Province) -> None:
    accounts = province.oracle.accounts()
    assert accounts.filter(pl.col("rows_in") != pl.sum_horizontal("quarantined", "superseded", "valid")).is_empty()
    counted = province.oracle.attribution()
    with_team, without = counted["oht_id"].count(), (counted["tier"] == "unattributable").sum()
    assert with_team + without == len(counted)


def _excluded(oracle: Oracle) -> pl.DataFrame:
    """One row per person not counted, with the reason under the truth's name."""
    return oracle.excluded().rename({"reason": "excluded_reason"})


def _assert_agree(truth: pl.DataFrame, answers: pl.DataFrame, columns: list[str], key: str = "person_key") -> None:
    """Compare row by row and list disagreements by case, so that a failure says what was planted and how it differs."""
    both = truth.select(key, "case", *columns).join(
        answers.select(key, pl.col(columns).name.suffix("_of_oracle")), on=key, how="left"
    )
    assert len(both) == len(truth)
    differs = pl.any_horizontal(pl.col(column).ne_missing(pl.col(f"{column}_of_oracle")) for column in columns)
    disagreements = both.filter(differs).drop(key).group_by(pl.all()).len().sort("case")
    assert disagreements.is_empty(), f"the oracle and the planted answers differ: {disagreements.to_dicts()}"
