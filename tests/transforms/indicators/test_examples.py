"""The worked rows of every record: they are its test and a part of its page in the indicator book."""

from collections.abc import Mapping

import polars as pl
import pytest

from tests.transforms.indicators.example_rows import base_row
from transforms.catalogue import indicators
from transforms.indicators.definition import Indicator

EXAMPLES = [(record, example) for record in indicators().values() for example in record.examples]


def counted(record: Indicator, row: Mapping[str, object]) -> tuple[int, int]:
    """Give what one row of the base table counts for."""
    base = base_row(record, row)
    amount = pl.lit(1) if record.amount is None else record.amount
    marks = base.select(
        pl.when(record.is_counted).then(amount).otherwise(0).alias("denominator"),
        pl.when(record.is_counted).then(record.numerator.rule.cast(pl.Int64)).otherwise(0).alias("numerator"),
        pl.len(),
    )
    return marks["denominator"][0], marks["numerator"][0]


@pytest.mark.parametrize(("record", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_worked_rows(record: Indicator, example: object) -> None:
    assert counted(record, example.row) == (example.denominator, example.numerator), example.what


@pytest.mark.parametrize("record", indicators().values(), ids=lambda record: record.id)
def test_examples_show_who_is_in_and_who_is_out(record: Indicator) -> None:
    assert any(example.numerator > 0 for example in record.examples)
    assert any(example.numerator == 0 for example in record.examples)
    if record.denominator or record.exclusions:
        assert any(example.denominator == 0 for example in record.examples)
