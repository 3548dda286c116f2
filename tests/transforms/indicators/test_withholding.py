"""When the attribution could not see its whole look-back, only the province is told."""

import polars as pl

from schemas.results import Results
from tests.tables import assert_rows
from tests.transforms.rows import results
from transforms.indicators.measure import withhold_below_province


def test_practices_and_teams_say_why_instead_of_a_value() -> None:
    text = """
        unit_id level    numerator denominator value lower upper | numerator denominator value lower upper
        a       practice 6         60          10    9     11    | -         -           -     -     -
        T1      oht      6         60          10    9     11    | -         -           -     -     -
        ontario province 6         60          10    9     11    | 6         60          10    9     11
    """
    withheld = Results.validate(withhold_below_province(results(text), "needs claims from 2024-10-01"))
    assert_rows(withheld, text)
    assert withheld["not_computable"].to_list() == ["needs claims from 2024-10-01"] * 2 + [None]


def test_a_reason_of_the_province_itself_stays() -> None:
    rows = results("level unit_id\nprovince ontario").with_columns(pl.lit("needs ed_visits").alias("not_computable"))
    assert withhold_below_province(rows, "needs claims")["not_computable"].to_list() == ["needs ed_visits"]
