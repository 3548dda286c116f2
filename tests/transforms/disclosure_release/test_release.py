"""Exact results into what teams may see: 1 to 5 hidden, practices left out, provisional or final."""

import datetime as dt

import polars as pl
import pytest

from schemas.published import PublishedResults, PublishedTiers
from schemas.results import TierCounts
from tests.tables import assert_rows, table
from tests.transforms.rows import D, results
from transforms.catalogue import indicators
from transforms.disclosure.release import release_results, release_tiers

METHOD = ("oht-attr/1", "unverified")


def release(text: str, known_until: dt.date = D) -> pl.DataFrame:
    released = release_results(results(text).reverse(), indicators(), known_until)
    return PublishedResults.validate(released)


def test_one_to_five_are_hidden_and_zero_is_shown() -> None:
    text = """
        unit_id level    numerator denominator value | numerator denominator value suppression
        T0      oht      0         100         0.0   | 0         100         0.0   -           # a true zero
        T1      oht      1         100         1.0   | -         -           -     small_cell
        T5      oht      5         100         5.0   | -         -           -     small_cell
        T6      oht      6         100         6.0   | 6         100         6.0   -
        T7      oht      9         5           180.0 | -         -           -     small_cell  # few persons
        T8      oht      0         0           -     | 0         0           -     -           # nobody
        T9      oht      95        100         95.0  | 95        100         95.0  -           # a rate has no rest
        a       practice 50        100         50.0  | x         x           x     x           # practices never leave
        ontario province 60        100         60.0  | 60        100         60.0  -
    """
    assert_rows(release(text), text)


def test_of_a_proportion_the_rest_is_hidden_too() -> None:
    rows = results("unit_id level numerator denominator value\nT1 oht 95 100 95\nT2 oht 94 100 94")
    shares = rows.with_columns(pl.lit("continuity_hqo").alias("indicator_id"), pl.lit(True).alias("is_proportion"))
    released = release_results(shares, indicators(), D)
    assert_rows(released, "unit_id numerator denominator suppression\nT1 - - small_cell\nT2 94 100 -")


def test_what_could_not_be_computed_keeps_its_reason() -> None:
    rows = results("unit_id level\nT1 oht").with_columns(pl.lit("needs ed_visits").alias("not_computable"))
    released = PublishedResults.validate(release_results(rows, indicators(), D))
    reasons = released.select("suppression", "not_computable", "state").row(0)
    assert reasons == ("not_applicable", "needs ed_visits", None)  # what is not there is not provisional either


@pytest.mark.parametrize(
    ("known_until", "state"), [("2026-10-05", "provisional"), ("2026-12-31", "provisional"), ("2027-01-01", "final")]
)
def test_a_period_is_provisional_until_its_sources_have_settled(known_until: str, state: str) -> None:
    """Emergency visits settle in three months."""
    cut_off = dt.date.fromisoformat(known_until)
    row = release("unit_id level numerator denominator value\nT1 oht 10 100 10", cut_off).row(0, named=True)
    assert (row["state"], row["data_cut_off"]) == (state, cut_off)


def test_each_period_and_indicator_settles_on_its_own() -> None:
    text = """
        period  indicator_id level unit_id numerator denominator | state
        2026-03 acsc         oht   T1      10        100         | final
        2026-03 ed_rate      oht   T1      10        100         | final
        2026-06 acsc         oht   T1      10        100         | provisional   # six months
        2026-06 ed_rate      oht   T1      10        100         | final         # three
        2026-09 ed_rate      oht   T1      10        100         | provisional
    """
    assert_rows(release(text, dt.date(2026, 12, 4)), text)


def test_an_indicator_settles_by_its_own_inputs() -> None:
    text = "indicator_id level unit_id | state\nacsc oht T1 | final\ned_rate oht T1 | provisional"
    settled = {"ed_rate": dt.date(2026, 12, 31)}  # delivered longer ago than the cut-off
    released = release_results(results(text), indicators(), dt.date(2027, 6, 5), settled)
    assert_rows(PublishedResults.validate(released), text)
    assert released["data_cut_off"].unique().to_list() == [dt.date(2027, 6, 5)]


def test_what_the_attribution_lacked_stands_on_every_row() -> None:
    text = "level unit_id\noht T1\nprovince ontario"
    released = release_results(results(text), indicators(), D, attribution_note="short")
    counted = tiers("unit_id tier persons\nT1 rostered 6\nT2 rostered 6", "short")
    assert set(released["attribution_note"]) == set(counted["attribution_note"]) == {"short"}


def tiers(text: str, note: str | None = None) -> pl.DataFrame:
    return PublishedTiers.validate(release_tiers(table(text, TierCounts, level="oht"), "2026-09", METHOD, note))


def test_tiers_are_summed_over_reasons_then_hidden() -> None:
    counts = """
        level    unit_id tier           reason      persons
        oht      T1      rostered       -           6
        oht      T1      virtual        -           5
        practice a       rostered       -           6
        province ontario rostered       -           0
        province ontario unattributable no_oht      3     # six together
        province ontario unattributable invalid_key 3
    """
    expected = """
        unit_id tier           persons suppression
        T1      rostered       6       -
        T1      virtual        -       small_cell
        ontario rostered       0       -
        ontario unattributable 6       -
    """
    assert_rows(tiers(counts), expected)


def test_persons_without_a_team_are_told_unless_it_or_the_rest_is_small() -> None:
    counts = """
        level    unit_id tier           reason               persons
        oht      T1      rostered       -                    40
        oht      T1      virtual        -                    20    # the next smallest of the tier
        oht      T2      virtual        -                    20
        oht      T1      newborn        -                    5
        oht      T1      other_provider -                    2
        province ontario rostered       -                    40
        province ontario rostered       not_in_official_file 6     # six of 46
        province ontario virtual        -                    40
        province ontario virtual        not_in_official_file 5     # five of 45
        province ontario newborn        -                    5
        province ontario newborn        not_in_official_file 40    # 40 of 45 leave five
        province ontario other_provider -                    2
        province ontario other_provider not_in_official_file 2     # hidden as a whole
        province ontario unattributable no_oht               9
    """
    expected = """
        unit_id tier           persons without_team suppression without_team_suppression
        T1      newborn        -       0            small_cell  -
        T1      other_provider -       0            small_cell  -
        T1      rostered       40      0            -           -
        T1      virtual        -       0            small_cell  -
        T2      virtual        20      0            -           -
        ontario newborn        45      -            -           small_cell
        ontario other_provider -       -            small_cell  small_cell
        ontario rostered       46      6            -           -
        ontario unattributable 9       9            -           -
        ontario virtual        45      -            -           small_cell
    """
    assert_rows(tiers(counts), expected)


def test_a_single_hidden_team_takes_the_next_smallest_with_it() -> None:
    counts = """
        level    unit_id tier     reason persons
        oht      T1      rostered -      3
        oht      T2      rostered -      90
        oht      T3      rostered -      80    # smaller than T2
        oht      T4      rostered -      0
        province ontario rostered -      173
    """
    expected = """
        unit_id persons without_team suppression
        T1      -       0            small_cell
        T2      90      0            -
        T3      -       0            small_cell
        T4      0       0            -
        ontario 173     0            -
    """
    assert_rows(tiers(counts), expected)


def test_the_published_tiers_say_that_their_method_is_unverified() -> None:
    released = tiers("unit_id tier persons\nT1 rostered 6")
    assert released.select("method_id", "method_status").row(0) == METHOD
