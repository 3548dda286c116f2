"""What an explanation hides: what a release hides, no more of the result and no less of the steps."""

from pathlib import Path

import pytest

from flows import explain_indicator
from flows.explain_texts import as_rows
from flows.store import Store
from schemas.results import Results
from tests.tables import table
from transforms.catalogue import indicators
from transforms.disclosure.audience import Audience
from transforms.indicators.steps import AMOUNT, DENOMINATOR, EXCLUSION, NUMERATOR, ROWS, Step

KINDS = [ROWS, DENOMINATOR, EXCLUSION, NUMERATOR]
WEIGHED = [ROWS, DENOMINATOR, AMOUNT, NUMERATOR]
VALUE = "hidden, since it would give a small count away"


def told(
    indicator_id: str, kinds: list[str], counts: list[int], suppression: str | None, audience: Audience = Audience.OHT
) -> list[str]:
    """Give the counts as shown, then what is said of the value."""
    steps = [Step(kind, "x", rows) for kind, rows in zip(kinds, counts, strict=True)]
    result = {"value": 12.6, "denominator": counts[-2], "lower": None, "upper": None, "adjusted": None}
    *rows, value = as_rows(indicators()[indicator_id], steps, {**result, "suppression": suppression}, audience)
    return [*(row[2] for row in rows), value[1]]


def test_few_hospital_sites_hide_nothing() -> None:
    assert told("alc_rate", WEIGHED, [3, 2, 2_643, 333], None)[:4] == ["3", "2", "2,643", "333"]
    assert told("alc_rate", WEIGHED, [3, 2, 2_643, 333], None)[4].startswith("12.60 ")


def test_days_of_hospitals_that_a_release_hides_are_hidden() -> None:
    assert told("alc_rate", WEIGHED, [3, 2, 2_643, 4], "small_cell") == ["<6", "<6", "hidden", "<6", VALUE]


@pytest.mark.parametrize("counts", [[900, 800, 500, 300], [900, 800, 500, 3]])
def test_a_result_that_a_release_hides_is_hidden_with_all_that_leads_to_it(counts: list[int]) -> None:
    """Of sums of few persons the counts themselves are large."""
    last = "<6" if counts[3] == 3 else "hidden"
    assert told("cost_pc", KINDS, counts, "small_cell") == ["hidden", "hidden", "hidden", last, VALUE]


def test_a_step_of_a_few_persons_hides_the_steps_and_not_what_is_released() -> None:
    *counts, value = told("attach", KINDS, [903, 900, 800, 700], None)
    assert counts == ["hidden", "hidden", "800", "700"]
    assert value.startswith("12.60 ")
    assert told("attach", KINDS, [900, 803, 800, 700], None)[:4] == ["hidden", "hidden", "800", "700"]


def test_steps_of_many_persons_are_shown() -> None:
    assert told("attach", KINDS, [906, 900, 800, 0], None)[:4] == ["906", "900", "800", "0"]


def test_the_exact_numbers_are_all_shown() -> None:
    shown = told("attach", KINDS, [903, 900, 4, 3], None, Audience.PRACTICE)
    assert shown[:4] == ["903", "900", "4", "3"]
    assert shown[4].startswith("12.60 ")


@pytest.mark.parametrize(("audience", "suppression"), [(Audience.OHT, "small_cell"), (Audience.PRACTICE, None)])
def test_what_related_indicators_would_tell_is_hidden_here_too(
    audience: Audience, suppression: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """20 of 200 births and 18 of 197 of single children tell of three others."""
    text = "indicator_id numerator denominator\nlbw 20 200\nlbw_singleton 18 197"
    rows = table(text, Results, period="2026-09", level="oht", unit_id="T1", is_proportion=True)
    monkeypatch.setattr(explain_indicator, "exact_results", lambda *_: rows)
    asked = Store(tmp_path), indicators()["lbw_singleton"], "2026-09", "oht", "T1", audience
    assert explain_indicator._result(*asked)["suppression"] == suppression
