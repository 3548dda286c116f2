"""Who differs between the recomputed and the official attribution, and why (method, 11). D is 2026-09-30."""

from dataclasses import replace

import polars as pl

from schemas.agreement import KINDS, REASONS, DifferenceCounts, Differing
from schemas.inputs.crosswalk import Ohts
from tests.tables import assert_rows, table
from tests.transforms.rows import (
    AS_OF,
    D,
    addresses,
    attribution,
    enrolments,
    official,
    persons,
    physicians,
)
from transforms.attribution.differences import Days, compare_persons, count_reasons, explain_differences
from transforms.attribution.official import rows_as_of

DAYS = Days(AS_OF, D, is_end_inclusive=False)
INPUTS = {
    "addresses": addresses("person_id start_date"),
    "enrolments": enrolments("person_id"),
    "physicians": physicians("physician_id\na\nb"),
    "ohts": table("oht_id name\nT1 one\nT2 two", Ohts),
}


def differing(
    registry: str, counted: str, file: str = "person_id", days: Days = DAYS, **inputs: pl.DataFrame
) -> pl.DataFrame:
    """One row per person who differs. The registry's lines hold the answers; `counted` and `file` name persons."""
    known = persons(registry)
    compared = compare_persons(attribution(counted), rows_as_of(official(file), days.as_of), known)
    return Differing.validate(explain_differences(compared, {**INPUTS, "persons": known, **inputs}, days))


def counting(*person_ids: int) -> str:
    return "\n".join(["person_id", *map(str, person_ids)])


def test_who_agrees_does_not_differ() -> None:
    assert differing("person_id\n1", counting(1), "person_id oht_id\n1 T1").is_empty()


def test_born_after_the_file() -> None:
    text = """
        person_id birth_date | kind              reason
        1         2026-03-31 | missing_from_file child_missing      # on the day of the file
        2         2026-04-01 | missing_from_file born_after_file    # the day after
        3         2026-09-30 | missing_from_file born_after_file
    """
    assert_rows(differing(text, counting(1, 2, 3)), text)


def test_covered_after_the_file() -> None:
    text = """
        person_id coverage_start_date birth_date | reason
        1         2026-03-31          1980-06-15 | not_in_file         # on the day of the file
        2         2026-04-01          1980-06-15 | covered_after_file  # the day after
        3         2026-04-01          2026-04-01 | born_after_file     # birth comes first
        4         -                   1980-06-15 | not_in_file         # covered for ever
    """
    assert_rows(differing(text, counting(1, 2, 3, 4)), text)


def test_moved_after_the_file() -> None:
    moves = addresses("person_id start_date\n1 2026-03-31\n2 2026-04-01\n3 2026-09-30\n4 2026-10-01\n5 2026-05-01")
    text = """
        person_id coverage_start_date | reason
        1         -                   | not_in_file         # on the day of the file
        2         -                   | moved_after_file    # the day after
        3         -                   | moved_after_file    # on the last day of the period
        4         -                   | not_in_file         # after the period
        5         2026-05-01          | covered_after_file  # insurance comes before the move
    """
    assert_rows(differing(text, counting(1, 2, 3, 4, 5), addresses=moves), text)


def test_enrolled_after_the_file() -> None:
    spells = enrolments("""
        person_id physician_id start_date end_date
        1         a            2026-03-31 -            # on the day of the file
        2         a            2026-04-01 -
        3         a            2026-09-30 2026-10-01
        4         a            2026-04-01 2026-09-30   # closed on the last day
        5         a            2026-10-01 -            # after the period
        6         x            2026-04-01 -            # a physician unknown to the registry
        7         a            2026-04-01 -
    """)
    moves = addresses("person_id start_date\n7 2026-04-01")
    text = """
        person_id | reason
        1         | not_in_file
        2         | enrolled_after_file
        3         | enrolled_after_file
        4         | not_in_file
        5         | not_in_file
        6         | not_in_file
        7         | moved_after_file    # the move comes first
    """
    assert_rows(differing(text, counting(1, 2, 3, 4, 5, 6, 7), enrolments=spells, addresses=moves), text)


def test_missing_children() -> None:
    text = """
        person_id birth_date | reason
        1         2021-10-01 | child_missing   # four until the day after
        2         2021-09-30 | not_in_file     # five on the day
    """
    assert_rows(differing(text, counting(1, 2)), text)


def test_another_team() -> None:
    counted = """
        person_id oht_id tier           unattributable_reason
        1         T1     rostered       -
        2         T1     rostered       -
        3         T1     rostered       -
        4         T1     rostered       -
        5         -      unattributable no_oht
        6         T1     rostered       -
    """
    file = "person_id oht_id\n1 T2\n2 T2\n3 T2\n4 T9\n5 T1\n6 T1"
    text = """
        person_id birth_date | kind       reason
        1         1980-06-15 | other_team other_rule             # nothing changed since
        2         2024-06-15 | other_team moved_after_file
        3         2024-06-15 | other_team other_rule             # a child, but not missing
        4         1980-06-15 | other_team official_oht_unknown   # comes before the move
        5         1980-06-15 | other_team other_rule             # the method gives no team
        6         1980-06-15 | x          x                      # moved, and the same team
    """
    moves = addresses("person_id start_date\n2 2026-04-01\n4 2026-04-01\n6 2026-04-01")
    assert_rows(differing(text, counted, file, addresses=moves), text)


def test_only_in_the_file() -> None:
    text = """
        person_id death_date coverage_end_date last_contact_date | kind         reason
        1         2026-09-30 -                 -                 | only_in_file died                # on the last day
        2         2026-05-01 2026-05-01        -                 | only_in_file died                # death comes first
        3         -          2026-09-30        -                 | only_in_file no_longer_covered   # first day without
        4         -          2026-10-01        2010-01-01        | only_in_file other_not_counted   # a ghost
        5         2026-10-01 -                 2010-01-01        | only_in_file other_not_counted   # died later
    """
    assert_rows(differing(text, "person_id", counting(1, 2, 3, 4, 5)), text)


def test_the_last_day_of_insurance_may_count() -> None:
    text = """
        person_id coverage_end_date | reason
        1         2026-09-30        | other_not_counted
        2         2026-09-29        | no_longer_covered
    """
    assert_rows(differing(text, "person_id", counting(1, 2), replace(DAYS, is_end_inclusive=True)), text)


def test_strangers() -> None:
    assert_rows(
        differing("person_id\n1", counting(1), counting(1, 9)),
        "person_id oht_recomputed oht_official kind reason\n9 - T1 stranger stranger",
    )


def test_rows_of_other_persons_explain_nothing() -> None:
    moves, spells = addresses("person_id start_date\n2 2026-05-01"), enrolments("person_id start_date\n2 2026-05-01")
    text = "person_id | reason\n1 | not_in_file"
    assert_rows(differing(text, counting(1), addresses=moves, enrolments=spells), text)


def test_counts_by_team_kind_and_reason() -> None:
    rows = table(
        """
        person_id oht_recomputed oht_official kind              reason
        1         T1             -            missing_from_file not_in_file
        2         T1             -            missing_from_file not_in_file
        3         -              -            missing_from_file not_in_file   # no team
        4         T1             T2           other_team        other_rule    # counts for the recomputed one
        5         -              T2           only_in_file      died          # for the file's
        6         -              T2           stranger          stranger
        """,
        Differing,
    )
    expected = """
        oht_id kind              reason      persons
        T1     missing_from_file not_in_file 2
        T1     other_team        other_rule  1
        T2     only_in_file      died        1
        T2     stranger          stranger    1
        -      missing_from_file not_in_file 1
    """
    counts = DifferenceCounts.validate(count_reasons(rows))
    assert_rows(counts, expected)
    assert counts["persons"].sum() == rows.height
    assert set(counts["kind"]) == set(KINDS) and set(counts["reason"]) < set(REASONS)
