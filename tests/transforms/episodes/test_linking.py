"""Which encounters are linked to one episode (indicators.md 19.1 to 19.3)."""

import datetime as dt

import polars as pl

from tests.tables import assert_rows
from tests.transforms.hospital_rows import NO_SURGERY, day_surgeries, stays
from transforms.episodes.encounters import build_encounters
from transforms.episodes.episodes import find_episodes
from transforms.episodes.linking import link_encounters

AFTER, UNTIL = dt.date(2015, 1, 1), dt.date(2026, 9, 30)
FIRST = "person_id discharge_id admission_date admission_time discharge_date discharge_time"


def linked(text: str, surgeries: pl.DataFrame = NO_SURGERY) -> pl.DataFrame:
    """One row per encounter, in order."""
    return link_encounters(build_encounters(stays(text), surgeries, AFTER, UNTIL))


def chains(text: str, surgeries: pl.DataFrame = NO_SURGERY) -> dict[str, int]:
    """Give the chain of each encounter by its identifier."""
    return dict(linked(text, surgeries).select("encounter_id", "chain").iter_rows())


def pairs(text: str) -> None:
    """Compare: each line is the second stay of a person whose first one ended on 2 March at noon."""
    second = stays(text)
    first = second.with_columns(
        discharge_id="0" + pl.col("discharge_id"),
        admission_date=dt.date(2026, 2, 20),
        admission_time=pl.lit(None, pl.Time),
        discharge_date=dt.date(2026, 3, 2),
        discharge_time=pl.lit(dt.time(12)),
        is_transfer_in=pl.lit(None, pl.Boolean),
    )
    second = second.with_columns(
        is_transfer_out=pl.lit(None, pl.Boolean),
        disposition_code=pl.lit("05"),
        discharge_date=dt.date(2026, 3, 9),
        discharge_time=pl.lit(None, pl.Time),
    )
    found = link_encounters(build_encounters(pl.concat([first, second]), NO_SURGERY, AFTER, UNTIL))
    is_one = (pl.col("chain").n_unique() == 1).alias("linked")
    assert_rows(found.group_by("person_id").agg(is_one).sort("person_id"), text)


def test_seven_hours_without_a_code_and_twelve_with_one() -> None:
    pairs("""
        person_id admission_date admission_time is_transfer_out is_transfer_in disposition_code | linked
        1         2026-03-02     18:59          -               -              05               | true   # 419 minutes
        2         2026-03-02     18:59:59       -               -              05               | true   # no seconds
        3         2026-03-02     19:00          -               -              05               | false  # 420
        4         2026-03-02     19:00          true            -              05               | true
        5         2026-03-02     19:00          -               true           05               | true
        6         2026-03-03     00:00          true            false          05               | true   # 720
        7         2026-03-03     00:00          false           true           05               | true   # 720
        8         2026-03-03     00:00          false           false          05               | false
        9         2026-03-03     00:01          true            true           05               | false  # 721
        10        2026-03-03     00:00          -               -              10               | true   # coded
        11        2026-03-03     00:00          -               -              01               | false  # no code now
        12        2026-03-02     12:00          -               -              05               | true   # at once
        13        2026-03-02     08:00          -               -              05               | true   # overlapping
        14        2026-02-25     08:00          -               -              05               | true
    """)


def test_unknown_times_compare_days() -> None:
    pairs("""
        person_id admission_date admission_time is_transfer_in | linked
        1         2026-03-02     -              -              | true   # the same day is no gap
        2         2026-03-03     -              true           | false  # a day is 1,440 minutes
        3         2026-03-01     -              -              | true
    """)


def test_01_was_the_code_of_a_transfer_before_april_2018() -> None:
    text = """
        discharge_id admission_date admission_time discharge_date discharge_time disposition_code
        a            2018-03-20     08:00          2018-03-31     12:00          01
        b            2018-03-31     20:00          2018-04-01     12:00          01
        c            2018-04-01     20:00          2018-04-05     12:00          05
    """
    assert chains(text) == {"a": 1, "b": 1, "c": 2}


def test_the_latest_end_counts_when_stays_overlap_or_lie_in_each_other() -> None:
    text = """
        discharge_id admission_date admission_time discharge_date discharge_time is_transfer_out
        a            2026-03-01     08:00          2026-03-10     12:00          true
        b            2026-03-02     08:00          2026-03-03     12:00          false   # lies in a
        c            2026-03-10     23:00          2026-03-12     12:00          false   # 11 hours after a
        d            2026-03-12     23:00          2026-03-13     12:00          false   # 11 hours after c
    """
    assert chains(text) == {"a": 1, "b": 1, "c": 1, "d": 2}
    assert linked(text)["gap_minutes"].to_list() == [None, 0, 660, 660]


def test_of_equal_ends_the_last_in_order_codes_the_transfer() -> None:
    text = """
        discharge_id admission_date admission_time discharge_date discharge_time is_transfer_out
        a            2026-03-01     08:00          2026-03-10     12:00          {}
        b            2026-03-02     08:00          2026-03-10     12:00          {}
        c            2026-03-10     20:00          2026-03-12     12:00          false
    """
    assert chains(text.format("true", "false"))["c"] == 2
    assert chains(text.format("false", "true"))["c"] == 1


def test_of_ends_on_a_day_the_known_time_is_the_later() -> None:
    text = """
        discharge_id admission_date admission_time discharge_date discharge_time
        a            2026-03-01     08:00          2026-03-10     06:00
        b            2026-03-02     08:00          2026-03-10     -
        c            2026-03-10     14:00          2026-03-12     12:00             # 8 hours after a
    """
    assert chains(text) == {"a": 1, "b": 1, "c": 2}


def test_a_chain_over_three_hospitals_and_another_person() -> None:
    text = """
        person_id discharge_id hospital_id admission_date admission_time discharge_date discharge_time is_transfer_out
        1         a            S1          2026-03-01     08:00          2026-03-02     12:00          false
        1         b            S2          2026-03-02     15:00          2026-03-05     12:00          true
        1         c            S3          2026-03-05     23:30          2026-03-09     12:00          false
        2         d            S3          2026-03-09     13:00          2026-03-09     15:00          false
    """
    assert chains(text) == {"a": 1, "b": 1, "c": 1, "d": 2}


def test_same_day_surgery_before_and_after_a_stay() -> None:
    stay = (
        "discharge_id admission_date admission_time discharge_date discharge_time\ns 2026-03-02 15:00 2026-03-04 09:00"
    )
    before = day_surgeries("visit_id visit_date start_time end_time\nv 2026-03-02 08:00 10:00")
    after = day_surgeries("visit_id visit_date start_time end_time\nv 2026-03-04 12:00 14:00")
    apart = day_surgeries("visit_id visit_date start_time end_time\nv 2026-03-05 12:00 14:00")
    assert chains(stay, before) == {"v": 1, "s": 1}
    assert chains(stay, after) == {"s": 1, "v": 1}
    assert chains(stay, apart) == {"s": 1, "v": 2}


def test_same_day_surgery_of_the_same_moment_goes_first() -> None:
    times = "discharge_id admission_date admission_time discharge_date"
    stay = f"{times}\na 2026-03-02 08:00 2026-03-04\nb 2026-03-02 - 2026-03-02"
    same = day_surgeries("visit_id visit_date start_time\nv 2026-03-02 08:00\nw 2026-03-02 -")
    assert linked(stay, same)["encounter_id"].to_list() == ["w", "b", "v", "a"]


def test_newborns_stillbirths_and_donors_are_no_encounters() -> None:
    text = """
        discharge_id admission_date discharge_date admission_category care_type
        a            2026-03-01     2026-03-02     N                  newborn
        b            2026-03-01     2026-03-02     U                  newborn
        c            2026-03-01     2026-03-02     S                  other
        d            2026-03-01     2026-03-02     R                  other
        e            2026-03-01     2026-03-02     RI                 other
        f            2026-03-01     2026-03-02     N                  medical
        g            2026-03-01     2026-03-02     L                  surgical
    """
    assert chains(text) == {"g": 1}


def test_only_encounters_that_ended_in_the_days_read() -> None:
    text = """
        discharge_id admission_date discharge_date
        a            2014-12-30     2015-01-01
        b            2014-12-30     2015-01-02
        c            2026-09-29     2026-09-30
        d            2026-09-29     2026-10-01
    """
    visits = day_surgeries("visit_id visit_date\nv 2015-01-01\nw 2026-10-01")
    assert chains(text, visits) == {"b": 1, "c": 2}


def test_nobody() -> None:
    episodes, encounters = find_episodes(build_encounters(stays(FIRST), NO_SURGERY, AFTER, UNTIL))
    assert episodes.is_empty() and encounters.is_empty()
