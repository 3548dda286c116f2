"""Files of codes: those shipped are sound; whatever may be wrong with one is said with file, line and what to do."""

import datetime as dt

import polars as pl
import pytest

from reference.code_set_mistakes import COLUMNS, CodeSetError
from reference.code_sets import DAYS, all_code_sets, code_set, code_set_names, read_code_set
from reference.drift import drift_limits, read_drift_limits
from reference.load import core_primary_care, dated_codes, read_population
from reference.screening_codes import screening_procedures

# Sets whose reader gives their dates along; all others are read as if they held always.
READ_WITH_DATES = {"core_primary_care", "dated_codes", "screening_procedures"}
HEADER = ",".join(COLUMNS)
GOOD = "s,ICD-10-CA,J44,prefix,,,Lung,A page,verified"
LIMITS = (
    "floor_per_month: 10\nsmallest_ratio: 2\nlargest_probability: 0.01\nsmallest_change: 0.1\nshare_that_holds: 0.5"
)


def read(*lines: str, header: str = HEADER) -> str:
    return "\n".join(["# A remark", header, *lines])


@pytest.mark.parametrize("name", code_set_names())
def test_every_shipped_set_is_sound(name: str) -> None:
    assert code_set(name).height > 0
    assert set(code_set(name)["code_set"]) == {name}


@pytest.mark.parametrize("name", [name for name in code_set_names() if name not in READ_WITH_DATES])
def test_a_set_read_without_its_dates_has_none(name: str) -> None:
    """What reads it leaves valid_from and valid_to out: a dated row would hold on every day.

    Before a row gets dates, match the set with transforms/codes/match.py and add it to READ_WITH_DATES.
    """
    assert code_set(name).select(DAYS).null_count().row(0) == (code_set(name).height, code_set(name).height)


def test_sets_with_dates_are_read_with_them() -> None:
    read_whole = {
        "core_primary_care": core_primary_care(),
        "dated_codes": dated_codes(),
        "screening_procedures": screening_procedures(),
    }
    for name, rows in read_whole.items():
        assert rows.select(DAYS).equals(code_set(name).select(DAYS))
    assert set(read_whole) == READ_WITH_DATES


def test_price_lists_are_no_code_sets() -> None:
    assert "schedule_fees" not in code_set_names()
    with pytest.raises(CodeSetError, match=r"There is no code set schedule_fees\. Known: acsc_cardiac_procedures,"):
        code_set("schedule_fees")


def test_all_sets_have_the_fixed_columns_alone() -> None:
    assert all_code_sets().columns == COLUMNS
    assert "condition" in code_set("acsc_diagnoses").columns


def test_what_a_file_says() -> None:
    table = read_code_set("s", read('s,OHIP fee,K080,exact,2020-03-14,2022-11-30,"Minor, virtual",A page,local'))
    assert table.row(0, named=True) == {
        "code_set": "s",
        "system": "OHIP fee",
        "code": "K080",
        "rule": "exact",
        "valid_from": dt.date(2020, 3, 14),
        "valid_to": dt.date(2022, 11, 30),
        "label": "Minor, virtual",
        "source": "A page",
        "status": "local",
    }


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        (GOOD.replace("s,", "t,", 1), "code_set is 't'. Write s, the name of the file"),
        (GOOD.replace("ICD-10-CA", "ICD-9"), "system is 'ICD-9'. Write one of ICD-10-CA, CCI"),
        (GOOD.replace("prefix", "begins"), "rule is 'begins'. Write one of prefix, exact."),
        (GOOD.replace("verified", "sure"), "status is 'sure'. Write one of verified, unverified, local, retired."),
        (GOOD.replace("J44", "J44.1"), "the code 'J44.1' is not written in capitals and digits."),
        (GOOD.replace("J44", "j44"), "the code 'j44' is not written in capitals and digits."),
        (GOOD.replace("J44", ""), "the code '' is not written in capitals and digits."),
        (GOOD.replace("prefix,,", "prefix,2026-02-30,"), "valid_from is '2026-02-30', which is no day."),
        (GOOD.replace("prefix,,", "prefix,20260201,"), "valid_from is '20260201', which is no day."),
        (
            GOOD.replace("prefix,,", "prefix,2026-02-02,2026-02-01"),
            "valid_from 2026-02-02 is after valid_to 2026-02-01.",
        ),
        (GOOD.replace("A page", ""), "no source is given."),
        (GOOD.replace("Lung", "Lung "), "a cell begins or ends with a blank."),
        (GOOD + ",more", "10 cells stand under 9 columns. Put a cell that holds a comma in quotes."),
        ("", "0 cells stand under 9 columns."),
    ],
)
def test_a_wrong_line_is_said(line: str, mistake: str) -> None:
    with pytest.raises(CodeSetError) as error:
        read_code_set("s", read("s,CCI,1HA,exact,,,,A page,local", line, "s,CCI,1HB,exact,,,,A page,local"))
    assert str(error.value).splitlines()[0].startswith(f"reference/codes/s.csv, line 4: {mistake}")
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("header", "mistake"),
    [
        (HEADER.replace("source,", ""), "line 2: the columns must begin with code_set,system,"),
        (HEADER + ",Kind", "line 2: the column 'Kind' has no name in small letters."),
        (HEADER + ",kind,kind", "line 2: the column kind is there twice."),
    ],
)
def test_a_wrong_header_is_said(header: str, mistake: str) -> None:
    with pytest.raises(CodeSetError, match=mistake):
        read_code_set("s", read(GOOD, header=header))


def test_a_file_without_codes_is_refused() -> None:
    with pytest.raises(CodeSetError, match="no code is listed"):
        read_code_set("s", read())


@pytest.mark.parametrize(
    ("rows", "mistake"),
    [
        (["J44 prefix 2020-01-01 2020-12-31", "J44 prefix 2020-12-31 -"], "J44 is listed for the same days in line 3."),
        (["J44 prefix 2020-01-01 2020-12-31", "J44 prefix 2021-01-01 -"], None),
        (["J44 prefix - -", "J441 exact - -"], "J44 (prefix) lists J441 already. Take J441 away, or end one before."),
        (["J441 prefix - -", "J44 prefix 2020-01-01 -"], "J44 (prefix) lists J441 already."),
        (["J44 prefix - -", "J44 exact - -"], "J44 (prefix) lists J44 already."),
        (["J44 prefix - 2020-12-31", "J441 prefix 2021-01-01 -"], None),
        (["J44 exact - -", "J441 exact - -"], None),
        (["J44 exact - -", "J44 exact - -"], "J44 is listed for the same days in line 3."),
    ],
)
def test_a_code_is_listed_once_for_a_day(rows: list[str], mistake: str | None) -> None:
    lines = []
    for row in rows:
        code, rule, first, last = row.replace(" -", " ").split(" ")[:4]
        lines.append(f"s,ICD-10-CA,{code},{rule},{first},{last},,A page,local")
    if mistake is None:
        assert read_code_set("s", read(*lines)).height == 2
        return
    with pytest.raises(CodeSetError) as error:
        read_code_set("s", read(*lines))
    assert str(error.value).startswith(f"reference/codes/s.csv, line 4: {mistake}")


def test_one_code_in_two_systems_is_two() -> None:
    other = GOOD.replace("ICD-10-CA", "CCI")
    assert read_code_set("s", read(GOOD, other)).height == 2


def test_one_code_in_two_categories_is_two_only_where_that_is_meant() -> None:
    """A stay of two conditions would count twice; a code may tell of two deficits."""
    twice = [GOOD + ",a", GOOD + ",b"]
    with pytest.raises(CodeSetError, match="listed for the same days"):
        read_code_set("s", read(*twice, header=HEADER + ",category"))
    meant = [line.replace("s,", "frailty_cihi,", 1) for line in twice]
    assert read_code_set("frailty_cihi", read(*meant, header=HEADER + ",category")).height == 2


def test_a_standard_population_has_each_stratum_once_with_people() -> None:
    good = pl.DataFrame({"sex": ["F", "M"], "age_group": ["0-4", "0-4"], "population": ["10", "12"]})
    assert read_population(good).rows() == [("F 0-4", 10), ("M 0-4", 12)]
    for wrong in ({"population": ["0", "12"]}, {"population": ["many", "12"]}, {"sex": ["M", "M"]}):
        with pytest.raises(CodeSetError, match="each sex and age group stands once"):
            read_population(good.with_columns(**{name: pl.Series(values) for name, values in wrong.items()}))


def test_every_mistake_is_said_in_order_of_the_lines() -> None:
    with pytest.raises(CodeSetError) as error:
        read_code_set("s", read(GOOD.replace("prefix", "x"), GOOD, GOOD))
    assert [line.split(":")[0][-6:] for line in str(error.value).splitlines()] == ["line 3", "line 5"]


def test_the_limits_of_drift() -> None:
    assert drift_limits().floor_per_month == 10
    assert read_drift_limits(LIMITS).share_that_holds == 0.5


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("smallest_ratio: 2", "smallest_ratio: 0.5", "smallest_ratio is 0.5. Give a number from 1 to 1,000."),
        ("smallest_ratio: 2", "smallest_ratio: yes", "smallest_ratio is True."),
        ("smallest_ratio: 2\n", "", "smallest_ratio is None."),
        ("smallest_ratio", "ratio", "ratio is not known. Known are floor_per_month,"),
        ("smallest_ratio: 2", "floor_per_month: 3", "'floor_per_month' is given twice"),
    ],
)
def test_a_wrong_limit_is_said(old: str, new: str, mistake: str) -> None:
    with pytest.raises(CodeSetError) as error:
        read_drift_limits(LIMITS.replace(old, new))
    assert mistake in str(error.value)
