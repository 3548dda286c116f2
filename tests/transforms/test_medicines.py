"""Classes of medicines, days that a supply covers, and what is held on a day (families, medicines 39)."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.code_sets import code_set
from reference.medicines import medicine_classes, opioid_equivalents
from schemas.inputs.dispensations import Dispensations
from tests.tables import assert_rows, column_types, table
from transforms.medicines import find_fills, held_amounts, supply_spans

AFTER, UNTIL = dt.date(2026, 3, 31), dt.date(2026, 9, 30)
FIRST = dt.date(2026, 4, 1)


def dispensations(text: str) -> pl.DataFrame:
    """One row per line: 30 tablets of 10 mg of morphine for 30 days, told by the narcotics monitoring system."""
    usual = {"dispensed_date": dt.date(2026, 8, 1), "atc_code": "N02AA01", "route": "oral", "quantity": 30.0}
    usual |= {"days_supply": 30, "strength": 10.0, "payer": "narcotics_monitoring"}
    return table(text, Dispensations, dispensation_id=str, **usual)


def spans(text: str) -> pl.DataFrame:
    return supply_spans(find_fills(dispensations(text), AFTER, UNTIL))


def test_classes() -> None:
    text = """
        person_id atc_code | medicine_class
        1         N02AA01  | opioid
        2         N02AX02  | opioid
        3         N02A     | opioid
        4         N02      | x                # no class of five characters or more
        5         N02BE01  | x                # paracetamol
        6         N07BC02  | agonist_therapy
        7         N07BC51  | agonist_therapy
        8         N07BC04  | x                # lofexidine
        9         N07BC    | x
        10        R05DA04  | x                # codeine against cough
        11        N05BA06  | benzodiazepine
        12        N05CD02  | benzodiazepine
        13        N05CF01  | x                # zopiclone
        14        N03AE01  | benzodiazepine   # clonazepam
        15        N03AE    | x
        16        -        | x
        17        C10AA05  | statin
        18        C10BA05  | statin           # with ezetimibe
        19        C10BA10  | x                # bempedoic acid with ezetimibe
        20        C10BX03  | statin           # with amlodipine
    """
    assert_rows(find_fills(dispensations(text), AFTER, UNTIL), text)


def test_the_window() -> None:
    text = """
        person_id dispensed_date | medicine_class
        1         2026-03-31     | x
        2         2026-04-01     | opioid
        3         2026-09-30     | opioid
        4         2026-10-01     | x
    """
    assert_rows(find_fills(dispensations(text), AFTER, UNTIL), text)


def test_one_code_is_of_one_class() -> None:
    """Otherwise the order of the file would decide."""
    codes = code_set("medicine_classes").select("code", "rule").rows()
    assert not [
        (wide, narrow)
        for wide, rule in codes
        for narrow, _ in codes
        if rule == "prefix" and narrow[:4] == wide != narrow
    ]


def test_equivalents_are_of_opioids_by_their_whole_code() -> None:
    assert set(code_set("opioid_equivalents")["rule"]) == {"exact"}
    opioids = tuple(medicine_classes().filter(category="opioid")["code"])
    assert all(code.startswith(opioids) for code in opioid_equivalents()["atc_code"])
    assert opioid_equivalents()["atc_code"].is_unique().all()
    # No product of three largest numbers may overflow, doubled as it is for rounding.
    factor = (opioid_equivalents()["factor_thousandths"] * opioid_equivalents()["unit_days"]).max()
    assert 2 * 10_000_000 * 10_000_000 * factor < 2**63


def test_a_supply_begins_when_the_one_before_has_run_out() -> None:
    text = """
        person_id dispensed_date days_supply | first_day  end_day
        1         2026-05-01     10          | 2026-05-01 2026-05-11
        1         2026-05-09     10          | 2026-05-11 2026-05-21   # two days early
        1         2026-05-20     10          | 2026-05-21 2026-05-31   # and one more
        1         2026-06-15     10          | 2026-06-15 2026-06-25   # after a gap
        2         2026-05-20     10          | 2026-05-20 2026-05-30   # of another person
    """
    assert_rows(spans(text), text)


@pytest.mark.parametrize(
    "other", ["2026-05-05 N02AA05 oral 10", "2026-05-05 N02AA01 other 10", "2026-05-05 N02AA01 oral 20"]
)
def test_another_medicine_waits_for_nothing(other: str) -> None:
    first = "person_id dispensed_date atc_code route strength\n1 2026-05-01 N02AA01 oral 10"
    assert dt.date(2026, 5, 5) in spans(f"{first}\n1 {other}")["first_day"].to_list()


def test_unknown_values_are_a_medicine_like_any_other() -> None:
    """Nulls equal each other; a supply of unknown length covers its day and stands first."""
    text = """
        person_id dispensed_date route strength days_supply quantity | first_day  end_day
        1         2026-05-01     -     -        -           30       | 2026-05-01 2026-05-02
        1         2026-05-01     -     -        5           -        | 2026-05-02 2026-05-07
        1         2026-05-01     -     -        5           10       | 2026-05-07 2026-05-12
    """
    assert_rows(spans(text), text)


def test_what_two_systems_tell_of_is_one_supply() -> None:
    text = """
        dispensation_id person_id quantity payer
        a               1         30       odb
        b               1         30       narcotics_monitoring
        c               1         31       odb
    """
    assert spans(text)["quantity"].to_list() == [30_000, 31_000]


def test_thousandths_are_rounded() -> None:
    found = spans("person_id quantity strength\n1 0.57 2.675\n2 0.0014 1.0016")
    assert found.select("quantity", "strength").rows() == [(570, 2_675), (1, 1_002)]


def test_nothing_dispensed() -> None:
    found = spans("person_id")
    assert found.is_empty()
    assert held_amounts(found.with_columns(amount=pl.lit(1)), ["amount"], UNTIL).is_empty()


def test_held_amounts() -> None:
    schema = {"person_id": pl.Int64(), "first_day": pl.Date(), "end_day": pl.Date(), "amount": pl.Int64()}
    given_spans = """
        person_id first_day  end_day    amount
        1         2026-05-01 2026-05-11 5
        1         2026-05-10 2026-05-20 7
        1         2026-05-20 2026-05-25 1
        1         2026-09-30 2026-10-05 2        # begins on the last day
        1         2026-10-01 2026-10-05 9        # and after it
        2         2026-05-10 2026-05-11 3
    """
    expected = """
        person_id day        amount
        1         2026-05-01 5
        1         2026-05-10 12
        1         2026-05-11 7
        1         2026-05-20 1
        1         2026-05-25 0
        1         2026-09-30 2
        2         2026-05-10 3
        2         2026-05-11 0
    """
    assert_rows(held_amounts(table(given_spans, schema), ["amount"], UNTIL), expected)


FILLS = st.lists(
    st.tuples(
        st.integers(1, 2),
        st.integers(0, 40),
        st.none() | st.integers(1, 12),
        st.sampled_from(["N02AA01", "N05BA06"]),
        st.sampled_from([1.0, 2.0]),
    ),
    max_size=14,
)


def drawn(rows: list[tuple[int, int, int | None, str, float]]) -> pl.DataFrame:
    """One row per fill drawn."""
    names = ["person_id", "dispensed_date", "days_supply", "atc_code", "quantity"]
    dated = [(person, FIRST + dt.timedelta(days=day), *rest) for person, day, *rest in rows]
    types = column_types(Dispensations)
    given_rows = [dict(zip(names, row, strict=True)) for row in dated]
    return pl.DataFrame([dict.fromkeys(types) | row for row in given_rows], schema=types)


@given(FILLS)
def test_supplies_of_a_medicine_follow_one_another_without_loss(rows: list[tuple]) -> None:
    """None begins before its day or before the end of the last, each keeps its days, and none waits without need."""
    found = supply_spans(find_fills(drawn(rows), AFTER, UNTIL))
    for _, group in found.group_by("person_id", "atc_code", maintain_order=True):
        end = None
        for row in group.iter_rows(named=True):
            assert row["first_day"] == (row["dispensed_date"] if end is None else max(row["dispensed_date"], end))
            assert (row["end_day"] - row["first_day"]).days == (row["days_supply"] or 1)
            end = row["end_day"]


@given(FILLS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_rows_told_again_say_nothing(rows: list[tuple], random: object) -> None:
    mixed = [*rows, *rows[:3]]
    random.shuffle(mixed)
    assert supply_spans(find_fills(drawn(rows), AFTER, UNTIL)).equals(
        supply_spans(find_fills(drawn(mixed), AFTER, UNTIL))
    )


@given(FILLS)
def test_amounts_held_are_those_of_the_days_one_by_one(rows: list[tuple]) -> None:
    found = supply_spans(find_fills(drawn(rows), AFTER, UNTIL)).with_columns(amount=pl.col("quantity"))
    last = FIRST + dt.timedelta(days=30)
    held = held_amounts(found, ["amount"], last)
    for person, day, amount in held.iter_rows():
        covers = (pl.col("first_day") <= day) & (pl.col("end_day") > day) & (pl.col("person_id") == person)
        assert amount == found.filter(covers)["amount"].sum()
        assert day <= last
