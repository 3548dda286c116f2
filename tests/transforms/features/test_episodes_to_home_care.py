"""Episodes of care that a referral to home care belongs to (families/home_care.md 35.4)."""

import polars as pl

from tests.tables import assert_rows, table
from tests.transforms.home_care_rows import NONE, referrals
from tests.transforms.hospital_rows import NO_LAST_DAYS, NO_SURGERY, everybody, stays
from tests.transforms.rows import D
from transforms.episodes.last_days import LAST_DAYS
from transforms.features import episodes
from transforms.features.episodes_to_home_care import FAMILY

# From 1 to 5 March.
STAY = "person_id discharge_id admission_date discharge_date"
ONE = f"{STAY}\n1 a 2026-03-01 2026-03-05"


def found(referred: str, stayed: str = ONE, last_days: pl.DataFrame = NO_LAST_DAYS) -> pl.DataFrame:
    seen = stays(stayed)
    frames = {"discharges": seen, "day_surgeries": NO_SURGERY, "hospital_last_days": last_days}
    return FAMILY.build({**frames, "attribution": everybody(seen), "home_care_referrals": referrals(referred)}, D)


def test_from_when_to_when_a_referral_belongs_to_a_stay() -> None:
    text = """
        person_id referral_date referral_source | is_new_client
        1         2026-03-01    hospital        | true
        2         2026-02-28    hospital        | x      # before the stay
        3         2026-03-12    hospital        | true
        4         2026-03-13    hospital        | x      # eight days after the discharge
        5         2026-03-04    community       | x      # during the stay, but not from the hospital
        6         2026-03-05    community       | true
        7         2026-03-12    other           | true
        8         2026-03-04    -               | x
        9         2026-03-06    -               | true
    """
    stayed = "\n".join([STAY, *(f"{person} a 2026-03-01 2026-03-05" for person in range(1, 11))])
    assert_rows(found(text, stayed), text)


def test_new_means_not_in_home_care_yet() -> None:
    other = """
        person_id referral_id referral_date admission_date discharge_date
        1         b           2026-03-05    2026-03-04     -            # its own admission is none of another
        2         a           2025-01-01    2025-01-02     -
        2         b           2026-03-05    -              -
        3         a           2025-01-01    2025-01-02     2026-03-04
        3         b           2026-03-05    -              -
        4         a           2025-01-01    2025-01-02     2026-03-05   # the day of the referral is the last one
        4         b           2026-03-05    -              -
        5         a           2026-03-05    2026-03-05     -            # begins that day
        5         b           2026-03-05    -              -
        6         a           2025-01-01    -              -            # never admitted
        6         b           2026-03-05    -              -
    """
    stayed = "\n".join([STAY, *(f"{person} a 2026-03-01 2026-03-05" for person in range(1, 7))])
    expected = "person_id is_new_client\n1 true\n2 false\n3 true\n4 false\n5 true\n6 true"
    assert_rows(found(other, stayed), expected)


def test_one_new_referral_of_several_is_enough() -> None:
    text = """
        referral_id referral_date admission_date
        a           2026-03-05    2026-03-05
        b           2026-03-07    -              # in home care by then
    """
    assert_rows(found(text), "event_id is_new_client\na true")


def test_a_referral_belongs_to_the_stay_that_began_last() -> None:
    stayed = f"{STAY}\n1 a 2026-03-01 2026-03-05\n1 b 2026-03-07 2026-03-09\n1 c 2026-03-11 2026-03-15"
    text = "referral_date referral_source\n2026-03-08 hospital"
    assert found(text, stayed)["event_id"].to_list() == ["b"]
    # On the first day of the next stay, from elsewhere: it belongs to that one, and comes too early for it.
    assert found("referral_date\n2026-03-07", stayed).is_empty()
    assert found("referral_date\n2026-03-06", stayed)["event_id"].to_list() == ["a"]


def test_of_stays_that_began_on_one_day_the_one_that_ended_last() -> None:
    stayed = """
        discharge_id admission_date admission_time discharge_date discharge_time
        z            2026-03-01     00:10          2026-03-01     01:00
        a            2026-03-01     20:00          2026-03-02     01:00
    """
    assert found("referral_date\n2026-03-02", stayed)["event_id"].to_list() == ["a"]
    same_end = stayed.replace("2026-03-02     01:00", "2026-03-01     21:00")
    assert found("referral_date\n2026-03-02", same_end)["event_id"].to_list() == ["z"]


def test_referrals_after_the_period_are_not_read() -> None:
    stayed = f"{STAY}\n1 a 2026-09-20 2026-09-28\n2 a 2026-09-20 2026-09-28"
    text = "person_id referral_date | is_new_client\n1 2026-09-30 | true\n2 2026-10-01 | x"
    assert_rows(found(text, stayed), text)


def test_the_last_day_of_a_hospital_is_that_of_all_its_patients() -> None:
    stayed = f"{STAY}\n1 a 2026-03-01 2026-08-01\n2 b 2026-09-29 2026-09-30"
    assert found("referral_date\n2026-08-02", stayed)["is_censored"].to_list() == [False]
    province = table("hospital_id last_discharge_date\nS1 2026-09-29", LAST_DAYS)
    assert found("referral_date\n2026-08-02", stayed, province)["is_censored"].to_list() == [False]


def test_the_episodes_are_those_of_everybody() -> None:
    """Whoever is not referred does not bear on the others."""
    stayed = "\n".join([STAY, "1 a 2026-03-01 2026-03-05", "1 b 2026-03-20 2026-03-25", "2 c 2026-03-01 2026-03-05"])
    seen = stays(stayed)
    frames = {"discharges": seen, "day_surgeries": NO_SURGERY, "hospital_last_days": NO_LAST_DAYS}
    all_of_them = episodes.FAMILY.build({**frames, "attribution": everybody(seen)}, D)
    mine = found("referral_date\n2026-03-05", stayed)
    assert mine.drop("is_new_client").equals(all_of_them.filter(event_id="a", person_id=1).select(mine.columns[:-1]))


def test_nobody_is_referred() -> None:
    assert found(NONE).is_empty()
    assert found(NONE).columns == ["person_id", "event_id", "event_date", *FAMILY.columns]
