"""What a pack says of its practice, and the references of its patients."""

import polars as pl

from transforms.packs.patients import build_pack_patients
from transforms.packs.practices import count_practice_tiers, describe_practices

TEAMS = pl.DataFrame(
    {
        "physician_id": ["P2", "P1", "P3"],
        "group_id": [None, "G1", None],
        "provider_oht_id": ["T1", "T9", None],
    },
    schema_overrides={"group_id": pl.String},
)
OHTS = pl.DataFrame({"oht_id": ["T1"], "name": ["Team One"]})
SECRET = b"0" * 32


def needs(physician_id: str) -> pl.DataFrame:
    """One row: a person of a practice with a need."""
    row = {"physician_id": physician_id, "person_id": 7, "need_id": "n", "age_years": 50, "sex": "F", "tier": "virtual"}
    types = {"age_years": pl.Int32, "evidence_count": pl.Int32}
    return pl.DataFrame([{**row, "evidence_count": None, "reason": "Because."}], schema_overrides=types)


def test_a_team_goes_by_its_name_else_by_its_id_and_none_is_none() -> None:
    found = describe_practices(TEAMS, OHTS, None)
    assert found.select("practice_id", "oht_name").rows() == [("P1", "T9"), ("P2", "Team One"), ("P3", None)]


def test_a_cohort_that_could_not_be_computed_is_not_zero() -> None:
    assert describe_practices(TEAMS, OHTS, None)["frequent_ed_persons"].to_list() == [None, None, None]


def test_a_practice_without_members_of_the_cohort_has_zero() -> None:
    cohort = pl.DataFrame({"level": ["practice", "oht"], "unit_id": ["P1", "P2"], "persons": [4, 9]})
    assert describe_practices(TEAMS, OHTS, cohort)["frequent_ed_persons"].to_list() == [4, 0, 0]


def test_tiers_are_counted_for_practices_only() -> None:
    tiers = pl.DataFrame(
        {
            "level": ["practice", "practice", "practice", "oht"],
            "unit_id": ["P2", "P1", "P1", "T1"],
            "tier": ["virtual"] * 4,
            "persons": [5, 3, 1, 8],
        }
    )
    assert count_practice_tiers(tiers).rows() == [("P1", "virtual", 4), ("P2", "virtual", 5)]


def test_a_person_has_another_reference_in_another_practice_and_under_another_key() -> None:
    same = build_pack_patients(needs("P1"), SECRET)["patient_reference"].item()
    assert same == build_pack_patients(needs("P1"), SECRET)["patient_reference"].item()
    assert same != build_pack_patients(needs("P2"), SECRET)["patient_reference"].item()
    assert same != build_pack_patients(needs("P1"), b"1" * 32)["patient_reference"].item()
    assert len(same) == 12
