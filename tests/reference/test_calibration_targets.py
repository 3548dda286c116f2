"""Published figures and the codes of conditions: whole, known, and no code twice."""

from decimal import Decimal

import polars as pl
import pytest

from reference import calibration_targets as module
from reference.calibration_targets import calibration_targets, condition_codes, conditions

LINE = {
    "target": "t",
    "value": "68.4",
    "unit": "%",
    "population": "networks",
    "period": "2010",
    "status": "quoted",
    "source": "A paper",
    "tolerance": "5",
    "scaled_to": "",
    "full_size": "false",
    "measure": "m",
    "needs": "",
}


def read(monkeypatch: pytest.MonkeyPatch, *lines: dict[str, str]) -> tuple[module.Target, ...]:
    monkeypatch.setattr(module, "_rows", lambda _: list(lines))
    return calibration_targets.__wrapped__()


def test_a_figure_as_its_line_says(monkeypatch: pytest.MonkeyPatch) -> None:
    [target] = read(monkeypatch, {**LINE, "scaled_to": "15000", "full_size": "true"})
    assert (target.value, target.tolerance, target.scaled_to) == (Decimal("68.4"), Decimal(5), 15_000)
    assert target.is_full_size


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"status": "guessed"}, "targets.csv, t: status is one of quoted, derived, assumed, not guessed"),
        ({"tolerance": "-1"}, "targets.csv, t: the tolerance is below zero"),
        ({"measure": ""}, "targets.csv, t: give either a measure, or what it needs"),
        ({"needs": "costs"}, "targets.csv, t: give either a measure, or what it needs"),
    ],
)
def test_a_wrong_line_is_named(monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(monkeypatch, {**LINE, **changed})


def test_two_lines_of_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="names twice: t"):
        read(monkeypatch, LINE, LINE)


def test_the_published_figures() -> None:
    targets = {target.target: target for target in calibration_targets()}
    assert len(targets) == 90
    assert targets["loyalty_primary_care_visits_median"].value == Decimal("81.1")
    assert {target.target.removeprefix("prevalence_") for target in targets.values()} > set(conditions())


def test_no_code_has_two_conditions() -> None:
    for (system,), rows in condition_codes().group_by("system"):
        codes = rows["code_prefix"].to_list()
        assert len(codes) == len(set(codes))
        if system == "icd10":
            assert not [(one, other) for one in codes for other in codes if one != other and other.startswith(one)]


def test_codes_look_like_codes() -> None:
    shapes = {"ohip": "^[0-9]{3}$", "icd10": "^[A-Z][0-9]{2,3}$"}
    for system, shape in shapes.items():
        rows = condition_codes().filter(pl.col("system") == system)
        assert rows["code_prefix"].str.contains(shape).all()
        assert set(rows["condition"]) == set(conditions())
