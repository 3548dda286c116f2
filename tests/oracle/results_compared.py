"""Which results of the pipeline can be compared with those of the oracle, and how both are brought to one form."""

import polars as pl

from transforms.catalogue import indicators

RESULT_COLUMNS = ["indicator_id", "level", "unit_id", "numerator", "denominator"]
WEIGHTED_COLUMNS = ["indicator_id", "level", "unit_id", "value"]
STRATA_COLUMNS = ["indicator_id", "level", "unit_id", "dimension", "stratum", "numerator", "denominator"]
MEDIAN_COLUMNS = ["indicator_id", "level", "unit_id", "value", "lower", "upper"]
WIDE_LEVELS = ["oht", "province"]


def computed_results(exact: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, level and unit with a denominator, of the indicators that the pipeline computed.

    What it says is not computable (an input, an era, the days of a window) has no counts, and is no rule of the oracle.
    """
    return exact.filter(pl.col("denominator") > 0).select(RESULT_COLUMNS)


def answers_to(exact: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, level and unit with a denominator, of the oracle, where the pipeline computed anything.

    `exact`: all exact results of the pipeline. An indicator counts as computed when its province has a denominator,
    be it zero.
    """
    told = exact.filter(pl.col("denominator").is_not_null())
    pairs = told.select(
        "indicator_id", pl.col("level").replace({"practice": "other", "group": "other", "oht": "other"})
    )
    places = answers.with_columns(
        pl.col("level").replace({"practice": "other", "group": "other", "oht": "other"}).alias("place")
    )
    known = places.join(
        pairs.unique(), left_on=["indicator_id", "place"], right_on=["indicator_id", "level"], how="semi"
    )
    # Units that nobody belongs to are listed by the oracle alone (indicators.md 18.5).
    listed = known.join(exact.select("level", "unit_id").unique(), on=["level", "unit_id"], how="semi")
    return listed.filter(pl.col("denominator") > 0).select(RESULT_COLUMNS)


def computed_weighted(exact: pl.DataFrame) -> pl.DataFrame:
    """One row per weighted indicator, level and unit with a value."""
    return exact.filter((pl.col("limits_method") == "survey") & (pl.col("denominator") > 0)).select(WEIGHTED_COLUMNS)


def weighted_answers_to(exact: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """One row per weighted indicator, level and unit of the oracle, where the pipeline computed anything."""
    computed = exact.filter(pl.col("denominator").is_not_null()).select(RESULT_COLUMNS[:3])
    known = answers.join(computed, on=RESULT_COLUMNS[:3], how="semi")
    return known.select(*RESULT_COLUMNS[:3], value=pl.col("weight_yes") / pl.col("weight") * 100)


def computed_medians(exact: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator that is a median, level and unit with a denominator, of the indicators computed."""
    return exact.filter((pl.col("limits_method") == "median") & (pl.col("denominator") > 0)).select(MEDIAN_COLUMNS)


def median_answers_to(exact: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """One row per median and unit of the oracle, where the pipeline computed any."""
    return answers.join(computed_medians(exact), on=MEDIAN_COLUMNS[:3], how="semi").select(MEDIAN_COLUMNS)


def computed_strata(strata: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, team or province, dimension and known stratum, of the pipeline's results by stratum."""
    return strata.filter(pl.col("level").is_in(WIDE_LEVELS)).select(STRATA_COLUMNS)


def strata_answers_to(exact: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, team or province, dimension and known stratum of the oracle, where the pipeline told any.

    Nothing is told by stratum of indicators that are not computable, or only of the province, nor of medians.
    """
    computed = (pl.col("level") == "oht") & pl.col("denominator").is_not_null() & (pl.col("limits_method") != "median")
    told = exact.filter(computed)["indicator_id"].unique()
    known = pl.col("indicator_id").is_in(told.implode()) & pl.col("stratum").is_not_null()
    return answers.filter(known & (pl.col("denominator") > 0)).select(STRATA_COLUMNS)


def computed_rates(exact: pl.DataFrame) -> pl.DataFrame:
    """One row per directly standardised indicator and team or province with a rate, per unit of the denominator."""
    chosen = exact.filter((pl.col("adjustment") == "direct") & pl.col("level").is_in(WIDE_LEVELS))
    multipliers = {name: float(record.multiplier) for name, record in indicators().items()}
    by = pl.col("indicator_id").replace_strict(multipliers, return_dtype=pl.Float64)
    return chosen.drop_nulls("adjusted").select(*RESULT_COLUMNS[:3], rate=pl.col("adjusted") / by)


def rates_answers_to(exact: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """One row per directly standardised indicator and team or province with such a rate, of the oracle.

    Only where the pipeline computed counts.
    """
    computed = exact.filter(pl.col("denominator").is_not_null()).select(RESULT_COLUMNS[:3])
    known = answers.drop_nulls("rate").join(computed, on=RESULT_COLUMNS[:3], how="semi")
    return known.select(*RESULT_COLUMNS[:3], "rate")


def unknown_to_the_catalogue(answers: pl.DataFrame) -> set[str]:
    """Give the ids that the oracle answers and the pipeline's catalogue lacks."""
    return set(answers["indicator_id"]) - set(indicators())
