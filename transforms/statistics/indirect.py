"""Indirectly standardised ratios and rates: observed events beside those expected at the rates of a reference.

Breslow NE, Day NE. Statistical methods in cancer research, volume II: the design and analysis of cohort studies.
IARC Scientific Publications 82, Lyon 1987, chapter 2. Variant of Public Health England and OHID (R package
PHEindicatormethods, `calculate_ISRatio` and `calculate_ISRate`): the limits are those of the observed count, exact
below ten and Byar's from ten on; the reference is taken as known without error.

Ratios of two units with different structures are not comparable with each other, each is with the reference.
"""

from collections.abc import Sequence

import polars as pl

from transforms.statistics.poisson import poisson_limits
from transforms.statistics.sums import ordered_sum

NOT_KNOWN = "a count or an exposure is missing or impossible"
EVENTS_WITHOUT_EXPOSURE = "a stratum has events but no exposure"
NO_REFERENCE = "the reference has no rate for a stratum"
NOTHING_EXPECTED = "no event is expected"


def indirect_rates(
    strata: pl.DataFrame, reference: pl.DataFrame, keys: Sequence[str], *, confidence: float = 0.95
) -> pl.DataFrame:
    """One row per `keys`, sorted by them: observed, expected, their ratio, and the standardised rate, with limits.

    `strata`: one row per keys and stratum: events, exposure (persons or person-years). `reference`: one row per
    stratum: events, exposure. The rate is the ratio times the crude rate of the whole reference, per unit of exposure.

    Columns: observed, exposure, expected (events, Float64), ratio, ratio_lower, ratio_upper, rate, rate_lower,
    rate_upper, and missing_reason, null where there is a ratio. A stratum with exposure that the reference lacks, or
    where it has no exposure, leaves the expected events unknown; so does a null or negative number. Where none are
    expected, or events stand beside no exposure, there is no ratio. Needs one key at least; a stratum that stands twice
    in the reference raises polars' ComputeError, a confidence outside 0 to 1 ValueError.
    """
    sums = _add_up(_with_expected(strata, reference), list(keys))
    stated = sums.with_columns(_reason().alias("missing_reason")).with_columns(
        pl.when("is_known").then("observed").alias("observed"),
        pl.when("is_known").then("exposure").alias("exposure"),
        pl.when(pl.col("is_known") & pl.col("has_reference")).then("expected").alias("expected"),
    )
    return _with_limits(stated, _crude_rate(reference), list(keys), confidence)


def _with_expected(strata: pl.DataFrame, reference: pl.DataFrame) -> pl.DataFrame:
    """One row per keys and stratum: also the events expected at the reference's rate, null where it has none."""
    rate = pl.when(_is_count("exposure") & (pl.col("exposure") > 0) & _is_count("events")).then(
        pl.col("events") / pl.col("exposure")
    )
    rates = reference.select("stratum", rate.alias("reference_rate"))
    return strata.join(rates, on="stratum", how="left", validate="m:1").with_columns(
        # Nobody there: nothing is expected, whatever the reference's rate.
        pl.when(pl.col("exposure") == 0)
        .then(0.0)
        .otherwise(pl.col("exposure") * pl.col("reference_rate"))
        .alias("expected")
    )


def _add_up(strata: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """One row per keys: the sums, whether all numbers are known and possible, and the reference has every stratum."""
    return strata.group_by(keys).agg(
        pl.col("events").sum().alias("observed"),
        pl.col("exposure").sum(),
        ordered_sum(pl.col("expected")).alias("expected"),
        (_is_count("events") & _is_count("exposure")).all().alias("is_known"),
        ((pl.col("exposure") == 0) & (pl.col("events") > 0)).any().alias("is_contradictory"),
        pl.col("expected").is_not_null().all().alias("has_reference"),
    )


def _is_count(name: str) -> pl.Expr:
    """True where a number is there, finite and not negative."""
    number = pl.col(name).cast(pl.Float64)
    return (number.is_finite() & (number >= 0)).fill_null(False)


def _reason() -> pl.Expr:
    """Give why a unit has no ratio, the most basic reason first; null where it has one."""
    return (
        pl.when(~pl.col("is_known"))
        .then(pl.lit(NOT_KNOWN))
        .when("is_contradictory")
        .then(pl.lit(EVENTS_WITHOUT_EXPOSURE))
        .when(~pl.col("has_reference"))
        .then(pl.lit(NO_REFERENCE))
        .when(pl.col("expected") <= 0)
        .then(pl.lit(NOTHING_EXPECTED))
    )


def _crude_rate(reference: pl.DataFrame) -> float | None:
    """Give the events of the whole reference per unit of its exposure, null where a number of it is not known."""
    known = reference.select((_is_count("events") & _is_count("exposure")).all()).item()
    events, exposure = reference["events"].sum(), reference["exposure"].sum()
    return float(events) / float(exposure) if known and exposure > 0 else None


def _with_limits(sums: pl.DataFrame, crude_rate: float | None, keys: list[str], confidence: float) -> pl.DataFrame:
    """One row per keys, sorted by them: the ratio with its limits, and these times the reference's crude rate."""
    is_given, reference_rate = pl.col("missing_reason").is_null(), pl.lit(crude_rate, pl.Float64)
    lower, upper = poisson_limits(pl.col("observed"), pl.col("expected"), confidence)
    ratio = pl.col("observed") / pl.col("expected")
    shown = {"": ratio, "_lower": lower, "_upper": upper}
    ratios = [pl.when(is_given).then(value).alias(f"ratio{part}") for part, value in shown.items()]
    rates = [(pl.when(is_given).then(value) * reference_rate).alias(f"rate{part}") for part, value in shown.items()]
    return sums.select(*keys, "observed", "exposure", "expected", *ratios, *rates, "missing_reason").sort(
        keys, nulls_last=True
    )
