"""The real sample: published counts, nothing lost, which rows meet a rule. Skipped when it is not at hand."""

import datetime as dt
from importlib.resources import files

import polars as pl
import pytest
import yaml

from schemas.checking import Checked, check, column_names, column_types
from schemas.fields import FEE_CODE, POSTAL_AREA
from schemas.inputs.registry import INPUTS
from transforms.standardise.adapters.synthea import accounts, adapt

MAP = yaml.safe_load(files("reference").joinpath("sources", "synthea.yaml").read_text(encoding="utf-8"))
KNOWN_AT = dt.date(2021, 4, 30)
KEYS = {
    "persons": "person_key",
    "physicians": "physician_id",
    "claims": "claim_id",
    "discharges": "discharge_id",
    "ed_visits": "visit_id",
    "hospitals": "hospital_id",
    "areas": "area_id",
    "network_ohts": "network_id",
    "ohts": "oht_id",
}


@pytest.fixture(scope="module")
def made(sample) -> dict[str, pl.DataFrame]:
    return adapt(sample)


def standardised(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of the model, as a column map, keys and postal codes would leave them."""
    types = column_types(INPUTS[name])
    for column, rule in MAP["inputs"][name]["columns"].items():
        frame = frame.with_columns(pl.col(rule["from"]).alias(column))
        if "values" in rule:
            frame = frame.with_columns(pl.col(column).replace(rule["values"]))
    if "person_key" in frame.columns:
        frame = frame.with_columns(person_id=pl.col("person_key").rank("dense").cast(pl.Int64), has_valid_key=True)
    if "postal_code" in frame.columns:
        area = pl.col("postal_code")
        status = pl.when(area.is_null()).then(pl.lit("missing")).otherwise(pl.lit("ontario"))
        frame = frame.with_columns(area.alias("area_id"), status.alias("postal_status"))
    if name == "claims":
        frame = frame.with_columns(fee_suffix=pl.lit("A"))
    absent = [pl.lit(None, types[column]).alias(column) for column in types if column not in frame.columns]
    return frame.with_columns(absent).select(column_names(INPUTS[name])).with_row_index("row_number", 1)


def checked(name: str, made: dict[str, pl.DataFrame]) -> Checked:
    return check(standardised(name, made[name]), INPUTS[name], KNOWN_AT)


def broken(result: Checked) -> dict[str, int]:
    return {rule: rows for rule, _, rows in result.counts.rows() if rows}


def test_people_and_encounters_as_published(made) -> None:
    persons = made["persons"]
    assert (persons.height, persons["death_date"].null_count()) == (715, 591)
    assert dict(persons["sex"].value_counts().rows()) == {"male": 391, "female": 324}
    assert (made["claims"].height, made["ed_visits"].height, made["discharges"].height) == (19_995 - 81, 1_078, 722)
    assert (made["physicians"].height, made["hospitals"].height) == (305, 65)


def test_two_fiscal_years_as_published(sample, made) -> None:
    # The published counts are by UTC day and a local day may differ, so ids are compared instead of days.
    span = pl.col("start").dt.date().is_between(dt.date(2017, 4, 1), dt.date(2019, 3, 31))
    ids = sample["encounters"].filter(span)["encounter_id"].implode()
    counts = {
        name: made[name].filter(pl.col(KEYS[name]).is_in(ids)).height for name in ("claims", "ed_visits", "discharges")
    }
    certified = sample["encounters"].filter(span, pl.col("practitioner_id").is_null()).height
    assert counts == {"claims": 2_946 - certified, "ed_visits": 139, "discharges": 39}


def test_every_source_row_is_accounted_for(sample, made) -> None:
    account = accounts(sample)
    totals = dict(account.group_by("source_table").agg(pl.col("rows").sum()).rows())
    assert totals == {name: frame.height for name, frame in sample.items()}
    fed = account.filter(pl.col("goes_to").is_in(list(made)))
    assert dict(fed.select("goes_to", "rows").rows()) == {name: made[name].height for name in fed["goes_to"]}
    left_out = account.filter(pl.col("left_out_reason").is_not_null()).select("left_out_reason", "rows").rows()
    assert sorted(left_out) == [("no_hospital_encounter", 163), ("no_practitioner", 81)]


def test_no_encounter_is_in_two_inputs_or_lost(sample, made) -> None:
    ids = [made[name][KEYS[name]] for name in ("claims", "discharges", "ed_visits")]
    together = pl.concat([series.rename("encounter_id") for series in ids])
    assert together.n_unique() == len(together)
    lost = sample["encounters"].filter(~pl.col("encounter_id").is_in(together.implode()))
    assert lost["type_display"].unique().to_list() == ["Death Certification"]


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_unique_and_tables_sorted(made, name: str) -> None:
    keys = made[name][KEYS[name]]
    assert keys.n_unique() == len(keys)
    assert keys.is_sorted()


def test_utc_evenings_move_to_the_day_before(sample, made) -> None:
    utc = sample["encounters"].select("encounter_id", pl.col("start").dt.date().alias("utc_date"))
    days = made["claims"].join(utc, left_on="claim_id", right_on="encounter_id")
    moved = (days["utc_date"] - days["service_date"]).dt.total_days()
    assert set(moved) == {0, 1}
    assert moved.sum() > 1_000


def test_the_stay_of_fifteen_years_is_kept_with_a_warning(made) -> None:
    result = checked("discharges", made)
    stay = (pl.col("discharge_date") - pl.col("admission_date")).dt.total_days()
    long_stays = result.valid.filter(stay > 365)
    # 5,539 times 24 hours; it begins one minute before midnight, so it spans one local day more.
    assert long_stays.select(stay).to_series().to_list() == [5_540]
    assert broken(result)["stay_under_one_year"] == 1


def test_only_the_long_stay_meets_a_rule(made) -> None:
    for name in ("persons", "claims", "ed_visits"):
        assert broken(checked(name, made)) == {}
    assert broken(checked("discharges", made)) == {"stay_under_one_year": 1}


@pytest.mark.parametrize("name", ["physicians", "hospitals", "network_ohts", "areas", "ohts"])
def test_registries_break_no_rule(made, name: str) -> None:
    assert broken(checked(name, made)) == {}


def test_every_type_has_a_code_and_every_place_an_area(made) -> None:
    assert made["claims"]["fee_code"].str.contains(FEE_CODE).all()
    assert made["claims"]["fee_code"].null_count() == 0
    assert made["persons"]["postal_code"].null_count() == 59
    for name in ("persons", "physicians"):
        assert made[name]["postal_code"].drop_nulls().str.contains(POSTAL_AREA).all()


def test_most_practitioners_are_family_physicians(made) -> None:
    assert dict(made["physicians"]["specialty_code"].value_counts().rows()) == {"00": 196, "13": 109}


def test_other_diagnoses_are_sorted_and_never_the_main_one(made) -> None:
    both = made["discharges"].filter(pl.col("main_diagnosis_code").is_not_null())
    assert not both.select(pl.col("other_diagnosis_codes").list.contains(pl.col("main_diagnosis_code")).any()).item()
    others = pl.col("other_diagnosis_codes")
    assert both.select((others == others.list.sort()).all()).item()
