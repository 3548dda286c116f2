"""Codes by month: sets with dates, codes in no set, all codes; buckets add up."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import assert_rows, table
from transforms.codes.counts import COUNT_KEY, count_codes
from transforms.codes.match import SET_COLUMNS
from transforms.codes.places import CodedInput
from transforms.indicators.units import add_up

CODED = CodedInput("day", {"main": "ICD-10-CA", "others": "ICD-10-CA", "fee": "OHIP fee"})
EVENTS = {"day": pl.Date(), "main": pl.String(), "others": pl.List(pl.String()), "fee": pl.String()}
SET = {
    "code_set": pl.String(),
    **{name: pl.Date() if name.startswith("valid") else pl.String() for name in SET_COLUMNS},
}
SETS = table(
    """
    code_set system    code rule   valid_from valid_to
    lung     ICD-10-CA J44  prefix -          -
    lung     ICD-10-CA J4   exact  -          -
    old      ICD-10-CA G40  prefix -          2026-01-15
    old      ICD-10-CA G401 prefix 2026-01-16 -
    again    ICD-10-CA J441 exact  -          -
    fees     OHIP_fee  J441 exact  -          -
    """,
    SET,
).with_columns(pl.col("system").str.replace("_", " "))


def test_codes_of_sets_groups_and_all() -> None:
    events = table(
        """
        day        main others     fee
        2026-01-15 J441 -          -      # in lung, and again in another set
        2026-01-31 J449 J440,J441  A007   # every code of a list counts
        2026-02-01 J189 []         A007   # in no set: its first three characters
        2026-01-15 G402 -          -      # the last day
        2026-01-16 G402 -          -      # out of dates
        2026-01-16 G401 -          -      # listed anew: not out of dates
        -          J441 -          -      # no day
        """,
        EVENTS,
    )
    expected = """
        column code_set code  month      events events_out_of_dates
        fee    -        A00   2026-01-01 1      0
        fee    -        A00   2026-02-01 1      0
        fee    -        -     2026-01-01 1      0
        fee    -        -     2026-02-01 1      0
        main   again    J441  2026-01-01 1      0
        main   lung     J44   2026-01-01 2      0
        main   old      G40   2026-01-01 1      1
        main   old      G401  2026-01-01 1      0
        main   -        J18   2026-02-01 1      0
        main   -        -     2026-01-01 5      0
        main   -        -     2026-02-01 1      0
        others again    J441  2026-01-01 1      0
        others lung     J44   2026-01-01 2      0
        others -        -     2026-01-01 2      0
    """
    assert_rows(count_codes(events, CODED, SETS), expected)


def test_nobody() -> None:
    assert count_codes(table("day main others fee", EVENTS), CODED, SETS).is_empty()


@given(st.lists(st.sampled_from(["J441", "J449", "G402", "X999", None]), max_size=20), st.integers(0, 20))
def test_buckets_add_up(codes: list[str | None], cut: int) -> None:
    text = "\n".join(
        ["day main others fee", *[f"2026-01-{10 + n % 12} {code or '-'} - -" for n, code in enumerate(codes)]]
    )
    events = table(text, EVENTS)
    parts = [count_codes(part, CODED, SETS) for part in (events.head(cut), events.slice(cut))]
    whole = count_codes(events, CODED, SETS)
    assert add_up(parts, COUNT_KEY).equals(whole.select(*COUNT_KEY, "events", "events_out_of_dates"))
