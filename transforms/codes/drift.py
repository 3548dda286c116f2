"""Codes used otherwise than before: the last 3 months against the 12 before, and against the same 3 a year before.

Rules and their reasons: docs/how-to/code-drift.md. The second comparison keeps seasons from counting as drift.
"""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from reference.drift import DriftLimits
from schemas.drift import DriftFindings, DriftPlaces
from transforms.codes.places import CODED_INPUTS, FEE
from transforms.dates import months_before, period_of
from transforms.resolve.claims import LABORATORY_LETTER, TIME_CODES
from transforms.statistics.two_rates import chance_of_one_rate

RECENT_MONTHS, BEFORE_MONTHS = 3, 12
GROWN = "holds far more codes in all than in the 12 months before: compare when that is explained"
PLACE = ["input_name", "column", "system"]
KEY = [*PLACE, "code_set", "code"]
COUNTED = ["recent", "before", "year_before", "out_of_dates"]
# The last 3 months one by one, the earliest first.
SINGLE = ["month_1", "month_2", "month_3"]


def months_compared(end: dt.date) -> list[str]:
    """Name the 15 months of the comparison, the earliest first."""
    months = RECENT_MONTHS + BEFORE_MONTHS
    return [period_of(months_before(end.replace(day=1), back)) for back in reversed(range(months))]


def compare_codes(counts: pl.DataFrame, end: dt.date) -> pl.DataFrame:
    """One row per input, column, code set and code (null: all codes): COUNTED, and SINGLE, the months of `recent`.

    `counts`: CodeCounts of all buckets with the name of their input.
    """
    recent_from = months_before(end.replace(day=1), RECENT_MONTHS - 1)
    year_before, first = months_before(recent_from, 12), months_before(recent_from, BEFORE_MONTHS)
    month, events = pl.col("month"), pl.col("events")
    is_recent = month.is_between(recent_from, end)
    sums = {
        "recent": events.filter(is_recent),
        "before": events.filter(month.is_between(first, recent_from, closed="left")),
        "year_before": events.filter(month.is_between(year_before, months_before(end.replace(day=1), 12))),
        "out_of_dates": pl.col("events_out_of_dates").filter(is_recent),
        **{name: events.filter(month == months_before(recent_from, -place)) for place, name in enumerate(SINGLE)},
    }
    return counts.group_by(KEY).agg(rule.sum().alias(name) for name, rule in sums.items()).sort(KEY, nulls_last=True)


def describe_places(
    compared: pl.DataFrame, missing: Mapping[tuple[str, str], str], limits: DriftLimits
) -> pl.DataFrame:
    """One row per input and column with codes (the DriftPlaces model); `missing`: what is needed, by both names.

    A column with so many times more codes in all is of other senders or people than before: nothing is compared.
    """
    rows = [
        {"input_name": name, "column": column, "system": system, "not_compared": missing.get((name, column))}
        for name, coded in CODED_INPUTS.items()
        for column, system in coded.systems.items()
    ]
    places = pl.DataFrame(rows, schema_overrides={"not_compared": pl.String})
    totals = compared.filter(pl.col("code").is_null()).select(*PLACE, "recent", "before")
    found = places.join(totals, on=PLACE, how="left").with_columns(pl.col("recent", "before").fill_null(0))
    is_other = (pl.col("before") > 0) & (
        pl.col("recent") * BEFORE_MONTHS >= limits.smallest_ratio * pl.col("before") * RECENT_MONTHS
    )
    grown = pl.when(is_other).then(pl.lit(GROWN))
    found = found.with_columns(pl.coalesce("not_compared", grown).alias("not_compared"))
    return DriftPlaces.validate(found.select(DriftPlaces.empty().columns).sort("input_name", "column"))


def find_drift(
    compared: pl.DataFrame, places: pl.DataFrame, sets: pl.DataFrame, end: dt.date, limits: DriftLimits
) -> pl.DataFrame:
    """One row per code with a finding (the DriftFindings model), in the columns that could be compared."""
    judged = places.filter(pl.col("not_compared").is_null()).select(PLACE)
    known = compared.join(judged, on=PLACE, how="semi")
    steady = _steady(sets, end)
    used = (
        known.filter(pl.col("code").is_not_null())
        .pipe(_with_totals, known)
        .join(steady.with_columns(is_steady=True), on=["code_set", "system", "code"], how="left")
        .with_columns(pl.col("is_steady").fill_null(False) | pl.col("code_set").is_null())
        .pipe(_with_chances, limits)
        .with_columns(_finding(limits).alias("finding"), _ratio("before").alias("ratio"))
        .filter(pl.col("finding").is_not_null())
    )
    columns = DriftFindings.empty().columns
    found = pl.concat([used.select(columns), _never_seen(known, steady).select(columns)])
    return DriftFindings.validate(found.sort("finding", *KEY, nulls_last=True))


def _steady(sets: pl.DataFrame, end: dt.date) -> pl.DataFrame:
    """One row per code of a set with a listing that holds in all 15 months: what the dates change is no drift."""
    first = months_before(end.replace(day=1), RECENT_MONTHS + BEFORE_MONTHS - 1)
    from_start = pl.col("valid_from").is_null() | (pl.col("valid_from") <= first)
    to_end = pl.col("valid_to").is_null() | (pl.col("valid_to") >= end)
    return sets.filter(from_start & to_end).select("code_set", "system", "code").unique()


def _with_totals(codes: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The same rows with all codes of their column beside each of their counts, as all_<count>."""
    names = [name for name in [*COUNTED, *SINGLE] if name != "out_of_dates"]
    totals = known.filter(pl.col("code").is_null()).select(
        *PLACE, *[pl.col(name).alias(f"all_{name}") for name in names]
    )
    return codes.join(totals, on=PLACE, how="left")


def _with_chances(codes: pl.DataFrame, limits: DriftLimits) -> pl.DataFrame:
    """The same rows with is_unlikely: far from both sides, and beyond chance from the 12 months before."""
    rows = codes.with_columns((_is_apart("before", limits) & _is_apart("year_before", limits)).alias("_is_apart"))
    unlikely = [
        row["_is_apart"]
        and chance_of_one_rate(row["recent"], row["before"], row["all_recent"], row["all_before"])
        <= limits.largest_probability
        for row in rows.iter_rows(named=True)
    ]
    return rows.with_columns(pl.Series("is_unlikely", unlikely, dtype=pl.Boolean)).drop("_is_apart")


def _is_apart(side: str, limits: DriftLimits) -> pl.Expr:
    """Say whether the share of the column's codes is so many times more, or fewer, than on the other side."""
    now = pl.col("recent") * pl.col(f"all_{side}")
    then = pl.col(side) * pl.col("all_recent")
    is_other = (now >= limits.smallest_ratio * then) | (then >= limits.smallest_ratio * now)
    return is_other & (pl.col("all_recent") > 0) & (pl.col(f"all_{side}") > 0) & (pl.col("recent") > 0)


def _finding(limits: DriftLimits) -> pl.Expr:
    floor = limits.floor_per_month
    now, before, year = pl.col("recent"), pl.col("before"), pl.col("year_before")
    is_usual = (before >= BEFORE_MONTHS * floor) & (year >= RECENT_MONTHS * floor)
    is_frequent = now >= RECENT_MONTHS * floor
    is_shifted = pl.col("is_unlikely") & (before > 0) & (is_usual | is_frequent) & _lasts(limits)
    steady = pl.col("is_steady")
    return (
        pl.when(steady & is_usual & (now == 0))
        .then(pl.lit("vanished"))
        .when(steady & is_frequent & (before == 0) & _in_most_months(*[pl.col(name) >= floor for name in SINGLE]))
        .then(pl.lit("appeared"))
        .when(steady & is_shifted)
        .then(pl.lit("shifted"))
        .when(pl.col("out_of_dates") >= RECENT_MONTHS * floor)
        .then(pl.lit("out_of_dates"))
    )


def _lasts(limits: DriftLimits) -> pl.Expr:
    """Say whether most single months go the same way as all three do against both sides: one lump is no change."""
    now, then = [pl.col(name) * pl.col("all_before") for name in SINGLE], [_expected(name) for name in SINGLE]
    pairs = list(zip(now, then, strict=True))
    up = [(one >= limits.smallest_ratio * other) & (one > 0) for one, other in pairs]
    down = [other >= limits.smallest_ratio * one for one, other in pairs]
    rises = [pl.col("recent") * pl.col(f"all_{side}") > pl.col(side) * pl.col("all_recent") for side in COUNTED[1:3]]
    is_up = rises[0] & rises[1] & _in_most_months(*up)
    return is_up | (~rises[0] & ~rises[1] & _in_most_months(*down))


def _in_most_months(first: pl.Expr, second: pl.Expr, last: pl.Expr) -> pl.Expr:
    return last & (first | second)


def _expected(month: str) -> pl.Expr:
    """Give the codes of the 12 months before, by all codes of a month: what the month's codes are compared with."""
    return pl.col("before") * pl.col(f"all_{month}")


def _ratio(side: str) -> pl.Expr:
    """Give the share of the column's codes now by that before; null when one of them is none."""
    now, then = pl.col("recent") * pl.col(f"all_{side}"), pl.col(side) * pl.col("all_recent")
    return pl.when((now > 0) & (then > 0)).then(now / then)


def _never_seen(known: pl.DataFrame, steady: pl.DataFrame) -> pl.DataFrame:
    """One row per code that is listed throughout and stands in no column of its system, if any has codes at all.

    Time and laboratory codes of claims are left out: they are taken away before claims are counted.
    """
    seen = known.filter((pl.col("recent") + pl.col("before") > 0) & pl.col("code").is_not_null())
    used = known.filter(pl.col("code").is_null() & (pl.col("recent") + pl.col("before") > 0))
    is_removed = pl.col("code").is_in(TIME_CODES) | pl.col("code").str.starts_with(LABORATORY_LETTER)
    absent = (
        steady.join(used, on="system", how="semi")
        .join(seen, on=["code_set", "system", "code"], how="anti")
        .filter((pl.col("system") != FEE) | ~is_removed)
    )
    nothing = [pl.lit(None, pl.String).alias(name) for name in ("input_name", "column")]
    zeros = [pl.lit(0, pl.Int64).alias(name) for name in COUNTED]
    return absent.with_columns(
        *nothing, *zeros, pl.lit("never_seen").alias("finding"), pl.lit(None, pl.Float64).alias("ratio")
    )
