"""The scorecard of a programme: one team or the province, with all that its values are held against.

Rule: docs/explanation/comparisons.md 30. Everything is made of results as they may be shown, never of exact ones
beside them: what is hidden is hidden from every comparison too.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from reference.programmes import Member
from transforms.comparisons.standing import find_standings
from transforms.comparisons.trend import CHANGE, build_trend
from transforms.comparisons.verdict import judge
from transforms.indicators.definition import Indicator
from transforms.indicators.units import PROVINCE

VALUES = ["value", "lower", "upper", "adjusted", "adjusted_lower", "adjusted_upper"]
SHOWN = ["denominator", *VALUES, "adjustment", "state", "suppression", "not_computable", "definition_version"]
JUDGED = ["judged_value", "judged_lower", "judged_upper"]
LABELS = ["indicator_id", "title", "aim", "setting", "unit", "direction", "status", "current_version"]
HIDDEN = "hidden"
NOT_SHOWN = "is shown neither of teams nor of the province"
NO_ROW = "needs a new run: the period was computed before there was this indicator"


def build_scorecard(
    members: Sequence[Member],
    definitions: Mapping[str, Indicator],
    results: pl.DataFrame,
    year_before: pl.DataFrame,
    unit: tuple[str, str],
) -> pl.DataFrame:
    """One row per member, by aim in the order of `definitions`, then in the order of the programme.

    `members`: those that the catalogue has. `results`: of one period, all teams and the province, with suppression and
    state (`release_results`); `year_before`: those of the same month a year before, empty when there are none.
    `unit`: level and unit_id. Added to labels and values: province_value and province_adjusted; judged_by (adjusted or
    value: which of them the verdict is about); verdict, verdict_reason (those of `judge`, or hidden); standing,
    standing_reason (those of `find_standings`, hidden, or province); target (null: none is published), target_status
    (met, missed, no_target, context, hidden, no_value); change and its limits, change_verdict, change_reason (those of
    `build_trend`, hidden or hidden_before).
    """
    own = _of_unit(results, unit).select("indicator_id", *SHOWN)
    return (
        _labels(members, definitions)
        .join(own, on="indicator_id", how="left", maintain_order="left")
        .with_columns(_absence(unit).alias("not_computable"))
        .join(_province(results), on="indicator_id", how="left", maintain_order="left")
        .pipe(_with_verdicts, is_team=unit[0] == "oht")
        .join(_standings(results, definitions, unit), on="indicator_id", how="left", maintain_order="left")
        .join(_changes(results, year_before, definitions, unit), on="indicator_id", how="left", maintain_order="left")
        .with_columns(_target_status().alias("target_status"), *_hidden_reasons(unit))
        .drop("denominator", "minimum_denominator", "is_at_level", "comparator_value", *JUDGED, "was_hidden")
    )


def _of_unit(results: pl.DataFrame, unit: tuple[str, str]) -> pl.DataFrame:
    """The same rows, those of one level and unit."""
    return results.filter(pl.col("level") == unit[0], pl.col("unit_id") == unit[1])


def _labels(members: Sequence[Member], definitions: Mapping[str, Indicator]) -> pl.DataFrame:
    """One row per member, by aim: what the catalogue and the programme say of it."""
    aims = list(dict.fromkeys(record.aim for record in definitions.values()))
    ordered = sorted(members, key=lambda member: aims.index(definitions[member.indicator_id].aim))
    rows = [_label(member, definitions[member.indicator_id]) for member in ordered]
    numbers = {"current_version": pl.Int32, "minimum_denominator": pl.Int64, "target": pl.Float64}
    types = {
        **dict.fromkeys(LABELS, pl.String),
        "membership_status": pl.String,
        **numbers,
        "is_at_level": pl.List(pl.String),
    }
    return pl.DataFrame(rows, schema=types)


def _label(member: Member, record: Indicator) -> dict[str, object]:
    return {
        "indicator_id": record.id,
        "title": record.title,
        "aim": record.aim,
        "setting": record.setting,
        "unit": record.unit,
        "direction": record.direction,
        "status": record.status,
        "current_version": record.version,
        "membership_status": member.status,
        "minimum_denominator": record.minimum_denominator,
        "target": member.target,
        "is_at_level": list(record.levels),
    }


def _absence(unit: tuple[str, str]) -> pl.Expr:
    """Say why there is no value: what is needed, or that the unit has no row; null: nothing is lacking."""
    shown_there = pl.col("is_at_level").list.contains(unit[0])
    missing = pl.when(shown_there).then(pl.lit(NO_ROW)).otherwise(pl.lit(NOT_SHOWN))
    return pl.when(pl.col("definition_version").is_null()).then(missing).otherwise("not_computable")


def _province(results: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator: the province's values."""
    names = [pl.col(name).alias(f"province_{name}") for name in ("value", "adjusted")]
    return _of_unit(results, ("province", PROVINCE)).select("indicator_id", *names)


def _with_verdicts(rows: pl.DataFrame, is_team: bool) -> pl.DataFrame:
    """The same rows with judged_by, verdict and verdict_reason; the province is compared with nobody."""
    is_adjusted = pl.col("adjusted").is_not_null() & pl.col("province_adjusted").is_not_null()
    judged_by = pl.when(is_adjusted).then(pl.lit("adjusted")).otherwise(pl.lit("value"))
    pairs = zip(VALUES[3:], VALUES[:3], JUDGED, strict=True)
    judged = [pl.when(is_adjusted).then(adjusted).otherwise(crude).alias(name) for adjusted, crude, name in pairs]
    comparator = pl.when(is_adjusted).then("province_adjusted").otherwise("province_value")
    known = comparator if is_team else pl.lit(None, pl.Float64)
    compared = rows.with_columns(judged_by.alias("judged_by"), *judged, known.alias("comparator_value"))
    return judge(compared, *JUDGED)


def _standings(results: pl.DataFrame, definitions: Mapping[str, Indicator], unit: tuple[str, str]) -> pl.DataFrame:
    """One row per indicator: teams, standing and standing_reason of one team; of the province none."""
    found = find_standings(results, definitions)
    own = found.filter(pl.col("unit_id") == unit[1]) if unit[0] == "oht" else found.clear()
    return own.drop("unit_id")


def _changes(
    results: pl.DataFrame, year_before: pl.DataFrame, definitions: Mapping[str, Indicator], unit: tuple[str, str]
) -> pl.DataFrame:
    """One row per indicator and unit of the period: its change, and was_hidden: the value a year before is hidden."""
    both = [_of_unit(table, unit) for table in (results, year_before)]
    trend = build_trend(pl.concat(both), definitions).filter(
        pl.col("period").is_in(both[0]["period"].unique().implode())
    )
    hidden = both[1].select("indicator_id", (pl.col("suppression") == "small_cell").alias("was_hidden"))
    own = both[0].select("indicator_id", "definition_version", "method_id")
    return (
        trend.join(own, on=own.columns, how="semi")
        .select("indicator_id", *CHANGE, "change_verdict", "change_reason")
        .join(hidden, on="indicator_id", how="left")
        .sort("indicator_id")
    )


def _target_status() -> pl.Expr:
    """Say whether the shown value reaches the target; of a hidden value nothing."""
    value, target = pl.col("value"), pl.col("target")
    reached = pl.when(pl.col("direction") == "higher").then(value >= target).otherwise(value <= target)
    return (
        pl.when(target.is_null())
        .then(pl.lit("no_target"))
        .when(pl.col("direction") == "context")
        .then(pl.lit("context"))
        .when(_is_hidden())
        .then(pl.lit(HIDDEN))
        .when(value.is_null())
        .then(pl.lit("no_value"))
        .when(reached)
        .then(pl.lit("met"))
        .otherwise(pl.lit("missed"))
    )


def _hidden_reasons(unit: tuple[str, str]) -> list[pl.Expr]:
    """Say of what is hidden that it is, rather than that it could not be computed."""
    reasons = ["verdict_reason", "standing_reason", "change_reason"]
    told = {name: pl.when(_is_hidden() & pl.col(name).ne_missing("context")).then(pl.lit(HIDDEN)) for name in reasons}
    rest = {name: pl.col(name) for name in reasons}
    before = pl.col("was_hidden").fill_null(False) & (pl.col("change_reason") == "no_year_before")
    rest["change_reason"] = pl.when(before).then(pl.lit("hidden_before")).otherwise("change_reason")
    if unit[0] != "oht":
        rest["standing_reason"] = pl.lit("province")
    return [told[name].otherwise(rest[name]).alias(name) for name in reasons]


def _is_hidden() -> pl.Expr:
    return (pl.col("suppression") == "small_cell").fill_null(False)
