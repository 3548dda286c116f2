"""Indirectly standardised ratios against a printed example: deaths from skin cancer in Florida, 2000.

SAS Institute. SAS/STAT user's guide, the STDRATE procedure, getting started: tables "Indirectly standardized strata
statistics" (expected events, three decimals) and "Strata SMR estimates" (four decimals); reference: the United States.
"""

import polars as pl
import pytest

from transforms.statistics.indirect import indirect_rates

AGES = ["00-04", "05-14", "15-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+"]
FLORIDA = {
    "events": [0, 0, 4, 14, 43, 72, 70, 126, 136, 73],
    "exposure": [953785, 1997935, 1885014, 1957573, 2356649, 2088000, 1548371, 1447432, 1087524, 335944],
}
UNITED_STATES = {
    "events": [0, 1, 41, 186, 626, 1199, 1303, 1637, 1624, 803],
    "exposure": [
        19175798,
        41077577,
        39183891,
        39892024,
        45148527,
        37677952,
        24274684,
        18390986,
        12361180,
        4239587,
    ],
}
EXPECTED = [0.000, 0.049, 1.972, 9.127, 32.676, 66.445, 83.112, 128.837, 142.878, 63.630]
RATIOS = {"15-24": 2.0280, "25-34": 1.5339, "35-44": 1.3160, "45-54": 1.0836, "55-64": 0.8422}


def rates_by(key: str) -> pl.DataFrame:
    florida = pl.DataFrame({"stratum": AGES, **FLORIDA}).with_columns(age=pl.col("stratum"), state=pl.lit("Florida"))
    return indirect_rates(florida, pl.DataFrame({"stratum": AGES, **UNITED_STATES}), [key])


def test_expected_events_of_each_age() -> None:
    assert rates_by("age")["expected"].to_list() == pytest.approx(EXPECTED, abs=0.0005)


def test_ratio_of_each_age() -> None:
    found = dict(rates_by("age").select("age", "ratio").iter_rows())
    assert {age: found[age] for age in RATIOS} == pytest.approx(RATIOS, abs=0.00005)


def test_no_event_is_expected_below_five_years() -> None:
    assert rates_by("age").row(0, named=True)["missing_reason"] == "no event is expected"


def test_the_state_adds_up_its_ages() -> None:
    row = rates_by("state").row(0, named=True)
    assert row["observed"] == sum(FLORIDA["events"])
    assert row["expected"] == pytest.approx(sum(EXPECTED), abs=0.005)
