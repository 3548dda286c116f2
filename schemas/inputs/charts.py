"""A practice's own list of patients, as its record system exports it, and the chart numbers on it."""

import datetime as dt
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field
from schemas.rules import CHART_NUMBER_IS_HEALTH_NUMBER, HEALTH_NUMBER_NOT_VALID, PROBLEM_CODES_DROPPED

ROSTER_STATUSES = ["rostered", "not_rostered", "inactive", "deceased", "unknown"]
LIST_EXCLUSIONS = ["declined", "palliative", "moved_away", "seen_elsewhere", "other"]
CHART_REF = r"^[0-9a-f]{16}$"
# Wide enough for ICD-9, ICD-10, diagnostic codes of claims and SNOMED CT; a word, a name or a sentence does not fit.
PROBLEM_CODE = r"^([0-9]{1,18}|[A-Za-z]{0,2}[0-9][A-Za-z0-9.]{0,15})$"


def _chart_ref_field() -> Any:
    return described("Keyed digest of practice and chart number, 16 hexadecimal digits", str_matches=CHART_REF)


class ChartEntries(InputModel):
    """One row per practice, day of extract and chart.

    Known limits: each product names and codes its columns in its own way; many lists keep people who left or died; a
    health number may be absent, mistyped or on two charts; the status of a chart is what the office last typed. The
    extracts of a practice replace one another whole, and one delivery holds one extract of a practice.
    """

    physician_id: str = described("Practice whose list it is", str_length={"min_value": 1})
    chart_ref: str = _chart_ref_field()
    person_id: int = person_id_field(nullable=True)
    roster_status: str = described("What the list says of the patient's standing", isin=ROSTER_STATUSES)
    problem_codes: pl.List(pl.String) = described(  # type: ignore[valid-type]
        "Coded problems of the chart, sorted, without those that are no code; null: not supplied", nullable=True
    )
    exclusion: str = described(
        "Why the practice wants the patient on no list of needs; null: no such wish",
        nullable=True,
        isin=LIST_EXCLUSIONS,
    )
    last_visit_date: dt.date = described(
        "Last visit on record; null: none or not supplied", nullable=True, not_future=True, ge=EARLIEST_EVENT
    )
    extract_date: dt.date = described("Day on which the list was made", not_future=True, ge=EARLIEST_EVENT)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["physician_id", "extract_date", "chart_ref"],
                dates=["extract_date"],
                warnings=["health_number_on_one_chart", PROBLEM_CODES_DROPPED, HEALTH_NUMBER_NOT_VALID],
                is_extract=True,
                # What an office types in place of a status or a reason may be anything.
                blanked=["roster_status", "exclusion"],
            )
        }

    @pa.check("problem_codes")
    def problem_codes_malformed(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: every problem is a code (others are dropped before)."""
        is_code = pl.col(data.key).list.eval(pl.element().str.contains(PROBLEM_CODE)).list.all()
        return data.lazyframe.select(is_code)

    @pa.dataframe_check
    def one_date_of_extract(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: the day of an extract is the one that most of its rows give, of equals the latest."""
        mode = pl.col("extract_date").mode().max().over("physician_id")
        return data.lazyframe.select(pl.col("extract_date") == mode)

    @pa.dataframe_check
    def health_number_on_one_chart(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only, since the practice alone can say which chart is right."""
        charts = pl.col("chart_ref").n_unique().over("physician_id", "extract_date", "person_id")
        return data.lazyframe.select(pl.col("person_id").is_null() | (charts == 1))


class ChartNumbers(InputModel):
    """One row per practice and chart.

    The only table of checked rows that holds a chart number. It is read when the practice's own pack is written, that
    practice's rows alone; rows that are set aside lose the number.
    """

    physician_id: str = described("Practice whose chart it is", str_length={"min_value": 1})
    chart_ref: str = _chart_ref_field()
    chart_number: str = described(
        "Number of the chart in the practice's own system; null: it was a health number, which is not kept",
        nullable=True,
        str_length={"min_value": 1},
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["physician_id", "chart_ref"],
                by_person=False,
                warnings=[CHART_NUMBER_IS_HEALTH_NUMBER],
                is_extract=True,
                blanked=["chart_number"],
            )
        }
