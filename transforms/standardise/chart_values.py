"""What a practice's own list may not bring in: free text among its codes, and health numbers in other columns."""

import polars as pl

from schemas.checking import BROKEN
from schemas.inputs.charts import PROBLEM_CODE
from schemas.rules import CHART_NUMBER_IS_HEALTH_NUMBER, HEALTH_NUMBER_NOT_VALID, PROBLEM_CODES_DROPPED
from transforms.standardise.pseudonyms import KeyRule, clean_health_number, is_health_number
from transforms.standardise.raw import PERSON_KEY


def clear_list(frame: pl.DataFrame, rule: KeyRule) -> pl.DataFrame:
    """The same rows without values that no list may bring in, each flagged as the warning that counts it.

    A problem that is no code, or is a health number, is dropped; so is a chart number that is a health number: the
    chart stays without one. Next come the pseudonyms, so that the key is still as delivered; a key that is no valid
    health number is flagged when `rule` is that of health numbers, and kept.
    """
    if "problem_codes" in frame.columns:
        return _flag_keys(_drop_problems(frame), rule)
    return _drop_chart_numbers(frame)


def _drop_problems(frame: pl.DataFrame) -> pl.DataFrame:
    """The same rows with coded problems alone; null stays null."""
    code, number = pl.element().str.contains(PROBLEM_CODE), is_health_number(clean_health_number(pl.element()))
    kept = pl.col("problem_codes").list.eval(pl.element().filter(code & ~number))
    is_shorter = kept.list.len() < pl.col("problem_codes").list.len()
    return frame.with_columns(kept, is_shorter.fill_null(False).alias(BROKEN + PROBLEM_CODES_DROPPED))


def _flag_keys(frame: pl.DataFrame, rule: KeyRule) -> pl.DataFrame:
    """The same rows with a flag, true for a key that is no valid health number though it should be one."""
    is_wrong = ~is_health_number(clean_health_number(pl.col(PERSON_KEY))) & pl.lit(rule == "health_number")
    return frame.with_columns(is_wrong.fill_null(False).alias(BROKEN + HEALTH_NUMBER_NOT_VALID))


def _drop_chart_numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """The same rows, none with a health number in the place of its chart number."""
    is_number = is_health_number(clean_health_number(pl.col("chart_number"))).fill_null(False)
    kept = pl.when(~is_number).then("chart_number").alias("chart_number")
    return frame.with_columns(kept, is_number.alias(BROKEN + CHART_NUMBER_IS_HEALTH_NUMBER))
