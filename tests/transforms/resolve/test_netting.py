"""Claims made countable (method, 1.4): copies once, reversals netted, only suffix A, only persons."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests.tables import assert_rows
from tests.transforms.rows import claims
from transforms.resolve.claims import net_claims


def test_services_are_summed_by_everything_that_makes_a_line() -> None:
    lines = claims("""
        person_id physician_id service_date fee_code location hospital_id services diagnosis_code
        1         a            2026-03-02   A007     office   -           1        250   # with the next: one line of 3
        1         a            2026-03-02   A007     office   -           2        401   # nulls equal each other
        1         a            2026-03-02   A007     office   H1          1        250   # another hospital
        1         a            2026-03-02   A007     home     -           1        250   # another place
        1         a            2026-03-02   K013     office   -           1        250   # another code
        1         a            2026-03-03   A007     office   -           1        250   # another day
        1         b            2026-03-02   A007     office   -           1        250   # another physician
        2         a            2026-03-02   A007     office   -           1        250   # another person
    """)
    assert_rows(
        net_claims(lines),
        """
        person_id physician_id service_date fee_code location hospital_id services
        1         a            2026-03-02   A007     home     -           1
        1         a            2026-03-02   A007     office   -           3
        1         a            2026-03-02   A007     office   H1          1
        1         a            2026-03-02   K013     office   -           1
        1         a            2026-03-03   A007     office   -           1
        1         b            2026-03-02   A007     office   -           1
        2         a            2026-03-02   A007     office   -           1
        """,
    )


def test_lines_equal_but_for_the_claim_id_are_one() -> None:
    lines = claims("""
        person_id services fee_paid_cents diagnosis_code hospital_id
        1         1        3795           250            -     # and its copy
        1         1        3795           250            -
        2         1        3795           250            -     # another diagnosis is another line
        2         1        3795           401            -
        3         1        3795           250            -     # another amount is another line
        3         1        0              250            -
        4         1        -              -              -     # nulls equal each other
        4         1        -              -              -
    """)
    assert_rows(net_claims(lines), "person_id services\n1 1\n2 2\n3 2\n4 1")


def test_reversals_are_netted_after_copies_are_dropped() -> None:
    lines = claims("""
        person_id services diagnosis_code location service_date
        1         1        -              office   2026-03-02  # reversed: nothing is left
        1         -1       -              office   2026-03-02
        2         1        -              office   2026-03-02  # two copies and one reversal: nothing is left either
        2         1        -              office   2026-03-02
        2         -1       -              office   2026-03-02
        3         1        -              office   2026-03-02  # the reversal came twice, and is one too
        3         1        401            office   2026-03-02
        3         -1       -              office   2026-03-02
        3         -1       -              office   2026-03-02
        4         1        -              office   2026-03-02  # a surplus takes nothing from the other day
        4         -3       -              office   2026-03-02
        4         1        -              office   2026-03-03
        5         2        -              office   2026-03-02  # reversed in part
        5         -1       -              office   2026-03-02
        6         1        -              office   2026-03-02  # reversed for another place: both stand alone
        6         -1       -              home     2026-03-02
        7         -1       -              office   2026-03-02  # a reversal of nothing
    """)
    assert_rows(
        net_claims(lines),
        """
        person_id service_date services
        3         2026-03-02   1
        4         2026-03-03   1
        5         2026-03-02   1
        6         2026-03-02   1
        """,
    )


def test_what_never_counts() -> None:
    text = """
        person_id fee_code fee_suffix | services
        -         A007     A          | x   # nobody, or the dummy person
        1         A007     B          | x   # technical part or assistant
        2         A007     C          | x   # anaesthesia
        3         Q310     A          | x   # time code: nothing asks for it
        4         A007     A          | 1
    """
    assert_rows(net_claims(claims(text)), text)


def test_a_reversal_under_another_suffix_takes_nothing() -> None:
    lines = claims("person_id fee_suffix services\n1 A 1\n1 B -1")
    assert_rows(net_claims(lines), "person_id services\n1 1")


def test_the_smallest_diagnosis_of_lines_that_are_no_reversals_is_kept() -> None:
    lines = claims("""
        person_id services diagnosis_code
        1         1        401
        1         1        250            # the smaller
        2         1        -
        2         1        401            # none is no diagnosis
        3         2        401
        3         -1       250            # of a reversal
        4         1        -
    """)
    assert_rows(net_claims(lines), "person_id diagnosis_code\n1 250\n2 401\n3 401\n4 -")


LINE = st.tuples(st.sampled_from(["1", "2"]), st.sampled_from(["250", "-"]), st.sampled_from(["1", "2", "-1"]))


@given(st.lists(LINE, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_copies_under_new_ids_and_the_order_of_rows_change_nothing(lines: list[tuple], chance) -> None:
    rows = ["person_id diagnosis_code services", *(" ".join(line) for line in lines)]
    copied = [rows[0], *rows[1:], *chance.sample(rows[1:], len(rows) - 1)]
    once, again = (net_claims(claims("\n".join(given))) for given in (rows, copied))
    assert_frame_equal(once, again)
    assert once.select((pl.col("services") > 0).all()).item()
