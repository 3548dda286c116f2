"""Physician to corporation to network (method, 5.2 to 5.5)."""

import polars as pl

from schemas.attribution_steps import PhysicianTeams
from tests.tables import assert_rows
from tests.transforms.rows import METHOD, admissions, areas, hospitals, network_ohts, physicians, place

# From area N6A, C1 lies 0 m away, C3 is the next, C2 the last; C9 has no network and lies beside C1.
SITES = """
    hospital_id corporation_id network_id latitude
    S1          C1             N1         43.0
    S2          C2             N2         45.0
    S3          C3             N3         44.0
    S9          C9             -          43.0
"""
AREAS = "area_id network_id latitude\nN6A N1 43.0\nK9J N2 45.0"
ONE = "physician_id\na"


def place_all(registry: str, told: str, sites: str = SITES, parts: int = 1) -> pl.DataFrame:
    whole = admissions(told)
    crosswalk = {
        "physicians": physicians(registry),
        "hospitals": hospitals(sites),
        "areas": areas(AREAS),
        "network_ohts": network_ohts("network_id oht_id\nN1 T1"),
    }
    partials = [whole.gather_every(parts, offset) for offset in range(parts)]
    return PhysicianTeams.validate(place(partials, crosswalk, METHOD).physicians)


def test_ten_own_admissions_decide() -> None:
    registry = """
        physician_id group_id | corporation_id network_id network_basis
        a            -        | C2             N2         own_admissions    # ten
        b            -        | C1             N1         nearest           # nine, solo: they do not decide
        c            -        | C2             N2         own_admissions    # ten in two corporations
        d            G1       | C2             N2         group_admissions  # nine, in a group: pooled
        e            G2       | C3             N3         own_admissions    # ten own: the group is not asked
        f            G2       | C2             N2         group_admissions  # the group's, with e's ten in C3: C2 has 11
        g            -        | C1             N1         nearest           # none
        h            G3       | C1             N1         nearest           # a group without any
        i            G2       | C2             N2         group_admissions
    """
    told = """
        physician_id corporation_id admissions
        a            C2             10
        b            C2             9
        c            C2             6
        c            C3             4
        d            C2             9
        e            C3             10
        f            C2             9
        i            C2             2
    """
    assert_rows(place_all(registry, told), registry)


def test_one_admission_of_a_group_decides_for_all_of_it() -> None:
    registry = """
        physician_id group_id | corporation_id network_basis
        a            G1       | C2             group_admissions
        b            G1       | C2             group_admissions  # has none of his or her own
        c            G2       | C1             nearest           # another group
    """
    assert_rows(place_all(registry, "physician_id corporation_id admissions\na C2 1"), registry)


def test_ties_go_by_patients_then_latest_date_then_distance_then_id() -> None:
    registry = """
        physician_id area_id | corporation_id hospital_tie_step
        a            N6A     | C2             admissions         # more of them, though fewer patients and earlier
        b            N6A     | C2             patients           # more of them, though earlier
        c            N6A     | C2             latest             # a day later, though farther
        d            N6A     | C3             distance           # nearer to the practice
        e            K9J     | C2             distance           # nearer to this practice
        f            -       | C2             id                 # no practice area
        g            X0X     | C2             id                 # an area that is not in the table
        h            N6A     | C1             id                 # one place
        i            N6A     | C2             none               # nobody to beat
    """
    told = """
        physician_id corporation_id admissions patients latest_date
        a            C2             11         1        2026-01-01
        a            C1             10         9        2026-03-01
        b            C2             10         2        2026-01-01
        b            C1             10         1        2026-03-01
        c            C2             10         1        2026-03-02
        c            C1             10         1        2026-03-01
        d            C2             10         1        2026-03-01
        d            C3             10         1        2026-03-01
        e            C2             10         1        2026-03-01
        e            C3             10         1        2026-03-01
        f            C2             10         1        2026-03-01
        f            C3             10         1        2026-03-01
        g            C2             10         1        2026-03-01
        g            C3             10         1        2026-03-01
        h            C9             10         1        2026-03-01
        h            C1             10         1        2026-03-01
        i            C2             10         1        2026-03-01
    """
    assert_rows(place_all(registry, told), registry)


def test_patients_of_a_group_are_summed_and_its_latest_date_is_the_last() -> None:
    registry = "physician_id group_id | corporation_id\na G1 | C2\nb G1 | C2\nc G2 | C2\nd G2 | C2"
    told = """
        physician_id corporation_id admissions patients latest_date
        a            C1             4          2        2026-03-02
        a            C2             2          2        2026-03-01   # two and one patients against two
        b            C2             2          1        2026-03-01
        c            C1             4          2        2026-03-01
        c            C2             2          1        2026-03-01
        d            C2             2          1        2026-03-02   # the later of the two days
    """
    assert_rows(place_all(registry, told), registry)


def test_the_nearest_corporation_with_a_network() -> None:
    near = SITES.replace("C1             N1", "C1             -")  # the two nearest have no network now
    assert_rows(place_all(ONE, "physician_id", near), "physician_id corporation_id hospital_tie_step\na C3 distance")


def test_one_distance_goes_to_the_smallest_id_as_text() -> None:
    sites = "hospital_id corporation_id network_id latitude\nS1 C9 N1 42.0\nS2 C10 N2 44.0"
    assert_rows(place_all(ONE, "physician_id", sites), "physician_id corporation_id hospital_tie_step\na C10 id")


def test_without_a_practice_area_there_is_no_nearest() -> None:
    registry = """
        physician_id area_id | corporation_id network_id network_basis  hospital_tie_step
        a            -       | -              -          none           -
        b            X0X     | -              -          none           -     # not in the table of areas
        c            -       | C2             N2         own_admissions none  # admissions need no area
    """
    assert_rows(place_all(registry, "physician_id corporation_id admissions\nc C2 10"), registry)


def test_a_corporation_without_a_network_can_still_be_the_one() -> None:
    told = "physician_id corporation_id admissions\na C9 10"
    assert_rows(place_all(ONE, told), "physician_id corporation_id network_id network_basis\na C9 - own_admissions")


def test_no_corporation_with_a_network_anywhere() -> None:
    sites = "hospital_id corporation_id network_id\nS9 C9 -"
    assert_rows(place_all(ONE, "physician_id", sites), "physician_id corporation_id network_basis\na - none")


def test_admissions_add_up_over_buckets() -> None:
    told = """
        physician_id corporation_id admissions patients latest_date
        a            C2             5          1        2026-03-02   # ten and two together, and the later day
        a            C2             5          1        2026-03-01
        a            C3             10         2        2026-03-01   # the nearer one
    """
    assert_rows(place_all(ONE, told, parts=2), "physician_id corporation_id network_basis\na C2 own_admissions")
