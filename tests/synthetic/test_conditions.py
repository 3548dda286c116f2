"""Conditions as their codes show: a stay with one of the ICD-10 codes, or two claims within two years."""

import polars as pl
import pytest

from synthetic.codes import EMERGENCY, PASSING_COMORBID, PASSING_DIAGNOSES
from synthetic.conditions import CONDITIONS
from tests.synthetic.ontario import Ontario

# Per cent of 13,581,191 Ontarians (J Comorb 2020, PMC7457707, table 2).
PUBLISHED = {
    "arthritis": 9.984,
    "asthma": 15.062,
    "cancer": 6.652,
    "congestive_heart_failure": 1.750,
    "copd": 6.030,
    "cardiovascular_disease": 5.168,
    "dementia": 1.133,
    "diabetes": 9.346,
    "hiv": 0.127,
    "hypertension": 21.063,
    "ibd": 0.598,
    "chronic_kidney_disease": 1.439,
    "chronic_liver_disease": 2.050,
    "mood_disorder": 26.932,
    "osteoporosis": 2.740,
    "stroke_tia": 1.469,
    "urinary_incontinence": 4.395,
}
STAY_DIAGNOSES = [f"dx_{number}" for number in range(1, 9)]


@pytest.fixture(scope="module")
def listed() -> pl.DataFrame:
    """One row per code of a condition."""
    return pl.read_csv("reference/calibration/conditions.csv", comment_prefix="#", infer_schema=False)


def by_prefix(listed: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    """One row per row of `codes` and condition whose ICD-10 prefix begins its `code`."""
    prefixes = listed.filter(system="icd10").select("condition", "code_prefix")
    return pl.concat(
        codes.with_columns(code_prefix=plain("code").str.slice(0, length)).join(prefixes, on="code_prefix")
        for length in (3, 4)
    ).unique()


def plain(column: str) -> pl.Expr:
    """Write an ICD-10 code without its dot, in capitals."""
    return pl.col(column).str.to_uppercase().str.replace_all(".", "", literal=True)


@pytest.fixture(scope="module")
def found(ontario: Ontario, listed: pl.DataFrame) -> pl.DataFrame:
    """One row per resident and condition, with age and network."""
    residents = ontario.residents.select("health_number", "age", "network")
    claims = ontario.tables["claims"].filter(pl.col("units") > 0).join(residents, on="health_number", how="semi")
    days = claims.join(listed.filter(system="ohip").select("condition", dx="code_prefix"), on="dx")
    days = days.unique(["health_number", "condition", "serviced_on"]).sort("health_number", "condition", "serviced_on")
    gap = pl.col("serviced_on").diff().over("health_number", "condition").dt.total_days()
    stays = ontario.stays.unpivot(STAY_DIAGNOSES, index="health_number", value_name="code").drop_nulls("code")
    cases = [days.filter(gap <= 730), by_prefix(listed, stays)]
    return (
        pl.concat([rows.select("health_number", "condition") for rows in cases])
        .unique()
        .join(residents, on="health_number")
    )


@pytest.mark.parametrize("condition", PUBLISHED)
def test_prevalence(ontario: Ontario, found: pl.DataFrame, condition: str) -> None:
    cases = found.filter(condition=condition).height
    expected = PUBLISHED[condition] / 100 * len(ontario.residents)
    # A tenth, or chance where there are few cases.
    assert cases == pytest.approx(expected, abs=max(0.08 * expected, 3 * expected**0.5))


def test_many_have_several_conditions(ontario: Ontario, found: pl.DataFrame) -> None:
    """Three or more in 15.2 per cent, two or more in 24 to 30."""
    counts = found.group_by("health_number").len()["len"]
    assert (counts >= 3).sum() / len(ontario.residents) == pytest.approx(0.152, abs=0.015)
    assert 0.24 < (counts >= 2).sum() / len(ontario.residents) < 0.30


def test_dementia_of_the_old(ontario: Ontario, found: pl.DataFrame) -> None:
    old = ontario.residents.filter(pl.col("age") >= 65)
    cases = found.filter(pl.col("age") >= 65, pl.col("condition") == "dementia")
    assert 1_000 * len(cases) / len(old) == pytest.approx(74.5, rel=0.1)


def test_diabetes_of_adults_differs_from_place_to_place(ontario: Ontario, found: pl.DataFrame) -> None:
    adults = ontario.residents.filter(pl.col("age") >= 20)
    place = {number: network.place for number, network in enumerate(ontario.world.geography.networks)}
    by_place = [
        rows.group_by(pl.col("network").replace_strict(place).alias("place")).len().sort("place")["len"]
        for rows in (found.filter(pl.col("age") >= 20, pl.col("condition") == "diabetes"), adults)
    ]
    shares = by_place[0] / by_place[1]
    assert 0.08 < shares.min() < shares.max() - 0.015
    assert shares.max() < 0.13


def test_each_code_is_of_its_condition(listed: pl.DataFrame) -> None:
    claim_codes = {(row["condition"], row["code_prefix"]) for row in listed.filter(system="ohip").iter_rows(named=True)}
    ours = pl.DataFrame(
        [(name, code) for name, one in CONDITIONS.items() for code in one.stay_codes],
        schema=["own", "code"],
        orient="row",
    )
    assert {(name, code) for name, one in CONDITIONS.items() for code in one.claim_codes} <= claim_codes
    matched = by_prefix(listed, ours)
    assert len(matched) == len(ours)
    assert (matched["own"] == matched["condition"]).all()
    assert set(CONDITIONS) == set(listed["condition"]) == set(PUBLISHED)


def test_passing_codes_are_of_none(listed: pl.DataFrame) -> None:
    assert not set(PASSING_DIAGNOSES) & set(listed.filter(system="ohip")["code_prefix"])
    assert by_prefix(listed, pl.DataFrame({"code": PASSING_COMORBID})).is_empty()
    assert EMERGENCY


def test_admissions_that_care_could_have_avoided_remain(ontario: Ontario) -> None:
    """Among them the infections that count with J44 beside them only."""
    year = ontario.stays.filter(pl.col("discharged_on") > ontario.since(1))
    main = plain("dx_1")
    avoidable = year.filter(main.str.contains("^(J4[1-47]|J45|E1[0134]|I50|G40|I10|I20)"))
    assert 200 < len(avoidable) / len(ontario.residents) * 100_000 < 500
    other = pl.any_horizontal(plain(name).str.starts_with("J44") for name in STAY_DIAGNOSES[1:])
    assert ontario.stays.filter(main == "J181", other).height > 0
