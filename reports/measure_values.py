"""Numbers of a measure's row in words: value, interval, comparator, previous period."""

from collections.abc import Mapping
from typing import Any

from reports.catalogue import Catalogue

Row = Mapping[str, Any]
PERCENT = "%"


def shown(row: Row, side: str) -> float | None:
    """Give a comparator's value only when nothing suppresses it, whatever the frame holds beside the mark."""
    return None if row[f"{side}_suppression"] else row[f"{side}_value"]


def decimals_of(row: Row) -> int:
    """Choose one number of decimals for a whole row, so that its numbers can be compared at a glance."""
    seen = [row["value"], row["peers_p50"], shown(row, "oht"), shown(row, "province")]
    largest = max((abs(value) for value in seen if value is not None), default=0.0)
    if row["unit"] == PERCENT:
        return 1
    return 0 if largest >= 100 else 1 if largest >= 1 else 2


def amount(words: Catalogue, row: Row, value: float) -> str:
    """Write a value of the row; per cent carries its sign, other units stand in the measure's own cell."""
    number = words.number(value, decimals_of(row))
    return words.text("format.percent", value=number) if row["unit"] == PERCENT else number


def interval(words: Catalogue, row: Row, lower: float | None, upper: float | None, form: str = "interval") -> str:
    """Write limits or percentiles as "low to high", or shorter as a `range`; empty when either is missing."""
    if lower is None or upper is None:
        return ""
    decimals = decimals_of(row)
    return words.text(f"format.{form}", lower=words.number(lower, decimals), upper=words.number(upper, decimals))


def counts(words: Catalogue, row: Row) -> str:
    """Write numerator and denominator; empty when there are none. Shares of persons have no count above the line."""
    if row["numerator"] is None or row["denominator"] is None:
        return ""
    numerator, denominator = words.number(row["numerator"]), words.number(row["denominator"])
    if _is_share_of_persons(row):
        return words.text("format.among", denominator=denominator)
    return words.text("format.share", numerator=numerator, denominator=denominator)


def own_interval(words: Catalogue, row: Row) -> str:
    """Write the limits of the practice's value, or why there are none."""
    if row["value"] is None:
        # A median is missing where fewer than half of the rows have a value.
        return words.text("measures.no_median_words" if row["denominator"] else "measures.no_value_words")
    return interval(words, row, row["lower"], row["upper"], "range") or words.text("measures.silent.no_limits")


def _is_share_of_persons(row: Row) -> bool:
    """Tell whether the numerator counts ten-thousandths of persons: then it is far more than the value makes of it."""
    return row["value"] is not None and row["numerator"] > 2 * row["value"] * row["denominator"]


def comparator(words: Catalogue, row: Row, side: str) -> str:
    """Write the value of `oht` or `province`, or in words why none is shown."""
    if row[f"{side}_suppression"]:
        return words.text(f"measures.hidden.{row[f'{side}_suppression']}")
    value = row[f"{side}_value"]
    return words.text("measures.not_published") if value is None else amount(words, row, value)


def comparator_interval(words: Catalogue, row: Row, side: str) -> str:
    """Write the limits of a comparator; empty when its value is not shown."""
    if shown(row, side) is None:
        return ""
    return interval(words, row, row[f"{side}_lower"], row[f"{side}_upper"], "range")


def adjusted(words: Catalogue, row: Row) -> str:
    """Write the adjusted value; empty when there is none."""
    if row["adjusted"] is None:
        return ""
    return words.text("measures.adjusted", value=amount(words, row, row["adjusted"]))


def group(words: Catalogue, row: Row) -> str:
    """Write the value of the registry group, or in words why none is shown."""
    if row["group_suppression"]:
        return words.text(f"measures.group.{row['group_suppression']}")
    return amount(words, row, row["group_value"])


def gain(words: Catalogue, row: Row) -> str:
    """Say how many more, or fewer, reach what the best quarter of the peers do; empty when nothing is to be said.

    Of events so rare that a quarter of the peers have none, that is chance more than care.
    """
    if row["gain"] is None or not row["benchmark_value"]:
        return ""
    best = amount(words, row, row["benchmark_value"])
    return words.text(f"measures.gain.{row['direction']}", count=words.number(row["gain"]), best=best)


def median(words: Catalogue, row: Row) -> str:
    """Write the peers' median, or in words why none is shown."""
    if row["peers_p50"] is None:
        return words.text(f"measures.few_peers.{row['peers_suppression']}")
    return amount(words, row, row["peers_p50"])


def change(words: Catalogue, row: Row) -> str:
    """Write the change in a year with its sign, of per cents in points; empty when there is no value a year before."""
    if row["change"] is None:
        return ""
    sign = words.text("format.plus") if row["change"] > 0 else ""
    number = sign + words.number(row["change"], decimals_of(row))
    return words.text("format.points", value=number) if row["unit"] == PERCENT else number


def change_since(words: Catalogue, row: Row) -> str:
    """Say since when, and whether the change is better or worse; empty as `change`."""
    if row["change"] is None:
        return ""
    verdict = words.text(f"measures.changes.{row['change_verdict']}")
    return words.text("measures.since", period=words.period(row["change_from"]), verdict=verdict)


def previous(words: Catalogue, row: Row) -> str:
    """Write the value of the period before; empty when none was published."""
    return "" if row["previous_value"] is None else amount(words, row, row["previous_value"])
