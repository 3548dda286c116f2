"""Cells of scorecards and series on the terminal."""

from typing import Any

from reports.scorecard_table import TEAM_COLUMNS, change_text, columns_of, scorecard_texts, series_texts

ROW: dict[str, Any] = {
    "indicator_id": "own",
    "title": "Own visits",
    "unit": "%",
    "aim": "experience",
    "status": "unverified",
    "membership_status": "local",
    "definition_version": 1,
    "current_version": 1,
    "value": 50.0,
    "lower": 40.04,
    "upper": 0.123,
    "adjusted": None,
    "adjusted_lower": None,
    "adjusted_upper": None,
    "province_value": 1234.5,
    "province_adjusted": None,
    "judged_by": "value",
    "verdict": "better",
    "verdict_reason": "limits_above",
    "standing": "high_95",
    "standing_reason": None,
    "target": None,
    "target_status": "no_target",
    "change": -2.5,
    "change_verdict": "worse",
    "change_reason": None,
    "state": "final",
    "suppression": None,
    "not_computable": None,
}
NOTHING = {"value": None, "lower": None, "upper": None, "verdict": "none", "standing": None, "change": None}


def cells(**changed: Any) -> dict[str, str]:
    head, texts = scorecard_texts([{**ROW, **changed}], is_team=True)
    assert head == ["EXPERIENCE OF PATIENTS", *[""] * 9]
    return dict(zip(TEAM_COLUMNS, texts, strict=True))


def test_a_row_in_full() -> None:
    assert list(cells().values()) == [
        "Own visits (own, %)",
        "50.0 (40.0–0.12)",
        "–",
        "1,234.5",
        "better",
        "above 95 %",
        "no target published",
        "-2.5 worse",
        "final",
        "UNVERIFIED",
    ]


def test_of_a_hidden_row_every_cell_says_so() -> None:
    reasons = {"verdict_reason": "hidden", "standing_reason": "hidden", "change_reason": "hidden"}
    row = cells(**NOTHING, **reasons, suppression="small_cell", target=3.0, target_status="hidden")
    assert [row[name] for name in ("value", "verdict", "among teams", "since a year ago")] == ["hidden"] * 4
    assert row["target"] == "3.0: hidden"


def test_what_could_not_be_computed_says_so() -> None:
    row = cells(**NOTHING, verdict_reason="not_computable", change_reason="no_value", not_computable="needs claims")
    assert (row["value"], row["verdict"], row["since a year ago"]) == ("not computable", "none", "none")


def test_what_the_verdict_is_about_is_said() -> None:
    row = cells(judged_by="adjusted", province_adjusted=12.0)
    assert (row["province"], row["verdict"]) == ("1,234.5 (adjusted 12.0)", "better (adjusted)")


def test_an_outlived_version_and_a_doubtful_membership_are_said() -> None:
    row = cells(status="verified", membership_status="unverified", current_version=2)
    assert row["definition"] == "verified, membership unverified, version 1 (now 2)"


def test_the_province_has_no_columns_of_comparison() -> None:
    assert [name for name in TEAM_COLUMNS if name not in columns_of(False)] == ["province", "verdict", "among teams"]
    assert len(scorecard_texts([ROW], is_team=False)[1]) == len(columns_of(False))
    assert scorecard_texts([], is_team=True) == []


def test_a_new_series_says_so_instead_of_a_change() -> None:
    assert change_text({**ROW, "change": None, "change_reason": "definition_changed"}) == "new series"


def test_rules_broken_in_a_series() -> None:
    row = {**ROW, "period": "2026-09", "series": 2}
    assert series_texts({**row, "rules_broken": None})[-1] == "–"
    assert series_texts({**row, "rules_broken": []})[-1] == "none"
    assert series_texts({**row, "rules_broken": ["run", "two_of_three"]})[-3:] == [
        "2",
        "-2.5 worse",
        "run, two of three",
    ]
