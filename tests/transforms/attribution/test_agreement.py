"""How far the recomputed and the official attribution agree (method, 11). D is 2026-09-30."""

import random

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from schemas.agreement import Agreement, AgreementCells
from tests.tables import assert_rows, table
from tests.transforms.rows import AS_OF, D, attribution, official, persons
from transforms.attribution.agreement import CELL_KEY, count_cells, measure_agreement
from transforms.attribution.differences import compare_persons
from transforms.attribution.official import rows_as_of
from transforms.indicators.units import add_up

# Twelve persons in both, nine agree. Recomputed T1 6, T2 4, none 2; official T1 5, T2 7: chance 6*5 + 4*7 = 58 of 144.
CELLS = """
    standing          tier           age_band oht_recomputed oht_official persons
    in_both           rostered       0-4      T1             T1           2
    in_both           rostered       75+      T1             T1           3
    in_both           virtual        75+      T1             T2           1
    in_both           rostered       75+      T2             T2           4
    in_both           unattributable 18-44    -              T2           2    # no team and one are not the same
    missing_from_file rostered       0-4      T1             -            5
    missing_from_file unattributable 0-4      -              -            1    # no team and no file is no agreement
    only_in_file      -              75+      -              T1           7
    stranger          -              -        -              T2           8
"""


def measured(text: str = CELLS) -> pl.DataFrame:
    return Agreement.validate(measure_agreement(table(text, AgreementCells)))


def test_counts_by_dimension() -> None:
    expected = """
        dimension value          persons_counted in_both agree missing_from_file only_in_file strangers no_team
        all       all            18              12      9     6                 7            8         3
        tier      rostered       14              9       9     5                 -            -         0
        tier      virtual        1               1       0     0                 -            -         0
        tier      unattributable 3               2       0     1                 -            -         3
        age_band  0-4            8               2       2     6                 -            -         1
        age_band  18-44          2               2       0     0                 -            -         2
        age_band  75+            8               8       7     0                 -            -         0
        oht       T1             11              6       5     5                 -            -         0
        oht       T2             4               4       4     0                 -            -         0
        oht       none           3               2       0     1                 -            -         3
    """
    assert_rows(measured(), expected)


def kappas(text: str = CELLS) -> dict[str, float | None]:
    return dict(measured(text).select("value", "kappa").iter_rows())


def test_kappa_by_hand() -> None:
    found = kappas()
    assert found["all"] == pytest.approx((9 / 12 - 58 / 144) / (1 - 58 / 144))
    assert found["rostered"] == 1  # all nine agree, on two teams
    assert found["75+"] == pytest.approx((7 / 8 - 32 / 64) / (1 - 32 / 64))  # 4 and 4 against 3 and 5: 4*3 + 4*5


def test_kappa_is_null_where_it_is_undefined_or_says_nothing() -> None:
    found = kappas()
    assert found["0-4"] is None  # both know T1 alone: agreement by chance is certain
    assert found["virtual"] == 0  # one says T1, the other T2: no better than chance
    assert found["T1"] is found["T2"] is found["none"] is None  # of one team it is 0 whatever the file says


def test_nobody_in_both_has_counts_and_no_share() -> None:
    text = "standing tier age_band oht_recomputed oht_official persons\nmissing_from_file virtual 0-4 T1 - 4"
    row = measured(text).row(0, named=True)
    assert (row["persons_counted"], row["in_both"], row["agree"], row["missing_from_file"]) == (4, 0, 0, 4)
    assert [row[name] for name in ("share", "share_lower", "share_upper", "kappa")] == [None] * 4


def test_share_has_wilson_limits() -> None:
    # 81 of 263, Newcombe 1998.
    text = """
        standing tier    age_band oht_recomputed oht_official persons
        in_both  virtual 0-4      T1             T1           81
        in_both  virtual 0-4      T1             T2           182
    """
    row = measured(text).row(0, named=True)
    assert row["share"] == pytest.approx(81 / 263)
    assert (row["share_lower"], row["share_upper"]) == pytest.approx((0.2553, 0.3662), abs=0.00005)


def test_cells_say_who_stands_where_and_how_old() -> None:
    registry = """
        person_id birth_date
        1         2021-10-01   # four
        2         2021-09-30   # five on the day
        3         2008-10-01   # seventeen
        4         2008-09-30   # eighteen
        5         1981-09-30   # forty-five
        6         1961-10-01   # sixty-four
        7         1961-09-30   # sixty-five
        8         1951-10-01   # seventy-four
        9         1951-09-30   # seventy-five
        10        2026-10-01   # not born yet
    """
    counted = "person_id oht_id\n" + "\n".join(f"{number} T1" for number in range(1, 10))
    file = "person_id oht_id\n1 T1\n2 T2\n10 T1\n11 T1"
    compared = compare_persons(attribution(counted), rows_as_of(official(file), AS_OF), persons(registry))
    expected = """
        standing          tier     age_band oht_recomputed oht_official persons
        in_both           rostered 0-4      T1             T1           1
        in_both           rostered 5-17     T1             T2           1
        missing_from_file rostered 18-44    T1             -            1
        missing_from_file rostered 45-64    T1             -            2
        missing_from_file rostered 5-17     T1             -            1
        missing_from_file rostered 65-74    T1             -            2
        missing_from_file rostered 75+      T1             -            1
        only_in_file      -        -        -              T1           1
        stranger          -        -        -              T1           1
    """
    assert_rows(AgreementCells.validate(count_cells(compared, D)), expected)


def random_cells(seed: int) -> list[pl.DataFrame]:
    """Give the cells of three buckets of invented people."""
    draw = random.Random(seed)
    teams, tiers = ["T1", "T2", "T3"], ["rostered", "virtual", "postal_area"]
    buckets = []
    for bucket in range(3):
        ids = range(bucket * 100, bucket * 100 + 60)
        registry = "person_id birth_date\n" + "\n".join(f"{n} {draw.randint(1925, 2026)}-01-01" for n in ids)
        counted = "person_id oht_id tier unattributable_reason\n" + "\n".join(
            f"{n} {draw.choice(teams)} {draw.choice(tiers)} -"
            if draw.random() < 0.9
            else f"{n} - unattributable no_oht"
            for n in ids
            if draw.random() < 0.9
        )
        file = "person_id oht_id\n" + "\n".join(
            f"{n} {draw.choice(teams)}"
            for n in [*ids, *range(bucket * 100 + 60, bucket * 100 + 65)]
            if draw.random() < 0.8
        )
        rows = rows_as_of(official(file), AS_OF)
        buckets.append(count_cells(compare_persons(attribution(counted), rows, persons(registry)), D))
    return buckets


@pytest.mark.parametrize("seed", range(5))
def test_every_dimension_adds_up_to_all_whatever_the_order_of_buckets(seed: int) -> None:
    buckets = random_cells(seed)
    found = Agreement.validate(measure_agreement(add_up(buckets, CELL_KEY)))
    counts = ["persons_counted", "in_both", "agree", "missing_from_file", "no_team"]
    sums = found.group_by("dimension").agg(pl.col(counts).sum())
    assert sums.select(counts).n_unique() == 1 and sums.height == 4
    assert_frame_equal(measure_agreement(add_up(buckets[::-1], CELL_KEY)), found)
