"""Counts of a bucket: confidence, attachment, children, networks, physicians."""

import datetime as dt

import polars as pl
import pytest

from schemas.attribution_steps import PhysicianTeams
from schemas.core import Attribution
from schemas.inputs.births import Births
from schemas.inputs.crosswalk import CombinedNetworks, NetworkOhts
from schemas.inputs.persons import Persons
from schemas.reliability import (
    AttachmentCounts,
    ChildCounts,
    ConfidenceCounts,
    FileChildren,
    NetworkShares,
    NetworkTeamCounts,
    PhysicianLinks,
)
from tests.tables import assert_rows, column_types, table
from tests.transforms.rows import BORN, D
from transforms.indicators.units import COUNT_KEY, add_up
from transforms.reliability.attachment import count_attachment
from transforms.reliability.children import CHILD_KEY, count_children, count_file_children
from transforms.reliability.confidence import CONFIDENCE_KEY, count_confidence
from transforms.reliability.networks import compare_shares, count_network_teams
from transforms.reliability.physicians import count_links

USUAL = {"birth_date": BORN, "sex": "F", "oht_id": "T1"}
NOBODY = Attribution.empty()


def placed(text: str, **usual: object) -> pl.DataFrame:
    """One row per line: a person with a team, unless the line says another one."""
    return table(text, Attribution, **{**USUAL, **usual})


def test_confidence_is_counted_by_team_tier_and_for_the_province() -> None:
    found = count_confidence(
        placed("""
        person_id oht_id tier           confidence
        1         T1     rostered       high
        2         T1     rostered       high
        3         T1     rostered       medium
        4         T2     rostered       high
        5         -      unattributable -        # of the province alone
        """)
    )
    assert_rows(
        ConfidenceCounts.validate(found),
        """
        level    unit_id tier           confidence persons
        oht      T1      rostered       high       2
        oht      T1      rostered       medium     1
        oht      T2      rostered       high       1
        province ontario rostered       high       3
        province ontario rostered       medium     1
        province ontario unattributable -          1
        """,
    )


ATTACHED = """
person_id tier           tier_rule         | level    unit_id persons attached paediatric
1         rostered       enrolment         | province ontario 9       4        1
2         health_centre  centre_roster     | x        x       x       x        x
3         virtual        core_care         | x        x       x       x        x
4         other_provider paediatrician     | x        x       x       x        x
5         other_provider non_comprehensive | x        x       x       x        x
6         other_provider other_visits      | x        x       x       x        x
7         newborn        mother            | x        x       x       x        x
8         postal_area    area              | x        x       x       x        x
9         unattributable -                 | x        x       x       x        x
"""


def test_attached_are_three_tiers_and_children_of_paediatricians() -> None:
    found = AttachmentCounts.validate(count_attachment(placed(ATTACHED, oht_id=None)))
    assert_rows(found, "level unit_id persons attached paediatric\nprovince ontario 9 4 1")


def test_nobody_in_a_team_leaves_the_province_alone() -> None:
    rows = placed("person_id tier confidence\n1 unattributable -", oht_id=None)
    assert count_confidence(rows)["level"].to_list() == count_attachment(rows)["level"].to_list() == ["province"]


def test_nobody_at_all_gives_no_rows() -> None:
    assert count_confidence(NOBODY).is_empty() and count_attachment(NOBODY).is_empty()


REGISTRY = """
person_id birth_date death_date
1         2026-09-30 -             # born on D: age 0
2         2025-09-30 -             # one year old on D
3         2021-10-01 -             # the day before the fifth birthday
4         2021-09-30 -             # five on D: not counted here
5         2026-10-01 -             # born the day after D
6         2024-05-05 2026-09-30    # died on D
7         2024-05-05 2026-10-01    # alive on D
8         2024-05-05 -             # registered, not counted
9         2024-05-05 -             # counted, without a team
11        2024-05-05 -             # births do not name the child
"""
NAMED = "person_id\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n12"  # 10 and 12 are unknown to the registry
TEAMS = (
    "person_id oht_id tier\n1 T1 rostered\n2 T1 rostered\n3 T2 rostered\n4 T1 rostered\n7 T1 rostered\n9 - postal_area"
)


def children(in_force: str = TEAMS, named: str = NAMED) -> pl.DataFrame:
    """One row per level, unit and age: the counts of the children above."""
    births = table(named, Births, mother_person_id=99)
    persons = table(REGISTRY, Persons, sex="F")
    recomputed = placed(TEAMS, oht_id=None)
    found = count_children(births, persons, recomputed, placed(in_force, oht_id=None), D)
    return ChildCounts.validate(found)


def test_children_are_those_whom_births_name_at_their_age_on_the_last_day() -> None:
    assert_rows(
        children().sort("level", "unit_id", "age_years", nulls_last=True),
        """
        level    unit_id age_years registered unknown placed
        oht      T1      0         1          0       1
        oht      T1      1         1          0       1
        oht      T1      2         1          0       1
        oht      T2      4         1          0       1
        province ontario 0         1          0       1
        province ontario 1         1          0       1
        province ontario 2         3          0       1
        province ontario 4         1          0       1
        province ontario -         0          2       0
        """,
    )


def test_under_the_file_a_child_it_lacks_is_not_placed_and_stays_in_its_team() -> None:
    by_file = TEAMS.replace("1 T1 rostered\n2", "1 - rostered\n2").replace("3 T2", "3 T1")
    found = children(by_file).filter(pl.col("level") == "oht")
    assert_rows(
        found,
        """
        level unit_id age_years registered unknown placed
        oht   T1      0         1          0       0
        oht   T1      1         1          0       1
        oht   T1      2         1          0       1
        oht   T2      4         1          0       1
        """,
    )


def test_without_births_there_is_nothing_to_count() -> None:
    assert children(named="person_id").is_empty()


def test_children_add_up_over_buckets() -> None:
    whole = children()
    halves = [children(named="person_id\n1\n2\n3\n4\n5\n10"), children(named="person_id\n6\n7\n8\n9\n12")]
    assert add_up(halves, CHILD_KEY).equals(whole.sort(CHILD_KEY, nulls_last=True))


def test_the_file_lacks_children_of_the_recomputed_teams() -> None:
    born = "2026-09-30", "2021-10-01", "2021-09-30", "2026-01-01"  # the third is five on D
    text = "person_id birth_date oht_id tier\n" + "\n".join(f"{n} {day} T1 rostered" for n, day in enumerate(born, 1))
    reasons = "person_id unattributable_reason oht_id\n1 not_in_official_file -\n2 official_oht_unknown -\n"
    by_file = placed(reasons + "3 not_in_official_file -\n4 - T1", tier="rostered")
    found = count_file_children(placed(text), by_file, D)
    assert_rows(FileChildren.validate(found), "level unit_id children missing\noht T1 3 1\nprovince ontario 3 1")


SHARES = """
network_id oht_id population_share
N1         T1     0.75
N1         T1     0.75              # the same share in two rows of deciding keys
N1         T2     0.25
N2         T3     -                 # no share
"""
LED = """
person_id network_id oht_id
1         N1         T1
2         N1         T1
3         N1         T9      # a team the crosswalk does not name there
4         N2         T3
5         -          T1      # the official file
6         N1         -       # no team
"""


def test_shares_of_a_crosswalk_stand_beside_the_persons_placed() -> None:
    network_ohts = table(SHARES, {**column_types(NetworkOhts), "population_share": pl.Float64()})
    counts = NetworkTeamCounts.validate(count_network_teams(placed(LED, oht_id=None, tier="rostered")))
    assert_rows(
        NetworkShares.validate(compare_shares(counts, network_ohts, CombinedNetworks.empty())),
        """
        network_id oht_id given_share persons
        N1         T1     0.75        2
        N1         T2     0.25        0
        N1         T9     -           1
        """,
    )


def test_a_crosswalk_without_shares_gives_no_rows() -> None:
    counts = NetworkTeamCounts.empty()
    assert compare_shares(counts, NetworkOhts.empty(), CombinedNetworks.empty()).is_empty()


def test_networks_that_took_part_in_a_combination_have_no_shares_to_compare() -> None:
    network_ohts = table("network_id oht_id population_share\nN1 T1 1.0\nN2 T1 1.0\nN3 T1 1.0", NetworkOhts)
    combined = table("network_id combined_into\nN1 N2", CombinedNetworks)
    found = compare_shares(NetworkTeamCounts.empty(), network_ohts, combined)
    assert found["network_id"].to_list() == ["N3"]


PHYSICIANS = """
physician_id specialty_code network_basis    start_date end_date
a            00             own_admissions   -          -
b            05             nearest          2026-09-30 -          # begins on D
c            00             own_admissions   2026-10-01 -          # begins the day after
d            00             group_admissions -          2026-10-01 # ends the day after
e            00             none             -          2026-09-30 # D is the first day out of practice
f            26             own_admissions   -          -          # a paediatrician is a specialist here
g            13             none             -          -
"""


def test_physicians_in_practice_are_counted_by_kind_and_basis() -> None:
    found = count_links(table(PHYSICIANS, PhysicianTeams), ("00", "05"), D)
    assert_rows(
        PhysicianLinks.validate(found),
        """
        kind             network_basis    physicians
        family_physician group_admissions 1
        family_physician nearest          1
        family_physician own_admissions   1
        specialist       none             1
        specialist       own_admissions   1
        """,
    )


@pytest.mark.parametrize(("count", "key"), [(count_confidence, CONFIDENCE_KEY), (count_attachment, COUNT_KEY)])
def test_counts_add_up_over_buckets(count, key: list[str]) -> None:
    rows = placed(ATTACHED, confidence="low")
    parts = [rows.filter(pl.col("person_id") % 2 == place) for place in (0, 1)]
    assert add_up([count(part) for part in parts], key).equals(count(rows))


def test_a_leap_day_birthday_falls_on_1_march() -> None:
    births = table("person_id\n1", Births, mother_person_id=99)
    persons = table("person_id birth_date\n1 2024-02-29", Persons, sex="F")
    for day, age in ((dt.date(2025, 2, 28), 0), (dt.date(2025, 3, 1), 1)):
        assert count_children(births, persons, NOBODY, NOBODY, day)["age_years"].to_list() == [age]
