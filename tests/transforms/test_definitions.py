"""Every definition is found, says what the method says, and never gives a null."""

from pathlib import Path

import polars as pl
import pytest

import transforms
from schemas.base_tables import CoreLines
from schemas.inputs.claims import Claims
from schemas.inputs.registry import INPUTS
from tests.tables import assert_rows
from tests.transforms.rows import METHOD, D, attribution, base, core_lines, discharges, ed_visits, teams
from transforms.base_tables.persons import build_persons
from transforms.base_tables.physicians import build_physicians, count_panels
from transforms.base_tables.workforce import build_workforce
from transforms.catalogue import cohorts, event_families, families, indicators, needs

FOLDER = Path(transforms.__file__).parent
HELPERS = {"__init__", "definition", "family", "listing", "measure"}
BY_PERSON = [record for record in indicators().values() if record.grain == "person"]
BY_PHYSICIAN = [record for record in indicators().values() if record.grain == "physician"]
NO_ACTIVITY = pl.DataFrame(schema={"physician_id": pl.String, "year": pl.Int8, "days": pl.Int64})
EMPTY = {"core_lines": CoreLines.empty()} | {name: model.empty() for name, model in INPUTS.items()}


def names_below(*folders: str) -> set[str]:
    """Give the modules that hold a definition."""
    return {path.stem for folder in folders for path in (FOLDER / folder).glob("*.py")} - HELPERS


def test_the_catalogue_finds_every_module_under_its_own_name() -> None:
    aims = [f"indicators/{aim}" for aim in ("experience", "outcomes", "value", "provider")]
    assert set(indicators()) == names_below(*aims)
    assert set(cohorts()) == names_below("cohorts")
    assert set(needs()) == names_below("needs")
    assert set(families()) | set(event_families()) == names_below("features")


def test_indicators_stand_in_the_folder_of_their_aim() -> None:
    assert all((FOLDER / "indicators" / record.aim / f"{name}.py").exists() for name, record in indicators().items())


def test_indicators_are_those_of_the_method() -> None:
    fields = ["id", "aim", "grain", "limits", "multiplier"]
    found = pl.DataFrame(
        [[getattr(record, field) for field in fields] for record in indicators().values()], fields, orient="row"
    )
    assert_rows(
        found.sort("id"),
        """
        id              aim        grain                  limits    multiplier
        acsc            outcomes   person                 poisson   100000
        continuity_hqo  experience person                 wilson    100
        ed_bme          value      person                 clustered 1000
        ed_bme_hspn     value      person                 clustered 1000
        ed_first_mha    experience mental_health_ed_visits wilson   100
        ed_freq_mha     experience person                 wilson    100
        ed_low_acuity   value      person                 clustered 100
        ed_rate         value      person                 clustered 100
        ed_repeat_mha30 experience mental_health_ed_visits clustered 100
        md_admin_hours  provider   physician              none      100
        md_days         provider   physician              none      1
        md_panel        provider   physician              poisson   1
        md_retention    provider   physician              wilson    100
        """,
    )


def test_features_that_definitions_name_are_there() -> None:
    named = [
        name for record in [*indicators().values(), *cohorts().values(), *needs().values()] for name in record.features
    ]
    assert set(named) <= set(families()) | set(event_families())


@pytest.mark.parametrize("name", families())
def test_a_family_gives_what_it_declares_even_of_nothing(name: str) -> None:
    family = families()[name]
    built = family.build({read: EMPTY[read] for read in family.reads}, D)
    types = dict.fromkeys(family.zeros, pl.Int32) | dict.fromkeys(family.dates, pl.Date)
    assert built.schema == {"person_id": pl.Int64, **types}
    assert built.columns == ["person_id", *family.columns]
    assert built.is_empty()


def test_families_ask_for_the_months_of_their_windows() -> None:
    needed = [(name, need.input_name, need.months) for name in families() for need in families()[name].requires]
    found = pl.DataFrame(needed, ["family", "input", "months"], orient="row")
    expected = """
        family                    input      months
        ambulatory_care_sensitive discharges 12
        best_managed_elsewhere    ed_visits  12
        comorbidity               discharges 24
        comorbidity               ed_visits  24
        emergency                 ed_visits  12
        low_acuity_emergency      ed_visits  12
        mental_health_emergency   ed_visits  12
        primary_care              claims     24
    """
    assert_rows(found.sort("family", "input"), expected)


def persons_table() -> pl.DataFrame:
    """One row per person: 1 with care of every kind, 2 with none, 3 unattributable."""
    frames = {
        "core_lines": core_lines("person_id\n1"),
        "ed_visits": ed_visits("person_id\n1"),
        "discharges": discharges("person_id main_diagnosis_code\n1 G40"),
    }
    features = {name: family.build(frames, D) for name, family in families().items()}
    people = attribution(
        "person_id tier physician_id oht_id\n1 rostered a T1\n2 postal_area - T1\n3 unattributable - -"
    )
    return build_persons(people, features, list(families().values()), D)


def physicians_table() -> pl.DataFrame:
    """One row per physician: a with people, b without, c not in practice."""
    registry = teams("physician_id provider_oht_id end_date\na T1 -\nb - -\nc T1 2020-01-01")
    panels = build_physicians(registry, count_panels(attribution("person_id\n1")), D, METHOD)
    worked = build_workforce(NO_ACTIVITY, Claims.empty(), registry, D)
    return panels.join(worked, on="physician_id", how="left")


def check_expression(table: pl.DataFrame, expression: pl.Expr, *, is_count: bool) -> None:
    values = table.select(expression.alias("value"), pl.len())["value"]
    assert values.dtype == pl.Boolean or (is_count and values.dtype.is_integer())
    assert values.null_count() == 0


@pytest.mark.parametrize("rows", [3, 0])
def test_indicators_are_whole_numbers_and_never_null(rows: int) -> None:
    people, physicians = persons_table().head(rows), physicians_table().head(rows)
    for table, records in ((people, BY_PERSON), (physicians, BY_PHYSICIAN)):
        for record in records:
            check_expression(table, record.is_counted, is_count=False)
            check_expression(table, record.numerator.rule, is_count=True)


@pytest.mark.parametrize("rows", [3, 0])
def test_cohorts_and_needs_are_true_or_false(rows: int) -> None:
    people = persons_table().head(rows)
    for expression in [
        *(record.member for record in cohorts().values()),
        *(need.member(D) for need in needs().values()),
    ]:
        check_expression(people, expression, is_count=False)


def test_proportions_count_members() -> None:
    for record in BY_PERSON:
        is_boolean = base("person_id\n1").select(record.numerator.rule).to_series().dtype == pl.Boolean
        assert is_boolean == record.is_proportion == (record.limits == "wilson")
