"""Every definition is found, says what the method says, and never gives a null."""

from pathlib import Path

import polars as pl
import pytest

import transforms
from tests.tables import assert_rows
from tests.tables import table as as_table
from tests.transforms.bases import EMPTY_FRAMES, event_bases, hospital_base, person_base, population_base
from tests.transforms.indicators.example_rows import HOSPITAL_BASE, PHYSICIAN_BASE, base_row
from tests.transforms.rows import (
    D,
    attribution,
    bed_census,
    contacts,
    core_lines,
    discharges,
    ed_visits,
    enrolments,
    physicians,
)
from transforms.catalogue import (
    cohorts,
    event_families,
    every_family,
    families,
    hospital_families,
    indicators,
    needs,
)
from transforms.features.family import ATTRIBUTION
from transforms.indicators.definition import HOSPITAL, PHYSICIAN, POPULATION, Indicator

FOLDER = Path(transforms.__file__).parent
HELPERS = {"__init__", "definition", "family", "listing", "members"}
RECORDS = list(indicators().values())


def names_below(*folders: str) -> set[str]:
    """Give the modules that hold a definition."""
    return {path.stem for folder in folders for path in (FOLDER / folder).glob("*.py")} - HELPERS


def test_the_catalogue_finds_every_module_under_its_own_name() -> None:
    aims = [f"indicators/{aim}" for aim in ("experience", "outcomes", "value", "provider")]
    assert set(indicators()) == names_below(*aims)
    assert set(cohorts()) == names_below("cohorts")
    assert set(needs()) == names_below("needs")
    assert {*families(), *event_families()} == names_below("features")
    assert set(hospital_families()) == names_below("hospital_features")


def test_indicators_stand_in_the_folder_of_their_aim() -> None:
    assert all((FOLDER / "indicators" / record.aim / f"{name}.py").exists() for name, record in indicators().items())


def test_the_first_indicators_are_those_of_the_method() -> None:
    expected = """
        id             aim        grain     limits  multiplier
        acsc           outcomes   person    repeat  100000
        continuity_hqo experience person    wilson  100
        ed_rate        value      person    repeat  100
        md_panel       provider   physician poisson 1
    """
    fields = ["id", "aim", "grain", "limits", "multiplier"]
    first = [indicators()[name] for name in ("acsc", "continuity_hqo", "ed_rate", "md_panel")]
    rows = [[getattr(record, field) for field in fields] for record in first]
    assert_rows(pl.DataFrame(rows, fields, orient="row"), expected)


def test_features_that_definitions_name_are_there() -> None:
    named = [
        name for record in [*indicators().values(), *cohorts().values(), *needs().values()] for name in record.features
    ]
    assert set(named) <= set(every_family())


@pytest.mark.parametrize("name", families())
def test_a_family_gives_what_it_declares_even_of_nothing(name: str) -> None:
    family = families()[name]
    built = family.build({read: EMPTY_FRAMES[read] for read in family.reads}, D)
    types = dict.fromkeys(family.zeros, pl.Int32) | dict.fromkeys(family.flags, pl.Boolean)
    types |= dict.fromkeys(family.dates, pl.Date)
    assert built.schema == {"person_id": pl.Int64, **types}
    assert built.columns == ["person_id", *family.columns]
    assert built.is_empty()


def test_families_of_events_give_what_they_declare_even_of_nothing() -> None:
    for family in event_families().values():
        built = family.build({read: EMPTY_FRAMES[read] for read in family.reads}, D)
        assert built.schema == {"person_id": pl.Int64, "event_id": pl.String, "event_date": pl.Date, **family.columns}
        assert built.is_empty()


def test_families_of_hospitals_give_what_they_declare_even_of_nothing() -> None:
    for family in hospital_families().values():
        built = family.build({read: EMPTY_FRAMES[read] for read in family.reads}, D)
        assert built.schema == {"hospital_id": pl.String, **dict.fromkeys(family.zeros, pl.Int32)}
        assert built.is_empty()


@pytest.mark.parametrize(
    ("family", "name", "months"),
    [("ambulatory_care_sensitive", "discharges", 12), ("emergency", "ed_visits", 12), ("primary_care", "claims", 24)],
)
def test_families_ask_for_the_months_of_their_windows(family: str, name: str, months: int) -> None:
    assert [(need.input_name, need.months) for need in families()[family].requires] == [(name, months)]


@pytest.mark.parametrize("record", [record for record in RECORDS if record.grain != PHYSICIAN], ids=lambda one: one.id)
def test_the_families_of_an_indicator_reach_back_as_far_as_its_window(record: Indicator) -> None:
    named = [every_family()[name] for name in record.features]
    reach = max((need.months for family in named for need in family.requires), default=0)
    assert reach >= record.window.months + record.window.look_back_months


PEOPLE = attribution("person_id tier physician_id oht_id\n1 rostered a T1\n2 postal_area - T1\n3 unattributable - -")
FRAMES = {
    **EMPTY_FRAMES,
    ATTRIBUTION: PEOPLE,
    "core_lines": core_lines("person_id\n1"),
    "contacts": contacts("person_id\n1"),
    "enrolments": enrolments("person_id\n1"),
    "physicians": physicians("physician_id\na"),
    "ed_visits": ed_visits("person_id\n1"),
    "discharges": discharges("person_id main_diagnosis_code\n1 G40"),
}


def tables() -> dict[str, pl.DataFrame]:
    """By grain: persons 1 with care of every kind, 2 with none, 3 unattributable; their events; three physicians."""
    persons = person_base(FRAMES, D)
    plain = base_row(indicators()["md_panel"], {"physician_id": "b"})
    busy = base_row(indicators()["md_panel"], dict.fromkeys([name for name in PHYSICIAN_BASE if "is_" in name], True))
    doctors = pl.concat([plain, busy, plain.with_columns(pl.lit("T1").alias("oht_id"))])
    sites = as_table("hospital_id corporation_id network_id oht_id\na C1 NA T1\nb C1 NA -\nc C2 - -", HOSPITAL_BASE)
    hospitals = hospital_base({**FRAMES, "bed_census": bed_census("hospital_id alc_patients\na 2")}, sites, D)
    people = {"person": persons, POPULATION: population_base(FRAMES, D), PHYSICIAN: doctors, HOSPITAL: hospitals}
    return {**people, **event_bases(FRAMES, persons, D)}


def check_expression(table: pl.DataFrame, expression: pl.Expr, *, is_count: bool) -> None:
    values = table.select(expression.alias("value"), pl.len())["value"]
    assert values.dtype == pl.Boolean or (is_count and values.dtype.is_integer())
    assert values.null_count() == 0


@pytest.mark.parametrize("rows", [3, 0])
@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.id)
def test_indicators_are_whole_numbers_and_never_null(record: Indicator, rows: int) -> None:
    table = tables()[record.grain].head(rows)
    check_expression(table, record.is_counted, is_count=False)
    check_expression(table, record.numerator.rule, is_count=True)
    if record.amount is not None:
        check_expression(table, record.amount, is_count=True)


@pytest.mark.parametrize("rows", [3, 0])
def test_cohorts_and_needs_are_true_or_false(rows: int) -> None:
    people = tables()["person"].head(rows)
    for expression in [
        *(record.member for record in cohorts().values()),
        *(need.member(D) for need in needs().values()),
    ]:
        check_expression(people, expression, is_count=False)


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.id)
def test_proportions_count_members(record: Indicator) -> None:
    is_boolean = tables()[record.grain].select(record.numerator.rule).to_series().dtype == pl.Boolean
    if record.limits in ("wilson", "survey"):
        assert is_boolean
        assert record.amount is None
    elif record.grain == "person":
        assert not is_boolean
