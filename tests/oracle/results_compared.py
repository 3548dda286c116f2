"""Which results of the pipeline can be compared with those of the oracle, and how both are brought to one form."""

import polars as pl

from transforms.catalogue import indicators

RESULT_COLUMNS = ["indicator_id", "level", "unit_id", "numerator", "denominator"]


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
    return known.filter(pl.col("denominator") > 0).select(RESULT_COLUMNS)


def unknown_to_the_catalogue(answers: pl.DataFrame) -> set[str]:
    """Give the ids that the oracle answers and the pipeline's catalogue lacks."""
    return set(answers["indicator_id"]) - set(indicators())
