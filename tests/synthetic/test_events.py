"""Hours and transfers of stays, care after them, and emergency visits for mental health: plausible and consistent."""

import datetime as dt

import polars as pl
import pytest

from synthetic import codes
from tests.synthetic.ontario import Ontario

DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def stays(ontario: Ontario) -> pl.DataFrame:
    """One row per stay of a resident, births included, with the minutes of the day."""
    minutes = [
        (pl.col(name).str.head(2).cast(pl.Int32) * 60 + pl.col(name).str.tail(2).cast(pl.Int32)).alias(f"{name}_minute")
        for name in ("admitted_at_time", "discharged_at_time")
    ]
    return ontario.tables["discharges"].filter(pl.col("separation_no").str.starts_with("D")).with_columns(minutes)


def test_times_are_hours_and_minutes_and_some_are_missing(stays: pl.DataFrame) -> None:
    for name in ("admitted_at_time", "discharged_at_time"):
        assert stays[name].null_count() / len(stays) == pytest.approx(0.03, abs=0.005)
        assert stays[name].drop_nulls().str.contains(r"^([01][0-9]|2[0-3]):[0-5][0-9]$").all()
    known = stays.drop_nulls(["admitted_at_time", "discharged_at_time"])
    same_day = known.filter(pl.col("admitted_on") == pl.col("discharged_on"))
    assert len(same_day) > 100
    assert (same_day["admitted_at_time"] <= same_day["discharged_at_time"]).all()


def test_a_transfer_leads_to_another_hospital_within_hours(stays: pl.DataFrame) -> None:
    after = stays.filter(pl.col("separation_no").str.starts_with("DT"))
    assert len(after) / len(stays) == pytest.approx(0.03, abs=0.01)
    before = stays.with_columns((pl.lit("DT") + pl.col("separation_no").str.slice(1)).alias("separation_no"))
    pairs = after.join(before, on="separation_no", suffix="_before")
    assert len(pairs) == len(after)
    days = (pl.col("admitted_on") - pl.col("discharged_on_before")).dt.total_days()
    gap = days * 1_440 + pl.col("admitted_at_time_minute") - pl.col("discharged_at_time_minute_before")
    gaps = pairs.select(gap.alias("gap"))["gap"].drop_nulls()
    assert gaps.is_between(30, 1_200).all()
    assert (gaps < 420).mean() == pytest.approx(0.78, abs=0.05)
    assert (pairs["institution_no"] != pairs["institution_no_before"]).all()
    coded = (pairs["went_to_hospital_before"] == "Y") | (pairs["came_from_hospital"] == "Y")
    assert 0.9 * len(coded) < coded.sum() < len(coded)


def test_coded_transfers_have_their_disposition_and_a_few_lead_nowhere(stays: pl.DataFrame) -> None:
    out = stays.filter(pl.col("disposition") == "10")
    assert set(out["went_to_hospital"].drop_nulls()) == {"Y"}
    follower = (pl.lit("DT") + pl.col("separation_no").str.slice(1)).is_in(stays["separation_no"].implode())
    lost = out.filter(~follower)
    assert 0 < len(lost) / len(out) < 0.3
    assert "01" not in set(stays["disposition"])
    assert stays.filter(pl.col("disposition") == "72").height > 0


def test_about_a_third_of_those_to_be_seen_soon_are(ontario: Ontario, stays: pl.DataFrame) -> None:
    begins = pl.any_horizontal(pl.col("dx_1").str.starts_with(beginning) for beginning in codes.SEEN_SOON)
    home = stays.filter(begins, ~pl.col("disposition").is_in(["72", "10"]), pl.col("patient_service") != "B")
    visits = ontario.tables["claims"].filter(pl.col("place").is_in(["O", "H"]))
    seen = (
        home.join(visits.join(ontario.physicians, on="physician_no"), on="health_number")
        .filter((pl.col("serviced_on") - pl.col("discharged_on")).dt.total_days().is_between(0, 7))
        .filter(pl.col("specialty") == "00")["separation_no"]
        .n_unique()
    )
    assert seen / len(home) == pytest.approx(0.34, abs=0.06)


def test_premiums_for_first_visits_follow_a_stay(ontario: Ontario, stays: pl.DataFrame) -> None:
    premiums = ontario.tables["claims"].filter(pl.col("fee_code") == "E080A")
    days = (pl.col("serviced_on") - pl.col("discharged_on")).dt.total_days()
    after = premiums.join(stays, on="health_number").filter(days.is_between(0, 14))
    assert set(premiums["claim_no"]) == set(after["claim_no"])
    assert len(premiums) > 100


def test_emergency_visits_for_mental_health(ontario: Ontario) -> None:
    visits = ontario.tables["ed_visits"].filter(pl.col("visit_no").str.starts_with("E"))
    assert visits["dx_main"].str.starts_with("F").mean() == pytest.approx(0.06, abs=0.015)
    harmed = visits.filter(pl.col("dx_2").is_not_null())
    assert set(harmed["dx_2"]) == set(codes.HARM)
    assert len(harmed) / len(visits) == pytest.approx(0.008, abs=0.002)
    shares = dict(visits.group_by("ctas").agg((pl.col("admitted") == "Y").mean()).iter_rows())
    assert shares["1"] > shares["2"] > shares["3"] > shares["4"] > shares["5"]
    assert (visits["admitted"] == "Y").mean() == pytest.approx(0.1, abs=0.02)


def test_same_day_surgery(ontario: Ontario, stays: pl.DataFrame) -> None:
    visits = ontario.tables["day_surgeries"]
    assert len(visits) / 4 / ontario.scale.people == pytest.approx(0.07, abs=0.02)
    known = visits.drop_nulls(["started_at", "left_at"])
    assert (known["started_at"] <= known["left_at"]).all()
    kept = visits.filter(pl.col("went_to_hospital") == "Y")
    into_bed = kept.join(
        stays.with_columns(pl.col("admitted_on").cast(pl.String)),
        left_on=["health_number", "operated_on", "institution_no"],
        right_on=["health_number", "admitted_on", "institution_no"],
    )
    assert 0 < len(kept) == into_bed["visit_no"].n_unique()


def test_incomes_stand_against_deprivation(ontario: Ontario) -> None:
    areas = ontario.tables["areas"].with_columns(pl.col("deprivation", "income").cast(pl.Int32))
    assert set(areas["income"].drop_nulls()) <= set(range(1, 6))
    assert areas.select(pl.corr("deprivation", "income")).item() < -0.7
