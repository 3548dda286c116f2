"""A scorecard and the series of an indicator as tables for the terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.agreement_table import ABSENT

Row = Mapping[str, Any]
TEAM_COLUMNS = [
    "",
    "value",
    "adjusted",
    "province",
    "verdict",
    "among teams",
    "target",
    "since a year ago",
    "state",
    "definition",
]
NOT_OF_PROVINCE = {"province", "verdict", "among teams"}
SERIES_COLUMNS = ["period", "value (95 %)", "state", "version", "series", "since a year ago", "rules broken"]
HIDDEN = "hidden"
AIMS = {
    "experience": "Experience of patients",
    "outcomes": "Health of the population",
    "value": "Value",
    "provider": "Experience of providers",
}
VERDICT_WORDS = {
    "context": "context",
    "not_computable": "none",
    "below_minimum": "too few",
    "no_value": "none",
    "no_limits": "no limits",
    "no_comparator": "no province",
    HIDDEN: HIDDEN,
}
STANDING_WORDS = {
    "high_998": "above 99.8 %",
    "high_95": "above 95 %",
    "within": "within",
    "low_95": "below 95 %",
    "low_998": "below 99.8 %",
    "context": "context",
    "not_counts": "a mean",
    "no_value": "none",
    "below_minimum": "too few",
    "no_province": "no province",
    "few_teams": "too few teams",
    HIDDEN: HIDDEN,
}
CHANGE_WORDS = {
    "context": "context",
    "no_value": "none",
    "definition_changed": "new series",
    "no_year_before": "no value then",
    "below_minimum": "too few",
    "no_limits": "no limits",
    HIDDEN: HIDDEN,
    "hidden_before": "hidden then",
}


def columns_of(is_team: bool) -> list[str]:
    """Give the columns of a scorecard; the province is held against nobody."""
    return TEAM_COLUMNS if is_team else [name for name in TEAM_COLUMNS if name not in NOT_OF_PROVINCE]


def scorecard_texts(rows: Sequence[Row], is_team: bool) -> list[list[str]]:
    """Give the rows as cells under `columns_of`, each aim after a line of its own."""
    names, found = columns_of(is_team), []
    aim = None
    for row in rows:
        if row["aim"] != aim:
            aim = row["aim"]
            found.append([AIMS[aim].upper(), *[""] * (len(names) - 1)])
        cells = dict(zip(TEAM_COLUMNS, _texts(row), strict=True))
        found.append([cells[name] for name in names])
    return found


def _texts(row: Row) -> list[str]:
    """Give a row of the scorecard as cells under `TEAM_COLUMNS`."""
    return [
        f"{row['title']} ({row['indicator_id']}, {row['unit']})",
        _value_text(row),
        _of_limits(row, "adjusted", "adjusted_lower", "adjusted_upper"),
        _province_text(row),
        _verdict_text(row),
        STANDING_WORDS.get(row["standing"] or row["standing_reason"] or "", ABSENT),
        _target_text(row),
        change_text(row),
        row["state"] or ABSENT,
        _status_text(row),
    ]


def _province_text(row: Row) -> str:
    """Give the province's value, and the adjusted one where the verdict is about that."""
    adjusted = f" (adjusted {_number(row['province_adjusted'])})" if row["judged_by"] == "adjusted" else ""
    return f"{_number(row['province_value'])}{adjusted}"


def _verdict_text(row: Row) -> str:
    """Give the verdict, and whether it is about the adjusted value; of none the reason."""
    if row["verdict"] == "none":
        return VERDICT_WORDS[row["verdict_reason"]]
    return f"{row['verdict']}{' (adjusted)' if row['judged_by'] == 'adjusted' else ''}"


def _target_text(row: Row) -> str:
    if row["target_status"] == "no_target":
        return "no target published"
    return f"{_number(row['target'])}: {row['target_status'].replace('_', ' ')}"


def _status_text(row: Row) -> str:
    """Give the status of the definition, that of its membership when it is less sure, and an outlived version."""
    membership = f", membership {row['membership_status']}" if row["membership_status"] == "unverified" else ""
    version = row["definition_version"]
    old = f", version {version} (now {row['current_version']})" if version not in (None, row["current_version"]) else ""
    return f"{row['status'].upper() if row['status'] in ('unverified', 'retired') else row['status']}{membership}{old}"


def change_text(row: Row) -> str:
    """Give the change since a year before with its verdict, or why there is none."""
    if row["change"] is None or row["change_reason"]:
        return CHANGE_WORDS.get(row["change_reason"] or "", ABSENT)
    return f"{_signed(row['change'])} {row['change_verdict']}"


def series_texts(row: Row) -> list[str]:
    """Give a row of a series as cells under `SERIES_COLUMNS`."""
    broken = row["rules_broken"]
    rules = ABSENT if broken is None else ", ".join(name.replace("_", " ") for name in broken) or "none"
    return [
        row["period"],
        _value_text(row),
        row["state"] or ABSENT,
        str(row["definition_version"]),
        str(row["series"]),
        change_text(row),
        rules,
    ]


def _value_text(row: Row) -> str:
    if row["not_computable"]:
        return "not computable"
    return HIDDEN if row["suppression"] == "small_cell" else _of_limits(row, "value", "lower", "upper")


def _of_limits(row: Row, value: str, lower: str, upper: str) -> str:
    if row[value] is None:
        return ABSENT
    if row[lower] is None or row[upper] is None:
        return _number(row[value])
    return f"{_number(row[value])} ({_number(row[lower])}–{_number(row[upper])})"


def _number(value: float | None) -> str:
    """Give a number with more decimals the smaller it is."""
    if value is None:
        return ABSENT
    return f"{value:,.{_decimals(value)}f}"


def _signed(value: float) -> str:
    return f"{value:+,.{_decimals(value)}f}"


def _decimals(value: float) -> int:
    return 1 if abs(value) >= 1 or value == 0 else 2
