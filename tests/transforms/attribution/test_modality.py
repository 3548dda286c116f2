"""K080 to K082 need a video or telephone line of the same visit from 2021-10-01 on (method, 2)."""

import dataclasses

import polars as pl

from reference.load import core_primary_care, schedule_fees
from tests.tables import assert_rows
from tests.transforms.attribution.test_core_codes import core_lines
from tests.transforms.rows import METHOD, claims, physicians
from transforms.attribution.core_lines import build_core_lines
from transforms.resolve.claims import net_claims


def test_required_from_the_first_of_october_2021() -> None:
    text = """
        person_id fee_code service_date location | value_cents
        1         K080     2020-03-13   virtual  | x     # the day before the code
        2         K080     2020-03-14   virtual  | 1100  # its first day
        3         K080     2021-09-30   virtual  | 1100  # the last day without
        4         K080     2021-10-01   virtual  | x
        5         K081     2021-09-30   virtual  | 2755
        6         K081     2021-10-01   virtual  | x
        7         K082     2021-09-30   virtual  | 5505
        8         K082     2021-10-01   virtual  | x
        9         A007     2021-10-01   virtual  | 3470  # no other code needs it
    """
    assert_rows(core_lines(text), text)


def test_a_line_of_the_same_visit_serves() -> None:
    text = """
        person_id fee_code service_date location  | value_cents
        1         K080     2021-10-01   virtual   | 1100
        1         K300     2021-10-01   virtual   | x
        2         K081     2021-10-01   virtual   | 2755
        2         K301     2021-10-01   virtual   | x
        3         K082     2022-11-30   virtual   | 5505  # the last day of the code
        3         K301     2022-11-30   emergency | x     # at any place
        4         K082     2022-12-01   virtual   | x     # the day after
        4         K301     2022-12-01   virtual   | x
        5         K080     2021-10-01   virtual   | 1100
        5         K300     2021-10-01   virtual   | x     # two of them: one line still
        5         K301     2021-10-01   virtual   | x
        6         A007     2021-10-01   virtual   | 3470  # a code that needs none counts once
        6         K301     2021-10-01   virtual   | x
    """
    assert_rows(core_lines(text), text)


def test_a_line_of_another_visit_does_not() -> None:
    text = """
        person_id fee_code service_date physician_id | value_cents
        1         K080     2021-10-02   a            | x
        1         K300     2021-10-01   a            | x   # the day before
        2         K080     2021-10-02   a            | x
        2         K300     2021-10-02   public       | x   # another physician
        3         K080     2021-10-02   a            | x
        4         K300     2021-10-02   a            | x   # another person
    """
    assert_rows(core_lines(text), text)


def from_claims(text: str) -> pl.DataFrame:
    lines = net_claims(claims(text))
    return build_core_lines(lines, physicians("physician_id\na"), core_primary_care(), schedule_fees(), METHOD)


def test_the_line_that_serves_is_netted_and_of_suffix_a() -> None:
    lines = from_claims("""
        person_id fee_code service_date services fee_suffix location
        1         K080     2021-10-01   1        A          virtual
        1         K300     2021-10-01   1        A          virtual   # reversed: does not serve
        1         K300     2021-10-01   -1       A          virtual
        2         K080     2021-10-01   1        A          virtual
        2         K300     2021-10-01   1        B          virtual   # not the physician's own
        3         K080     2021-10-01   1        A          virtual
        3         K300     2021-10-01   1        A          virtual   # a reversal elsewhere takes nothing
        3         K300     2021-10-01   -1       A          office
    """)
    assert_rows(lines, "person_id value_cents\n3 1100")


def test_the_method_says_which_codes_need_it() -> None:
    free = dataclasses.replace(METHOD, modality_required_codes=())
    lines = net_claims(claims("person_id fee_code service_date\n1 K080 2021-10-01"))
    registry = physicians("physician_id\na")
    assert build_core_lines(lines, registry, core_primary_care(), schedule_fees(), free).height == 1
