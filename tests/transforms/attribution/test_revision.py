"""Revisions: what later drops said of the same day, each reason on its own, and the order where two hold."""

import dataclasses
import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from reference.load import Method
from schemas.changes import REASONS_OF_REVISION, Changes
from schemas.inputs.addresses import Addresses
from schemas.inputs.births import Births
from schemas.inputs.centres import CentreRosters, CentreVisits
from tests.tables import table
from tests.transforms.attribution.placements import NO_ROWS, assert_reasons, sides
from tests.transforms.rows import METHOD, D, claims, enrolments, persons
from transforms.attribution.late_rows import Parts
from transforms.attribution.revision import Because, find_revisions

NOTHING_ELSE = Because()
LONG_AGO = dt.date(2020, 1, 1)
READERS = {
    "persons": persons,
    "enrolments": enrolments,
    "claims": claims,
    "addresses": lambda text: table(text, Addresses, start_date=LONG_AGO, area_id="N6A", postal_status="ontario"),
    "births": lambda text: table(text, Births, mother_person_id=99),
    "centre_rosters": lambda text: table(text, CentreRosters, centre_id="H1", start_date=LONG_AGO),
    "centre_visits": lambda text: table(text, CentreVisits, visit_id=str, centre_id="H1"),
}
EVERYBODY = "\n".join(["person_id", *map(str, range(1, 13))])


def later(**drops: tuple[str, str]) -> dict[str, Parts]:
    """Give the inputs as an earlier and a later drop told them; those not named hold no rows."""
    usual = dict.fromkeys(READERS, (NO_ROWS, NO_ROWS)) | {"persons": (EVERYBODY, NO_ROWS)}
    return {
        name: Parts([READERS[name](first).lazy()], [READERS[name](second).lazy()])
        for name, (first, second) in {**usual, **drops}.items()
    }


def revisions(
    text: str, parts: dict[str, Parts], because: Because = NOTHING_ELSE, method: Method = METHOD
) -> pl.DataFrame:
    """One row per person placed otherwise than published for 30 September 2026."""
    return Changes.validate(find_revisions(*sides(text), parts, D, method, because))


def test_births_and_deaths_known_late() -> None:
    parts = later(
        persons=(
            "person_id birth_date death_date\n1 1950-01-01 -\n2 1950-01-01 -\n4 2026-08-01 -",
            """
            person_id birth_date death_date
            1         1950-01-01 2026-09-30
            2         1950-01-01 2026-10-01   # after the day: no reason to leave
            3         2026-09-30 -
            5         2025-10-01 -            # less than a year old on the day
            6         2025-09-30 -            # a year old: registered late, not born late
            """,
        )
    )
    text = """
    person_id was            now         born       | change reason
    1         enrolment:a:T1 -           -          | left   died_late
    2         enrolment:a:T1 -           -          | left   other
    3         -              mother:a:T1 2026-09-30 | joined born_late
    4         -              mother:a:T1 2026-08-01 | joined other         # was in the registry already
    5         -              area:.:T1   2025-10-01 | joined born_late
    6         -              area:.:T1   2025-09-30 | joined correction
    """
    assert_reasons(revisions(text, parts), text)


def test_corrections_of_the_registry() -> None:
    parts = later(
        persons=(
            """
            person_id coverage_end_date last_contact_date
            1         -                 -
            2         -                 -
            3         2026-09-01        -
            4         -                 2010-01-01
            5         -                 2026-08-01
            """,
            """
            person_id coverage_end_date last_contact_date
            1         2026-09-30        -
            2         2026-12-31        -            # an end after the day bears on nothing
            3         -                 -
            4         -                 2026-09-20   # unseen for years, and seen after all
            5         -                 2026-09-20   # a later contact of somebody counted anyway
            """,
        )
    )
    text = """
    person_id was            now            | change         reason
    1         area:.:T1      -              | left           correction
    2         area:.:T1      -              | left           other
    3         -              area:.:T1      | joined         correction
    4         -              area:.:T1      | joined         correction
    5         core_care:a:T1 core_care:b:T1 | moved_provider provider_changed
    """
    assert_reasons(revisions(text, parts), text)


def test_corrections_of_spells_addresses_centres_and_mothers() -> None:
    parts = later(
        enrolments=(
            "person_id end_date\n1 -\n2 -\n3 -\n4 -",
            """
            person_id start_date end_date
            1         2020-01-01 2026-09-30
            2         2020-01-01 2026-10-01
            3         2026-10-01 -
            4         2021-05-05 -
            """,
        ),
        addresses=("person_id area_id\n5 N6A", "person_id area_id\n5 K9J\n6 N6A"),
        centre_rosters=(NO_ROWS, "person_id start_date\n7 2026-01-01\n8 2026-10-01"),
        centre_visits=(NO_ROWS, "person_id visit_date\n9 2026-09-30\n10 2026-10-01"),
        births=(NO_ROWS, "person_id\n11"),
        claims=(NO_ROWS, "person_id\n4\n5"),
    )
    text = """
    person_id was                 now                 | change         reason
    1         enrolment:a:T1      core_care:b:T1      | moved_provider correction
    2         enrolment:a:T1      core_care:b:T1      | moved_provider provider_changed # ends after the day
    3         core_care:b:T1      enrolment:a:T1      | moved_provider provider_changed # begins after the day
    4         core_care:a:T1      enrolment:a:T1      | moved_tier     correction       # and a claim came late
    5         area:.:T1:N6A       area:.:T2:K9J       | moved_team     correction       # and a claim came late
    6         core_care:a:T1      core_care:b:T1      | moved_provider correction       # nothing else is known
    7         core_care:a:T1      centre_roster:H1:T1 | moved_provider correction
    8         core_care:a:T1      centre_roster:H1:T1 | moved_provider provider_changed
    9         core_care:a:T1      centre_roster:H1:T1 | moved_provider correction
    10        core_care:a:T1      centre_roster:H1:T1 | moved_provider provider_changed
    11        area:.:T1           mother:a:T1         | moved_provider correction
    12        mother:a:T1         mother:b:T1         | moved_provider mother_changed
    """
    assert_reasons(revisions(text, parts), text)


def test_late_claims() -> None:
    parts = later(
        claims=(
            "person_id claim_id services\n3 X 1\n4 X 1",
            """
            person_id claim_id service_date services
            1         A        2026-09-30   1
            2         A        2026-10-01   1         # after the day
            3         X        2026-03-02   1         # told again, and the same
            4         X        2026-03-02   2         # told otherwise
            5         A        2024-09-29   1         # before the look-back
            6         A        2026-03-02   -1        # a reversal is a late line too
            """,
        )
    )
    text = """
    person_id was            now            | change         reason
    1         core_care:a:T1 core_care:b:T1 | moved_provider late_claim
    2         core_care:a:T1 core_care:b:T1 | moved_provider provider_changed
    3         core_care:a:T1 core_care:b:T1 | moved_provider provider_changed
    4         core_care:a:T1 core_care:b:T1 | moved_provider correction
    5         core_care:a:T1 core_care:b:T1 | moved_provider provider_changed
    6         core_care:a:T1 area:.:T1      | moved_provider late_claim
    """
    assert_reasons(revisions(text, parts), text)


def test_rows_that_leave_or_enter_the_look_back() -> None:
    parts = later(
        claims=(
            "person_id claim_id service_date\n1 X 2026-03-02\n2 X 2026-03-02\n3 X 2024-09-29\n4 X 2024-09-29",
            """
            person_id claim_id service_date
            1         X        2024-09-29   # was within the look-back
            2         X        2026-10-01   # was before the day
            3         X        2026-03-02   # known then, and within only now
            4         X        2024-09-28   # outside before and after
            """,
        ),
        centre_visits=(
            "person_id visit_id visit_date\n5 V 2026-03-02\n6 V 2024-09-29",
            "person_id visit_id visit_date\n5 V 2024-09-29\n6 V 2024-09-28",
        ),
        enrolments=("person_id end_date\n7 -", "person_id end_date\n7 2026-10-01"),
    )
    text = """
    person_id was                 now                 | change         reason
    1         core_care:a:T1      core_care:b:T1      | moved_provider correction
    2         core_care:a:T1      core_care:b:T1      | moved_provider correction
    3         core_care:a:T1      core_care:b:T1      | moved_provider correction
    4         core_care:a:T1      core_care:b:T1      | moved_provider provider_changed
    5         centre_roster:H1:T1 core_care:a:T1      | moved_provider correction
    6         centre_roster:H1:T1 core_care:a:T1      | moved_provider provider_changed
    7         enrolment:a:T1      core_care:b:T1      | moved_provider provider_changed
    """
    assert_reasons(revisions(text, parts), text)


@pytest.mark.parametrize(
    ("window", "day", "reason"),
    [
        ("until_included", "2024-09-30", "provider_changed"),  # the same day two years before does not count
        ("until_included", "2024-10-01", "late_claim"),
        ("until_included", "2026-09-30", "late_claim"),
        ("from_included", "2024-09-30", "late_claim"),
        ("from_included", "2024-09-29", "provider_changed"),
        ("from_included", "2026-09-30", "provider_changed"),
    ],
)
def test_a_late_claim_lies_in_the_look_back_of_the_method(window: str, day: str, reason: str) -> None:
    parts = later(claims=(NO_ROWS, f"person_id claim_id service_date\n1 A {day}"))
    text = f"person_id was now | change reason\n1 core_care:a:T1 core_care:b:T1 | moved_provider {reason}"
    method = dataclasses.replace(METHOD, window=window)
    assert_reasons(revisions(text, parts, method=method), text)


def test_what_several_earlier_drops_said_last_counts() -> None:
    drops = [claims(f"person_id claim_id services\n1 X {services}").lazy() for services in (1, 2, 1)]
    parts = later() | {"claims": Parts(drops[:2], drops[2:])}
    text = "person_id was now | change reason\n1 core_care:a:T1 core_care:b:T1 | moved_provider correction"
    assert_reasons(revisions(text, parts), text)


@pytest.mark.parametrize(("is_other_rule", "reason"), [(True, "rule_changed"), (False, "provider_placed")])
def test_own_rows_unchanged(is_other_rule: bool, reason: str) -> None:
    other = "rule_changed" if is_other_rule else "area_placed"
    text = f"""
    person_id was            now            | change     reason
    1         core_care:a:T1 core_care:a:T2 | moved_team {reason}
    2         area:.:T1      area:.:T2      | moved_team {other}
    """
    assert_reasons(revisions(text, later(), Because(is_other_rule)), text)


def test_the_data_come_before_the_rule() -> None:
    parts = later(claims=(NO_ROWS, "person_id\n1"))
    text = """
    person_id was            now            | change         reason
    1         core_care:a:T1 core_care:b:T1 | moved_provider late_claim
    2         core_care:a:T1 core_care:b:T1 | moved_provider rule_changed
    """
    assert_reasons(revisions(text, parts, Because(is_other_rule=True)), text)


def test_another_official_file() -> None:
    parts = later(claims=(NO_ROWS, "person_id\n2\n4"), addresses=(NO_ROWS, "person_id area_id\n3 K9J"))
    text = """
    person_id was                         now                                    | change         reason
    1         core_care:a:T1:N6A:official core_care:a:T2:N6A:official            | moved_team     official_file
    2         core_care:a:T1:N6A:official core_care:a:.:N6A:not_in_official_file | moved_team     official_file
    3         area:.:T1:N6A:official      area:.:T2:K9J:official                 | moved_team     official_file
    4         core_care:a:T1:N6A:official core_care:b:T2:N6A:official            | moved_team     late_claim
    5         core_care:a:T1:N6A:official core_care:b:T2:N6A:official            | moved_team     official_file
    6         core_care:a:T1:N6A:official core_care:b:T1:N6A:official            | moved_provider rule_changed
    """
    assert_reasons(revisions(text, parts, Because(is_other_rule=True, is_other_file=True)), text)


def test_the_same_official_file_told_otherwise() -> None:
    text = """
    person_id was                                         now                         | change     reason
    1         core_care:a:T1:N6A:official                 core_care:a:T2:N6A:official | moved_team correction
    2         core_care:a:.:N6A:not_in_official_file      core_care:a:T2:N6A:official | moved_team correction
    """
    assert_reasons(revisions(text, later()), text)
    other_rule = revisions(text, later(), Because(is_other_rule=True))
    assert other_rule["reason"].to_list() == ["rule_changed", "rule_changed"]


@pytest.mark.parametrize("because", [Because(), Because(is_other_rule=True, is_other_file=True)])
def test_the_official_file_on_one_side_only(because: Because) -> None:
    text = """
    person_id was                    now                         | change     reason
    1         core_care:a:T1         core_care:a:T2:N6A:official | moved_team official_choice
    2         area:.:T1:N6A:official area:.:T2                   | moved_team official_choice
    """
    assert_reasons(revisions(text, later(), because), text)


def test_every_reason_of_a_revision_is_tested_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [reason for reason in REASONS_OF_REVISION if reason not in text] == []
