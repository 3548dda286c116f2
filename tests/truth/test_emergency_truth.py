"""The planted emergency visits for mental health count as planted, without the rest of the pipeline."""

import polars as pl
import pytest

from schemas.base_tables import Contacts
from schemas.inputs.discharges import Discharges
from schemas.inputs.ed_visits import EdVisits
from schemas.inputs.mental_health_stays import MentalHealthStays
from synthetic.province import Scale, event_truth
from synthetic.world import build_world
from tests.tables import column_types
from transforms.catalogue import indicators
from transforms.features.mental_health_ed_visits import FAMILY

SCALE = Scale(people=1_500)


@pytest.fixture(scope="module")
def keys() -> dict[str, int]:
    """A number for each person with planted emergency visits."""
    planted = event_truth(SCALE).filter(pl.col("indicator_id").str.starts_with("ed_"))
    return {key: number for number, key in enumerate(planted["person_key"].unique().sort())}


@pytest.fixture(scope="module")
def events(keys: dict[str, int]) -> pl.DataFrame:
    """One row per emergency visit for mental health of these persons."""
    delivered = build_world(SCALE).sheet.table("ed_visits").filter(pl.col("health_number").is_in(list(keys)))
    known = {
        "visit_id": pl.col("visit_no"),
        "person_id": pl.col("health_number").replace_strict(keys, return_dtype=pl.Int64),
        "visit_date": pl.col("registered_on").str.to_date(),
        "is_scheduled": pl.col("visit_type") == "S",
        "main_diagnosis_code": pl.col("dx_main"),
    }
    types = column_types(EdVisits)
    visits = delivered.select(known.get(name, pl.lit(None, kind)).alias(name) for name, kind in types.items())
    frames = {"ed_visits": visits, "discharges": Discharges.empty(), "contacts": Contacts.empty()}
    return FAMILY.build({**frames, "mental_health_stays": beds_of(keys)}, SCALE.last_day)


def beds_of(keys: dict[str, int]) -> pl.DataFrame:
    """One row per planted stay of these persons in a designated mental-health bed."""
    delivered = build_world(SCALE).sheet.table("mental_health_stays")
    known = {
        "stay_id": pl.col("bed_stay_no"),
        "person_id": pl.col("health_number").replace_strict(keys, return_dtype=pl.Int64),
        "admission_date": pl.col("admitted_on").str.to_date(),
        "discharge_date": pl.col("discharged_on").str.to_date(),
    }
    named = delivered.filter(pl.col("health_number").is_in(list(keys)))
    types = column_types(MentalHealthStays)
    return named.select(known.get(name, pl.lit(None, kind)).alias(name) for name, kind in types.items())


@pytest.mark.parametrize("indicator", ["ed_repeat_mha30", "ed_first_mha"])
def test_planted_visits_count_as_planted(indicator: str, keys: dict[str, int], events: pl.DataFrame) -> None:
    record = indicators()[indicator]
    counted = record.is_counted
    sums = (
        events.with_columns(below=counted, above=counted & record.numerator.rule)
        .group_by("person_id")
        .agg(pl.col("below").sum().cast(pl.Int64), pl.col("above").sum().cast(pl.Int64))
    )
    found = {person: (below, above) for person, below, above in sums.iter_rows()}
    truth = event_truth(SCALE).filter(pl.col("indicator_id") == indicator)
    for key, below, above in truth.select("person_key", "denominator", "numerator").iter_rows():
        assert found[keys[key]] == (below, above)
