"""Methods side by side as tables for the terminal; a method is called by its number in the list above them."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.agreement_table import ABSENT, HIDDEN

PAIR_COLUMNS = ["pair", "in both", "only 1st", "only 2nd", "team", "provider", "tier", "kappa"]
RANGE_COLUMNS = ["indicator", "unit", "official", "lowest", "by", "highest", "by"]
METHOD_COLUMNS = ["indicator", "unit", "method", "counts", "value", "difference", "from who"]
Row = Mapping[str, Any]


def numbered(methods: Sequence[str]) -> dict[str, str]:
    """Give each method id the number it is called by."""
    return {name: str(place) for place, name in enumerate(methods, start=1)}


def pair_texts(row: Row, numbers: Mapping[str, str]) -> list[str]:
    """Give a row of the agreement matrix as cells under `PAIR_COLUMNS`; `hidden` of the row names what is not shown."""
    counts = [_whole(row[name]) for name in ("in_both", "first_only", "second_only")]
    shares = [_percent(row[name]) for name in ("team_share", "provider_share", "tier_share")]
    names = ["in_both", "first_only", "second_only", "team_share", "provider_share", "tier_share", "kappa"]
    cells = [*counts, *shares, ABSENT if row["kappa"] is None else f"{row['kappa']:.3f}"]
    shown = [HIDDEN if name in row["hidden"] else cell for name, cell in zip(names, cells, strict=True)]
    return [f"{numbers[row['method_id']]}, {numbers[row['other_id']]}", *shown]


def range_texts(row: Row, numbers: Mapping[str, str]) -> list[str]:
    """Give a range with the `official` value beside it as cells under `RANGE_COLUMNS`."""
    place = [row["indicator_id"], row["unit_id"]]
    if row["suppression"]:
        return [*place, *[HIDDEN] * 5]
    ends = [[_value(row[end]), _by(row[f"{end}_method_ids"], numbers)] for end in ("lowest", "highest")]
    return [*place, _value(row["official"]), *ends[0], *ends[1]]


def method_texts(row: Row, numbers: Mapping[str, str]) -> list[str]:
    """Give an exact result of one method as cells under `METHOD_COLUMNS`."""
    place = [row["indicator_id"], row["unit_id"], numbers[row["method_id"]]]
    if row["not_computable"]:
        return [*place, row["not_computable"], ABSENT, ABSENT, ABSENT]
    counts = f"{row['numerator']:,} / {row['denominator']:,}"
    difference = ABSENT if row["difference"] is None else f"{round(row['difference'], 1) + 0.0:+,.1f}"
    return [*place, counts, _value(row["value"]), difference, _percent(row["who_share"])]


def _by(methods: str | None, numbers: Mapping[str, str]) -> str:
    return ABSENT if methods is None else ", ".join(numbers[name] for name in methods.split(", "))


def _value(value: float | None) -> str:
    return ABSENT if value is None else f"{value:,.1f}"


def _whole(count: int) -> str:
    return f"{count:,}"


def _percent(share: float | None) -> str:
    return ABSENT if share is None else f"{100 * share:.1f} %"
