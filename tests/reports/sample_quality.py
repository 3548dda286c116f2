"""Inputs of every kind for the data-quality page: with history, by the attribution alone, delivered once and clean."""

import datetime as dt
from dataclasses import replace

from reports.quality import DeliveryFacts, InputQuality, MissingValues
from transforms.quality.touched import Use

FIRST, SECOND = dt.date(2026, 10, 5), dt.date(2026, 11, 5)
TRENDS = ["first delivery", "new", "more", "as before", "fewer", "gone"]
VERDICTS = ["too early", "usual", "low", "none", "high"]


def every_input() -> list[InputQuality]:
    """Give an input that indicators read, one of the attribution, one of no use, one with one of each, a small one."""
    events = _events()
    rules = [row for row in events.rules if row["rule_id"] == "rule_1"]
    one_of_each = replace(events, rules=rules, months=events.months[2:3])
    return [events, _places(), _list(), one_of_each, _small(events)]


def _small(events: InputQuality) -> InputQuality:
    return replace(events, name="deaths", months=[{**month, "verdict": "too few"} for month in events.months])


def _events() -> InputQuality:
    uses = [Use("ed_rate", 12, ("is_scheduled",), False), Use("readmit30_cihi", 15, (), True)]
    rules = [_rule(f"rule_{number}", 2, number, trend) for number, trend in enumerate(TRENDS)]
    severities = {"rule_1": "warning", "rule_2": "warning"}
    without_rows = {**_rule("empty", 2, 0, "as before"), "per_10_000": None}
    history = [_rule("rule_1", 1, 0, "first delivery"), *rules, without_rows]
    told = [{**row, "severity": severities.get(str(row["rule_id"]), "quarantine")} for row in history]
    touched = {str(row["rule_id"]): ["ed_rate", "readmit30_cihi"] for row in told}
    return InputQuality(
        name="ed_visits",
        deliveries=[
            DeliveryFacts(1, FIRST, 10_000, 9_990, 10, ()),
            DeliveryFacts(2, SECOND, 10_000, 9_985, 15, ("other_diagnosis_codes",)),
        ],
        rules=told,
        touched_by_rule={**touched, "rule_1": ["ed_rate"], "rule_2": []},
        months=[
            _month(number, verdict, rows)
            for number, (verdict, rows) in enumerate(zip(VERDICTS, [90, 100, 40, 0, 400], strict=True), start=6)
        ],
        missing=[MissingValues("triage_level", 25, 9_985), MissingValues("disposition_code", 0, 9_985)],
        uses=uses,
        is_of_attribution=False,
    )


def _places() -> InputQuality:
    return InputQuality(
        name="addresses",
        deliveries=[DeliveryFacts(1, FIRST, 100, 99, 1, ())],
        rules=[{**_rule("start_date_missing", 1, 1, "first delivery"), "rows_in": 100, "per_10_000": 100.0}],
        touched_by_rule={"start_date_missing": []},
        months=[],
        missing=[],
        uses=[Use("attach", 24, ("start_date",), False)],
        is_of_attribution=True,
    )


def _list() -> InputQuality:
    return InputQuality("chart_numbers", [DeliveryFacts(3, FIRST, 5, 5, 0, ())], [], {}, [], [], [], False)


def _rule(rule_id: str, place: int, rows: int, trend: str) -> dict[str, object]:
    counts = {"rows": rows, "rows_in": 10_000, "per_10_000": float(rows)}
    named = {"input": "ed_visits", "rule_id": rule_id, "severity": "quarantine"}
    return {**named, "place": place, "trend": trend, **counts}


def _month(number: int, verdict: str, rows: int) -> dict[str, object]:
    usual = None if verdict == "too early" else 95.0
    return {
        "input": "ed_visits",
        "month": dt.date(2026, number, 1),
        "rows": rows,
        "late_rows": 3,
        "usual": usual,
        "verdict": verdict,
    }
