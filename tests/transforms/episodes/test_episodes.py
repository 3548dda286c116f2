"""Episodes, their last stay, their marks, and what came next (indicators.md 19.4 to 19.7)."""

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from schemas.inputs.discharges import Discharges
from tests.tables import assert_rows, column_types
from tests.transforms.hospital_rows import NO_SURGERY, day_surgeries, stays
from transforms.episodes.encounters import build_encounters
from transforms.episodes.episodes import find_episodes
from transforms.episodes.linking import link_encounters

AFTER, UNTIL = dt.date(2015, 1, 1), dt.date(2026, 9, 30)


def episodes(text: str, surgeries: pl.DataFrame = NO_SURGERY) -> pl.DataFrame:
    """One row per episode."""
    return find_episodes(build_encounters(stays(text), surgeries, AFTER, UNTIL))[0]


def check(text: str) -> None:
    """Compare: each person has one stay, hence one episode."""
    assert_rows(episodes(text), text)


def days(text: str, header: str) -> str:
    """Write stays of 1 to 3 March 2026 with the columns of `header`."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return "\n".join([f"person_id admission_date discharge_date {header}", *lines])


def test_the_last_is_the_stay_that_ended_last() -> None:
    found = episodes("""
        discharge_id hospital_id admission_date discharge_date discharge_time disposition_code care_type
        a            S1          2026-03-01     2026-03-10     12:00          72               surgical
        b            S2          2026-03-02     2026-03-03     12:00          05               medical    # lies in a
    """)
    assert_rows(
        found,
        """
        encounter_id hospital_id discharge_date care_type has_died encounters first_admission_date
        a            S1          2026-03-10     surgical  true     2          2026-03-01
        """,
    )


def test_of_stays_that_ended_together_the_known_time_then_the_identifier_is_last() -> None:
    text = """
        discharge_id admission_date discharge_date discharge_time
        c            2026-03-01     2026-03-10     -
        a            2026-03-01     2026-03-10     06:00
        {}           2026-03-01     2026-03-10     06:00
    """
    assert episodes(text.format("b"))["encounter_id"].to_list() == ["b"]
    assert episodes(text.format("Z"))["encounter_id"].to_list() == ["a"]


def test_same_day_surgery_is_never_the_last_and_never_alone() -> None:
    visits = day_surgeries("""
        visit_id visit_date main_diagnosis_code
        v        2026-03-04 Z515                  # ends the chain of the stay, and marks it
        w        2026-05-04 Z515                  # alone: no episode, and nothing to come back to
    """)
    text = "discharge_id admission_date discharge_date\na 2026-03-01 2026-03-04\nb 2026-06-01 2026-06-02"
    told = "encounter_id is_palliative encounters days_to_next next_counts"
    assert_rows(episodes(text, visits), f"{told}\na true 2 89 true\nb false 1 - false")


def test_an_episode_may_begin_with_same_day_surgery() -> None:
    visits = day_surgeries("visit_id visit_date\nv 2026-03-10")
    text = """
        discharge_id admission_date discharge_date admission_category
        a            2026-03-01     2026-03-04     U
        b            2026-03-10     2026-03-12     L
    """
    told = "encounter_id first_admission_date days_to_next is_elective next_counts"
    assert_rows(episodes(text, visits), f"{told}\na 2026-03-01 6 false false\nb 2026-03-10 - true false")


def test_elective_is_the_first_stay() -> None:
    text = """
        person_id discharge_id admission_date discharge_date admission_category
        1         a            2026-03-01     2026-03-04     L
        1         b            2026-03-04     2026-03-06     U
        2         c            2026-03-01     2026-03-04     U
        2         d            2026-03-04     2026-03-06     L
    """
    assert_rows(episodes(text), "person_id is_elective\n1 true\n2 false")


def test_how_it_ended() -> None:
    check(
        days(
            """
            1  2026-03-01 2026-03-03 05 - | false false false
            2  2026-03-01 2026-03-03 07 - | true  false false
            3  2026-03-01 2026-03-03 72 - | true  false false
            4  2026-03-01 2026-03-03 73 - | true  false false
            5  2026-03-01 2026-03-03 74 - | true  false false
            6  2026-03-01 2026-03-03 61 - | false true  false
            7  2026-03-01 2026-03-03 62 - | false true  false
            8  2026-03-01 2026-03-03 65 - | false true  false
            9  2026-03-01 2026-03-03 66 - | false true  false
            10 2026-03-01 2026-03-03 67 - | false true  false
            11 2026-03-01 2026-03-03 10 - | false false true
            12 2026-03-01 2026-03-03 05 true | false false true
            13 2018-03-01 2018-03-31 01 - | false false true
            14 2018-03-01 2018-04-01 01 - | false false false
            15 2026-03-01 2026-03-03 -  - | false false false
            """,
            "disposition_code is_transfer_out | has_died is_self_sign_out has_unknown_end",
        )
    )


def test_a_transfer_that_arrived_is_no_unknown_end() -> None:
    text = """
        discharge_id admission_date discharge_date is_transfer_out
        a            2026-03-01     2026-03-04     true
        b            2026-03-04     2026-03-06     false
    """
    assert_rows(episodes(text), "encounter_id has_unknown_end\nb false")


def test_what_diagnoses_and_care_say() -> None:
    check(
        days(
            """
            1  2026-03-01 2026-03-03 Z515   []        medical       | true  false false
            2  2026-03-01 2026-03-03 A099   Z515      medical       | false false false
            3  2026-03-01 2026-03-03 Z511   []        medical       | false true  false
            4  2026-03-01 2026-03-03 C509   A099,Z511 medical       | false true  false
            5  2026-03-01 2026-03-03 Z512   -         medical       | false false false
            6  2026-03-01 2026-03-03 -      -         mental_health | false false true
            7  2026-03-01 2026-03-03 F329   []        medical       | false false false
            """,
            "main_diagnosis_code other_diagnosis_codes care_type | is_palliative is_chemotherapy is_mental_health",
        )
    )


def test_a_delivery_by_its_outcome_or_by_the_sixth_character() -> None:
    check(
        days(
            """
            1  2026-03-01 2026-03-03 A099   Z370        | true
            2  2026-03-01 2026-03-03 Z379   []          | true
            3  2026-03-01 2026-03-03 O10001 []          | true    # delivered
            4  2026-03-01 2026-03-03 O10002 []          | true    # delivered, with a complication after it
            5  2026-03-01 2026-03-03 O10003 []          | false   # before birth
            6  2026-03-01 2026-03-03 O10004 []          | false   # after birth
            7  2026-03-01 2026-03-03 O1000  []          | false   # no sixth character
            8  2026-03-01 2026-03-03 A099   A09,O48001  | true
            9  2026-03-01 2026-03-03 O47001 []          | false   # not listed
            10 2026-03-01 2026-03-03 O99801 []          | true
            11 2026-03-01 2026-03-03 -      -           | false
            """,
            "main_diagnosis_code other_diagnosis_codes | is_delivery",
        )
    )


def test_assistance_in_dying_has_a_disposition_since_april_2018_and_three_drugs_before() -> None:
    drugs = "1ZZ35HAN3,1ZZ35HAP1,1ZZ35HAP7"
    check(
        days(
            f"""
            1  2018-03-01 2018-03-31 07 {drugs}             | true
            2  2018-03-01 2018-03-31 07 1ZZ35HAN3,1ZZ35HAP1 | false   # two of three
            3  2018-03-01 2018-04-01 07 {drugs}             | false   # the disposition exists by now
            4  2018-03-01 2018-04-01 73 []                  | true
            5  2018-03-01 2018-03-31 73 -                   | true
            6  2018-03-01 2018-03-31 05 {drugs}             | false   # alive
            7  2018-03-01 2018-03-31 07 -                   | false
            """,
            "disposition_code intervention_codes | is_maid",
        )
    )


def test_what_came_next_and_whether_it_counts() -> None:
    codes = "admission_category main_diagnosis_code other_diagnosis_codes care_type disposition_code"
    usual = "2026-05-01 2026-05-03"
    text = f"""
        person_id discharge_id admission_date discharge_date {codes}
        1         a            2026-03-01     2026-03-03     U A099   []   medical       05
        1         b            2026-04-02     2026-04-02     U A099   []   medical       05
        1         c            2026-06-01     2026-06-03     L A099   []   medical       05
        2         d            {usual}                       U A099   []   medical       05
        2         e            2026-05-04     2026-05-05     U Z515   []   medical       05
        3         f            {usual}                       U A099   []   medical       05
        3         g            2026-05-04     2026-05-05     U A099   Z511 medical       05
        4         h            {usual}                       U A099   []   medical       05
        4         i            2026-05-04     2026-05-05     U A099   []   mental_health 05
        5         j            {usual}                       U A099   []   medical       05
        5         k            2026-05-04     2026-05-05     U A099   Z370 maternal      05
        6         l            {usual}                       U A099   []   medical       05
        6         m            2026-05-04     2026-05-05     U A099   []   medical       73
    """
    assert_rows(
        episodes(text),
        """
        encounter_id days_to_next next_counts next_is_mental_health
        a            30           true        false
        b            60           false       false     # elective
        c            -            false       false     # none
        d            1            false       false     # palliative
        e            -            false       false
        f            1            false       false     # chemotherapy
        g            -            false       false
        h            1            false       true
        i            -            false       false
        j            1            false       false     # delivery
        k            -            false       false
        l            1            false       false     # assistance in dying
        m            -            false       false
        """,
    )


HOURS = st.one_of(st.none(), st.sampled_from([dt.time(4), dt.time(12), dt.time(20)]))
STAY = st.fixed_dictionaries(
    {
        "person_id": st.integers(1, 2),
        "day": st.integers(0, 4),
        "days": st.integers(0, 2),
        "admission_time": HOURS,
        "discharge_time": HOURS,
        "hospital_id": st.sampled_from(["S1", "S2"]),
        "is_transfer_out": st.booleans(),
        "admission_category": st.sampled_from(["L", "U"]),
    }
)


def drawn(rows: list[dict[str, object]]) -> pl.DataFrame:
    """One row per drawn stay."""
    first = dt.date(2026, 3, 1)
    filled = [
        {
            **{name: value for name, value in row.items() if name not in ("day", "days")},
            "discharge_id": str(place),
            "admission_date": first + dt.timedelta(days=row["day"]),
            "discharge_date": first + dt.timedelta(days=row["day"] + row["days"]),
            "care_type": "medical",
        }
        for place, row in enumerate(rows)
    ]
    return pl.DataFrame(filled, schema=column_types(Discharges))


@settings(max_examples=60)
@given(st.lists(STAY, max_size=7).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))))
def test_any_order_of_rows_gives_the_same_and_every_stay_is_in_one_episode(
    case: tuple[list[dict[str, object]], list[int]],
) -> None:
    table = drawn(case[0])
    found, linked = find_episodes(build_encounters(table, NO_SURGERY, AFTER, UNTIL))
    again, _ = find_episodes(build_encounters(table[case[1]], NO_SURGERY, AFTER, UNTIL))
    assert_frame_equal(found, again)
    assert found["encounters"].sum() == linked.height == table.height
    assert (found["days_to_next"].drop_nulls() >= 0).all()


def read_slowly(encounters: pl.DataFrame) -> list[int]:
    """Give the chain of each encounter, read row by row as the rule is written."""
    chains: list[int] = []
    ends: dict[int, list[tuple[dt.date, int, int, bool]]] = {}
    for place, row in enumerate(encounters.to_dicts()):
        before = max(ends.get(row["person_id"], []), default=None)
        chains.append((chains[-1] if chains else 0) + (0 if before and follows(row, before) else 1))
        minute = -1 if row["discharge_minute"] is None else row["discharge_minute"]
        end = (row["discharge_date"], minute, place, row["is_transfer_out"])
        ends.setdefault(row["person_id"], []).append(end)
    return chains


def follows(row: dict[str, object], before: tuple[dt.date, int, int, bool]) -> bool:
    """Say whether an encounter is linked to the latest end before it."""
    day, minute, _, is_transfer_out = before
    gap = (row["admission_date"] - day).days * 1440
    if minute >= 0 and row["admission_minute"] is not None:
        gap += row["admission_minute"] - minute
    gap = max(gap, 0)
    return gap < 420 or (gap <= 720 and (is_transfer_out or row["is_transfer_in"]))


@settings(max_examples=200)
@given(st.lists(STAY, max_size=10))
def test_links_are_those_of_a_slow_reading(rows: list[dict[str, object]]) -> None:
    linked = link_encounters(build_encounters(drawn(rows), NO_SURGERY, AFTER, UNTIL))
    assert linked["chain"].to_list() == read_slowly(linked)
