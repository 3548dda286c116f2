"""What hangs on an input."""

from schemas.inputs.registry import INPUTS
from transforms.catalogue import every_family, indicators
from transforms.quality.touched import INPUTS_OF_ATTRIBUTION, Use, touched_by_rule, uses_of

FAMILIES = every_family()
USES = [Use("a", 12, ("is_scheduled",), False), Use("b", 24, (), False), Use("c", 12, ("main_diagnosis_code",), False)]


def test_uses_are_those_of_the_features_that_a_record_names() -> None:
    uses = {use.indicator_id: use for use in uses_of("ed_visits", indicators(), FAMILIES)}
    assert uses["ed_rate"] == Use("ed_rate", 12, ("is_scheduled",), False)
    assert "readmit30_cihi" not in uses


def test_what_a_record_asks_for_itself_is_a_use() -> None:
    assert uses_of("provider_responses", {"burnout": indicators()["burnout"]}, FAMILIES) == [
        Use("burnout", 12, (), False)
    ]


def test_a_helping_input_is_not_needed() -> None:
    uses = {use.indicator_id: use.is_helping for use in uses_of("day_surgeries", indicators(), FAMILIES)}
    assert uses["readmit30_cihi"]


def test_a_row_set_aside_is_lost_to_all() -> None:
    columns = {"is_scheduled", "main_diagnosis_code"}
    assert touched_by_rule("is_scheduled_unreadable", "quarantine", columns, USES) == ["a", "b", "c"]


def test_a_warning_touches_those_that_read_its_column() -> None:
    columns = {"is_scheduled", "main_diagnosis_code"}
    assert touched_by_rule("main_diagnosis_code_malformed", "warning", columns, USES) == ["b", "c"]
    assert touched_by_rule("stay_under_one_year", "warning", columns, USES) == ["a", "b", "c"]


def test_every_input_is_of_the_attribution_or_of_features_or_a_list() -> None:
    named = {name for name in INPUTS if name in INPUTS_OF_ATTRIBUTION or uses_of(name, indicators(), FAMILIES)} | {
        name for name, model in INPUTS.items() if model.contract().is_extract
    }
    assert sorted(set(INPUTS) - named) == []
