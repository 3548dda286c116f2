"""Lines beside the core (method, 2.1 to 2.3): of paediatricians, other visits, and mere signs of activity."""

import dataclasses

import polars as pl

from reference.load import Method, core_primary_care, dated_codes, schedule_fees
from schemas.base_tables import OtherLines
from tests.tables import assert_rows
from tests.transforms.rows import METHOD, claims, netted, physicians
from transforms.attribution.other_lines import Codes, build_other_lines
from transforms.resolve.claims import choose_countable

REGISTRY = physicians("physician_id specialty_code\na 00\npublic 05\nchild 26\ninternist 13")


def other_lines(text: str, method: Method = METHOD) -> pl.DataFrame:
    codes = Codes(core_primary_care(), dated_codes(), schedule_fees())
    return OtherLines.validate(build_other_lines(netted(text), REGISTRY, codes, method))


def test_a_visit_that_is_not_core() -> None:
    text = """
        person_id fee_code service_date location  | line_kind
        1         A007     2026-03-02   office    | x            # core
        2         A917     2026-03-02   office    | other_visit
        3         A917     2026-03-02   home      | other_visit
        4         A917     2026-03-02   virtual   | other_visit
        5         A917     2026-03-02   inpatient | elsewhere    # shows that the physician worked
        6         A007     2026-03-02   emergency | elsewhere    # a core code in another place
        7         A101     2026-03-02   virtual   | elsewhere    # limited virtual care
        8         K300     2026-03-02   virtual   | x            # a modality line is no service of its own
        9         K080     2021-10-01   virtual   | elsewhere    # needs a modality line: core or nothing
        10        K080     2021-09-30   virtual   | x            # core
        11        K083     2022-11-30   virtual   | other_visit  # its last day
        12        K083     2022-12-01   virtual   | elsewhere    # the day after counts nowhere
        13        A903     2025-03-03   office    | elsewhere    # a core code after its last day
        14        K131     2012-12-31   office    | elsewhere    # and before its first
        15        A007     2026-03-02   unknown   | elsewhere
    """
    assert_rows(other_lines(text), text)


def test_whose_lines_they_are() -> None:
    text = """
        person_id physician_id fee_code | line_kind       value_cents
        1         a            A917     | other_visit     0
        2         public       A917     | other_visit     0
        3         child        A007     | paediatric_core 3795   # core care of a paediatrician
        4         child        A265     | x               x        # not core: no sign of family practice
        5         internist    A007     | x               x
        6         nobody       A007     | x               x
    """
    assert_rows(other_lines(text), text)


def test_limited_virtual_care_is_core_when_the_method_counts_it() -> None:
    method = dataclasses.replace(METHOD, limited_virtual_counts=True)
    text = "person_id fee_code service_date | line_kind\n1 A101 2022-11-30 | elsewhere\n2 A101 2022-12-01 | x"
    assert_rows(other_lines(text, method), text)


def test_laboratory_and_time_codes_are_never_netted() -> None:
    lines = claims("""
        person_id fee_code physician_id fee_suffix
        1         L093     a            A
        2         Q310     a            A
        3         Q313     a            A
        4         G700     a            A
        5         G700     b            A
        6         A007     b            A
        7         G700     a            B
        -         G700     a            A
    """)
    kept = choose_countable(lines.lazy()).collect()
    assert kept["person_id"].to_list() == [4, 5, 6]
