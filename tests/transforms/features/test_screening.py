"""Tests that count for a screening programme, and who is out of it (families, 31)."""

import datetime as dt
import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.base_tables import ScreeningLines
from schemas.inputs.screening import PROGRAMMES, TEST_KINDS, PracticeExclusions, RegistryExclusions, ScreeningTests
from tests.tables import assert_rows, table
from tests.transforms.rows import D
from transforms.catalogue import families
from transforms.features.breast_screening import FAMILY as BREAST
from transforms.features.cervical_screening import FAMILY as CERVICAL
from transforms.features.colorectal_screening import FAMILY as COLORECTAL
from transforms.features.family import Family

NONE = "person_id"
LONG_AGO = dt.date(2020, 1, 1)


def build(
    family: Family, tests: str = NONE, lines: str = NONE, found: str = NONE, told: str = NONE, end: dt.date = D
) -> pl.DataFrame:
    """One row per person with anything to tell, of tests, claims, findings of registries and words of practices."""
    return family.build(frames_of(tests, lines, found, told), end)


def frames_of(tests: str, lines: str, found: str, told: str) -> dict[str, pl.DataFrame]:
    """Give what the families of screening read; a finding and a word are of long ago unless told otherwise."""
    return {
        "screening_tests": table(tests, ScreeningTests, test_id=str, test_kind="fit", test_date=D),
        "screening_lines": table(lines, ScreeningLines, test_kind="colonoscopy", test_date=D),
        "registry_exclusions": table(found, RegistryExclusions, from_date=LONG_AGO),
        "practice_exclusions": table(told, PracticeExclusions, programme="cervical", from_date=LONG_AGO),
    }


def test_colorectal_tests_on_both_sides_of_their_intervals() -> None:
    text = """
        person_id test_kind               test_date  | has_stool_test_24m has_colonoscopy_120m has_sigmoidoscopy_120m
        1         fit                     2024-10-01 | true               false                false
        2         fobt                    2024-10-01 | true               false                false
        3         fobt                    2024-09-30 | x                  x                    x
        4         colonoscopy             2016-10-01 | false              true                 false
        5         colonoscopy             2016-09-30 | x                  x                    x
        6         flexible_sigmoidoscopy  2016-10-01 | false              false                true
        7         flexible_sigmoidoscopy  2016-09-30 | x                  x                    x
        8         fit                     2026-09-30 | true               false                false
        9         fit                     2026-10-01 | x                  x                    x      # after D
        10        hpv                     2026-03-01 | x                  x                    x      # of another one
    """
    assert_rows(build(COLORECTAL, text), text)


def test_cervical_tests_on_both_sides_of_their_intervals() -> None:
    text = """
        person_id test_kind test_date  | has_pap_test_42m has_pap_test_36m has_hpv_test_60m
        1         pap       2023-10-01 | true             true             false
        2         pap       2023-09-30 | true             false            false
        3         pap       2023-04-01 | true             false            false
        4         pap       2023-03-31 | x                x                x
        5         hpv       2021-10-01 | false            false            true
        6         hpv       2021-09-30 | x                x                x
    """
    assert_rows(build(CERVICAL, text), text)


def test_specimens_of_repeats_and_follow_up_on_both_sides_of_36_months() -> None:
    text = """
        person_id test_kind         test_date  | has_cervical_specimen_36m has_hpv_test_60m
        1         cervical_specimen 2023-10-01 | true                      false
        2         cervical_specimen 2023-09-30 | x                         x
        3         cervical_specimen 2026-09-30 | true                      false
        4         cervical_specimen 2026-10-01 | x                         x                # after D
        5         hpv               2021-10-01 | false                     true
    """
    assert_rows(build(CERVICAL, lines=text), text)


def test_mammograms_on_both_sides_of_30_months_and_those_for_signs() -> None:
    text = """
        person_id test_kind test_date  is_screening | has_mammogram_30m
        1         mammogram 2024-04-01 true         | true
        2         mammogram 2024-03-31 true         | x
        3         mammogram 2026-03-01 -            | true   # not known what for
        4         mammogram 2026-03-01 false        | x
    """
    assert_rows(build(BREAST, text), text)


def test_intervals_end_at_the_last_day_of_a_short_month() -> None:
    text = """
        person_id test_kind test_date
        1         mammogram 2023-09-01
        2         mammogram 2023-08-31
    """
    assert build(BREAST, text, end=dt.date(2026, 2, 28))["person_id"].to_list() == [1]
    text = "person_id test_kind test_date\n1 fit 2024-02-29\n2 fit 2024-03-01"
    assert build(COLORECTAL, text, end=dt.date(2026, 2, 28))["person_id"].to_list() == [1, 2]
    assert build(COLORECTAL, text, end=dt.date(2026, 3, 1))["person_id"].to_list() == []


def test_an_invalid_test_is_none_and_every_other_result_is_one() -> None:
    text = """
        person_id result   is_screening | has_stool_test_24m
        1         normal   true         | true
        2         abnormal false        | true
        3         unknown  -            | true
        4         -        -            | true
        5         invalid  true         | x
    """
    assert_rows(build(COLORECTAL, text), text)


def test_claims_count_beside_the_tests() -> None:
    lines = """
        person_id test_kind   test_date
        1         colonoscopy 2016-10-01
        2         colonoscopy 2016-09-30
        3         colonoscopy 2026-10-01
        4         colonoscopy 2018-01-01
    """
    found = build(COLORECTAL, "person_id test_date\n4 2026-01-01", lines)
    expected = """
        person_id has_stool_test_24m has_colonoscopy_120m last_colorectal_test_date
        1         false              true                 2016-10-01
        4         true               true                 2026-01-01
    """
    assert_rows(found, expected)


@pytest.mark.parametrize(
    ("family", "out", "others"),
    [
        (COLORECTAL, ["colorectal_cancer", "colectomy"], ["cervical_cancer", "hysterectomy", "breast_cancer"]),
        (CERVICAL, ["cervical_cancer", "hysterectomy"], ["colorectal_cancer", "mastectomy", "breast_cancer"]),
        (BREAST, ["breast_cancer", "mastectomy"], ["colectomy", "hysterectomy", "cervical_cancer"]),
    ],
    ids=lambda one: one.name if isinstance(one, Family) else "",
)
def test_registries_take_out_of_their_own_programme(family: Family, out: list[str], others: list[str]) -> None:
    reasons = [*out, *others]
    lines = [f"{place} {reason}" for place, reason in enumerate(reasons)]
    found = build(family, found="\n".join(["person_id reason_code", *lines]))
    assert found["person_id"].to_list() == list(range(len(out)))
    flag = f"is_out_of_{family.name}"
    assert found[flag].all()
    assert not found[f"{flag}_by_practice"].any()
    assert found.select(pl.exclude("person_id", flag)).select(pl.selectors.boolean().any()).row(0).count(True) == 0


def test_a_finding_takes_out_from_its_day_on() -> None:
    text = """
        person_id reason_code  from_date  | is_out_of_cervical_screening
        1         hysterectomy 2026-09-30 | true
        2         hysterectomy 2026-10-01 | x
    """
    assert_rows(build(CERVICAL, found=text), text)


def test_what_a_practice_tells() -> None:
    text = """
        person_id programme  reason_code    from_date  until_date | is_out_of_cervical_screening_by_practice
        1         cervical   cancer         2020-01-01 -          | true
        2         cervical   hysterectomy   2020-01-01 -          | true
        3         cervical   not_applicable 2020-01-01 -          | true
        4         cervical   declined       2020-01-01 -          | x    # stays overdue
        5         cervical   colectomy      2020-01-01 -          | x    # of another organ
        6         breast     cancer         2020-01-01 -          | x
        7         cervical   cancer         2026-09-30 -          | true # on D
        8         cervical   cancer         2026-10-01 -          | x
        9         cervical   cancer         2020-01-01 2026-10-01 | true # the first day it holds no longer
        10        cervical   cancer         2020-01-01 2026-09-30 | x
    """
    assert_rows(build(CERVICAL, told=text), text)


def test_both_may_take_out_and_a_test_does_not_bring_back() -> None:
    found = build(
        CERVICAL,
        "person_id test_kind\n1 hpv",
        found="person_id reason_code\n1 hysterectomy\n1 cervical_cancer",
        told="person_id reason_code\n1 hysterectomy\n1 not_applicable",
    )
    columns = "person_id has_hpv_test_60m is_out_of_cervical_screening is_out_of_cervical_screening_by_practice"
    assert_rows(found, f"{columns} last_cervical_test_date\n1 true true true 2026-09-30")


def test_nobody() -> None:
    for family in (COLORECTAL, CERVICAL, BREAST):
        assert build(family).is_empty()


@pytest.mark.parametrize("name", PROGRAMMES)
def test_another_order_of_rows_gives_the_same_table(name: str) -> None:
    drawn = random.Random(name)
    kinds = ["fit", "colonoscopy", "pap", "hpv", "mammogram"]
    tests = [f"{drawn.randrange(9)} {drawn.choice(kinds)} 202{drawn.randrange(3, 6)}-05-01" for _ in range(40)]
    told = [f"{drawn.randrange(9)} {name} {drawn.choice(['cancer', 'declined'])}" for _ in range(9)]
    text = "\n".join(["person_id test_kind test_date", *tests])
    frames = frames_of(text, NONE, NONE, "\n".join(["person_id programme reason_code", *told]))
    family = families()[f"{name}_screening"]
    turned = {key: frame.reverse() for key, frame in frames.items()}
    assert family.build(frames, D).equals(family.build(turned, D))
    assert len(family.build(frames, D)) > 0


@pytest.mark.parametrize(("name", "months"), [("colorectal", 120), ("cervical", 60), ("breast", 30)])
def test_tests_and_registries_are_needed_and_the_others_help(name: str, months: int) -> None:
    asked = [(need.input_name, need.months, need.is_helping) for need in families()[f"{name}_screening"].requires]
    assert asked == [
        ("screening_tests", months, False),
        ("registry_exclusions", 0, False),
        ("claims", months, True),
        ("practice_exclusions", 0, True),
    ]


DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2026, 12, 31))
TESTED = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(TEST_KINDS), DAYS), max_size=12)


@given(TESTED, TESTED)
def test_more_tests_never_take_a_test_away(some: list[tuple[object, ...]], more: list[tuple[object, ...]]) -> None:
    for family in (COLORECTAL, CERVICAL, BREAST):
        fewer, all_of_them = (
            family.build(frames_of(as_text(rows), NONE, NONE, NONE), D) for rows in (some, some + more)
        )
        both = fewer.join(all_of_them, on="person_id", how="left", suffix="_then", maintain_order="left")
        for flag in family.flags:
            assert both.filter(flag)[f"{flag}_then"].fill_null(False).all()


def as_text(rows: list[tuple[object, ...]]) -> str:
    """Write tests as a table."""
    return "\n".join(["person_id test_kind test_date", *(" ".join(map(str, row)) for row in rows)])
