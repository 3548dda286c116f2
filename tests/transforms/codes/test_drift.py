"""Vanished, appeared, shifted, out of dates, never seen: both sides of each limit, and what is no drift."""

import datetime as dt

import polars as pl
import pytest

from reference.drift import DriftLimits
from schemas.drift import DriftFindings, DriftPlaces
from tests.tables import assert_rows
from transforms.codes.drift import GROWN, compare_codes, describe_places, find_drift, months_compared
from transforms.codes.match import SET_COLUMNS
from transforms.codes.shares import explain_changes
from transforms.dates import months_before
from transforms.features.family import CodeUse

END = dt.date(2026, 9, 30)
LIMITS = DriftLimits(10, 2, 0.000001, 0.05, 0.25)
SET = {
    "code_set": pl.String(),
    **{name: pl.Date() if name.startswith("valid") else pl.String() for name in SET_COLUMNS},
}
NO_DATES = [None, None]
MAIN = ("discharges", "main_diagnosis_code", "ICD-10-CA")
# Codes a month, the earliest first: 12 months, then the last 3.
STEADY = [10] * 15


def sets(*codes: str, dates: list[dt.date | None] = NO_DATES) -> pl.DataFrame:
    rows = [("lung", "ICD-10-CA", code, "prefix", *dates) for code in codes]
    return pl.DataFrame(rows, schema=SET, orient="row")


def counts(**series: list[int]) -> pl.DataFrame:
    """One row per code and month: codes of the set `lung`, `other` in no set, `all_codes`, by default 1,000 a month."""
    rows = []
    for code, numbers in {"all_codes": [1000] * len(months_compared(END)), **series}.items():
        name, of_set = (None, None) if code == "all_codes" else (code, None if code == "other" else "lung")
        for place, number in enumerate(numbers):
            month = months_before(END.replace(day=1), len(numbers) - 1 - place)
            rows.append((*MAIN, of_set, name, month, number, 0))
    names = ["input_name", "column", "system", "code_set", "code", "month", "events", "events_out_of_dates"]
    return pl.DataFrame(rows, schema=names, orient="row", schema_overrides={"code_set": pl.String, "code": pl.String})


def findings(of: pl.DataFrame, listed: pl.DataFrame, missing: dict[tuple[str, str], str] | None = None) -> pl.DataFrame:
    compared = compare_codes(of, END)
    return find_drift(compared, describe_places(compared, missing or {}, LIMITS), listed, END, LIMITS)


def found(numbers: list[int], **more: list[int]) -> str | None:
    """Give the finding on a code of the set with these numbers a month."""
    rows = findings(counts(J44=numbers, **more), sets("J44"))
    return rows.filter(pl.col("code") == "J44")["finding"].to_list()[0] if rows.height else None


def test_the_months_compared() -> None:
    months = months_compared(dt.date(2026, 2, 28))
    assert (months[0], months[-1], len(months)) == ("2024-12", "2026-02", 15)


def test_the_sides_compared() -> None:
    numbers = counts(J44=[1] * 3 + [10] * 9 + [100] * 3)
    row = compare_codes(numbers, END).filter(pl.col("code") == "J44").row(0, named=True)
    assert [row[name] for name in ("recent", "before", "year_before")] == [300, 93, 3]


@pytest.mark.parametrize(
    ("numbers", "finding"),
    [
        (STEADY, None),
        ([10] * 12 + [0, 0, 0], "vanished"),
        ([10] * 11 + [9] + [0, 0, 0], None),  # one below the floor of a year
        ([10] * 12 + [0, 0, 1], "shifted"),  # not gone
        ([9, 10, 10] + [20] * 9 + [0, 0, 0], None),  # a year before it was below the floor: a season
        ([0] * 12 + [10, 10, 10], "appeared"),
        ([0] * 12 + [10, 10, 9], None),  # below the floor, and so is its last month
        ([0] * 12 + [0, 20, 10], "appeared"),  # in most months, the last included
        ([0] * 12 + [20, 10, 0], None),  # not in the last month
        ([0] * 12 + [0, 0, 60], None),  # one lump
        ([0] * 11 + [1] + [20, 20, 20], "shifted"),  # seen before: it did not appear
    ],
)
def test_vanished_and_appeared(numbers: list[int], finding: str | None) -> None:
    assert found(numbers) == finding


@pytest.mark.parametrize(
    ("numbers", "finding"),
    [
        ([100] * 12 + [200, 200, 200], "shifted"),  # twice as many
        ([100] * 12 + [200, 200, 199], None),
        ([100] * 12 + [50, 50, 50], "shifted"),  # half as many
        ([100] * 12 + [50, 50, 51], None),
        ([200] * 3 + [100] * 9 + [300, 300, 300], None),  # a year before there were 200: not twice as many
        ([100] * 12 + [100, 250, 250], "shifted"),  # two months of the three, and twice as many in all
        ([100] * 12 + [250, 250, 150], None),  # not in the last one
        ([100] * 12 + [0, 0, 700], None),  # one lump
        ([5] * 12 + [10, 10, 10], None),  # twice as many, but such small numbers come by chance
    ],
)
def test_shifted(numbers: list[int], finding: str | None) -> None:
    assert found(numbers) == finding


def test_more_of_everything_is_no_shift() -> None:
    assert found([100] * 12 + [190] * 3, all_codes=[1000] * 12 + [1900] * 3) is None
    assert found([100] * 12 + [90] * 3, all_codes=[1000] * 12 + [1900] * 3) == "shifted"


def test_a_column_that_doubled_is_not_compared() -> None:
    assert found([100] * 12 + [90] * 3, all_codes=[1000] * 12 + [2000] * 3) is None
    doubled = compare_codes(counts(all_codes=[1000] * 12 + [2000] * 3), END)
    assert describe_places(doubled, {}, LIMITS)["not_compared"].to_list().count(GROWN) == 1


def test_what_the_dates_of_a_set_change_is_no_drift() -> None:
    gone = counts(J44=[10] * 12 + [0, 0, 0])
    first, last = dt.date(2025, 7, 1), dt.date(2026, 9, 30)
    assert findings(gone, sets("J44", dates=[first, last])).height == 1  # in force in all 15 months
    assert findings(gone, sets("J44", dates=[first + dt.timedelta(days=1), None])).is_empty()
    assert findings(gone, sets("J44", dates=[None, last - dt.timedelta(days=1)])).is_empty()


def test_codes_on_days_they_should_not_occur_on() -> None:
    is_late = (pl.col("code") == "J44") & (pl.col("month") >= dt.date(2026, 7, 1))
    out = pl.when(is_late).then(10).otherwise(0).cast(pl.Int64).alias("events_out_of_dates")
    late = counts(J44=[10] * 12 + [0, 0, 0]).with_columns(out)
    ended = sets("J44", dates=[None, dt.date(2026, 6, 30)])
    assert_rows(findings(late, ended), "code finding out_of_dates\nJ44 out_of_dates 30")
    fewer = late.with_columns(pl.col("events_out_of_dates").clip(upper_bound=9))
    assert findings(fewer, ended).is_empty()


def test_codes_listed_and_never_seen() -> None:
    listed = pl.concat([sets("J44", "J45"), sets("J46", dates=[None, dt.date(2026, 1, 1)])])
    expected = "input_name code_set code finding\n- lung J45 never_seen"
    assert_rows(findings(counts(J44=STEADY), listed), expected)
    fees = pl.DataFrame([("fees", "OHIP fee", "A007", "exact", None, None)], schema=SET, orient="row")
    assert findings(counts(J44=STEADY), pl.concat([sets("J44"), fees])).is_empty()  # no claims at all


def test_groups_of_codes_in_no_set() -> None:
    rows = findings(counts(J44=STEADY, other=[0] * 12 + [50] * 3), sets("J44"))
    assert_rows(rows, "code_set code finding\n- other appeared")


def test_columns_that_were_not_supplied_are_not_compared() -> None:
    missing = {MAIN[:2]: "needs discharges to 2026-09-30"}
    gone = counts(J44=[10] * 12 + [0, 0, 0])
    assert findings(gone, sets("J44"), missing).is_empty()
    places = describe_places(compare_codes(gone, END), missing, LIMITS).filter(pl.col("input_name") == "discharges")
    assert places["not_compared"].to_list().count(None) == 2
    assert places.filter(pl.col("column") == MAIN[1])["before"].item() == 12_000


def test_nothing_at_all() -> None:
    none = compare_codes(counts().clear(), END)
    assert describe_places(none, {}, LIMITS).height > 0
    assert find_drift(none, DriftPlaces.empty(), sets("J44"), END, LIMITS).is_empty()
    use = [("acsc", CodeUse("lung", *MAIN[:2]))]
    assert_rows(
        explain_changes(none, DriftFindings.empty(), use, LIMITS),
        "user_id codes recent share is_held\nacsc 0 0 - false",
    )


@pytest.mark.parametrize(
    ("other", "codes", "share", "is_held"),
    [
        ([100] * 15, 1, 1.0, True),  # all of the change
        ([100] * 12 + [70] * 3, 1, 0.25, True),  # a fourth of it: on the limit
        ([100] * 12 + [69] * 3, 1, 30 / 123, False),
        ([100] * 12 + [110] * 3, 1, None, True),  # more of another code hides it: nothing changed in all
        ([190] * 15, 1, 1.0, True),  # 30 of 600: on the limit of what is felt
        ([191] * 15, 1, 1.0, False),
    ],
)
def test_what_of_a_change_falls_on_drifting_codes(
    other: list[int], codes: int, share: float | None, is_held: bool
) -> None:
    numbers = counts(J44=[10] * 12 + [0] * 3, J45=other)
    compared, drift = compare_codes(numbers, END), findings(numbers, sets("J44", "J45"))
    use = CodeUse("lung", *MAIN[:2])
    row = explain_changes(compared, drift, [("acsc", use), ("acsc", use)], LIMITS).row(0, named=True)
    assert (row["codes"], row["is_held"]) == (codes, is_held)
    assert row["share"] == (share if share is None else pytest.approx(share))


def test_another_column_or_set_holds_nothing() -> None:
    numbers = counts(J44=[10] * 12 + [0] * 3)
    compared, drift = compare_codes(numbers, END), findings(numbers, sets("J44"))
    uses = [("a", CodeUse("lung", "ed_visits", MAIN[1])), ("b", CodeUse("heart", *MAIN[:2]))]
    assert explain_changes(compared, drift, uses, LIMITS)["is_held"].to_list() == [False, False]


def test_the_order_of_rows_does_not_matter() -> None:
    numbers = counts(J44=[10] * 12 + [0] * 3, J45=STEADY, other=[0] * 12 + [50] * 3)
    listed = sets("J44", "J45")
    assert findings(numbers.sample(fraction=1, shuffle=True, seed=1), listed).equals(findings(numbers, listed))
