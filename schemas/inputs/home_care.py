"""Home care (CHRIS, the Home Care Database): referrals, services, and assessments with interRAI-HC or RAI-HC."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field

REFERRAL_SOURCES = ["hospital", "community", "other"]
# The last code of the list we read, 17; what stands behind it there was cut off.
LAST_SERVICE_CODE = 17
TWO_DIGITS = r"^[0-9]{2}$"


class HomeCareReferrals(InputModel):
    """One row per referral to home care, with the admission that followed, if any.

    Known limits: a person may be referred while an earlier admission is open; days of referral, availability and
    admission need not be in order, since services are planned ahead (a warning, never a rejection).
    """

    referral_id: str = described("Identifier of the referral", str_length={"min_value": 1})
    person_id: int = person_id_field()
    referral_date: dt.date = described("Day of the referral, local", not_future=True, ge=EARLIEST_EVENT)
    available_date: dt.date = described(
        "Patient available date (PAD): first day on which the patient can receive care; null: unknown or not supplied",
        nullable=True,
        ge=EARLIEST_EVENT,
    )
    referral_source: str = described(
        "Who referred: hospital, community or other; null: unknown or not supplied",
        nullable=True,
        isin=REFERRAL_SOURCES,
    )
    admission_date: dt.date = described(
        "Day of admission to home care; null: not admitted or not supplied",
        nullable=True,
        not_future=True,
        ge=EARLIEST_EVENT,
    )
    discharge_date: dt.date = described(
        "Last day in home care; null: not discharged or not supplied", nullable=True, not_future=True, ge=EARLIEST_EVENT
    )
    client_type_code: str = described(
        "Service recipient code (SRC), two digits, as delivered; null: unknown or not supplied",
        nullable=True,
        str_matches=TWO_DIGITS,
    )
    is_complex: bool = described("Patient with complex needs; null: unknown or not supplied", nullable=True)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "referral_id"],
                dates=["referral_date"],
                warnings=["available_not_before_referral", "admission_not_before_referral"],
                is_needed=False,
            )
        }

    @pa.dataframe_check
    def discharge_not_before_admission(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows; an unknown day passes."""
        return data.lazyframe.select(pl.col("discharge_date") >= pl.col("admission_date"))

    @pa.dataframe_check
    def available_not_before_referral(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only. An unknown day passes."""
        return data.lazyframe.select(pl.col("available_date") >= pl.col("referral_date"))

    @pa.dataframe_check
    def admission_not_before_referral(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only. An unknown day passes."""
        return data.lazyframe.select(pl.col("admission_date") >= pl.col("referral_date"))


class HomeCareServices(InputModel):
    """One row per service of home care on a day.

    Known limits: shifts, personal support and homemaking are counted in hours, all else in visits; case management (10)
    and placement (14) are services of the organisation and no care.
    """

    service_id: str = described("Identifier of the service", str_length={"min_value": 1})
    person_id: int = person_id_field()
    service_date: dt.date = described("Day of the service, local", not_future=True, ge=EARLIEST_EVENT)
    service_code: str = described("Kind of service, two digits", str_matches=TWO_DIGITS)
    units: int = described("Visits, or whole hours; null: not supplied", nullable=True, ge=0, lt=1000)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "service_id"],
                dates=["service_date"],
                warnings=["service_code_is_listed"],
                is_needed=False,
                is_windowed=True,
                tells_its_days=True,
            )
        }

    @pa.dataframe_check
    def service_code_is_listed(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only, since the list that could be read ends with 17."""
        code = pl.col("service_code").str.to_integer(strict=False)
        return data.lazyframe.select(code.is_between(1, LAST_SERVICE_CODE))


class HomeCareAssessments(InputModel):
    """One row per assessment of a home-care client (interRAI-HC or RAI-HC).

    Known limits: made of clients who are expected to stay; a client whom nobody assessed is in no count of clients.
    """

    assessment_id: str = described("Identifier of the assessment", str_length={"min_value": 1})
    person_id: int = person_id_field()
    assessment_date: dt.date = described("Day of the assessment, local", not_future=True, ge=EARLIEST_EVENT)
    has_caregiver: bool = described(
        "Somebody gives unpaid care (informal helper); null: unknown or not supplied", nullable=True
    )
    is_caregiver_distressed: bool = described(
        "The primary caregiver expresses distress, anger or depression; null: unknown or not supplied", nullable=True
    )
    is_caregiver_unable: bool = described(
        "A caregiver is unable to continue; null: unknown or not supplied", nullable=True
    )
    adl_hierarchy: int = described(
        "ADL self-performance hierarchy, 0 independent to 6 totally dependent; null: unknown or not supplied",
        nullable=True,
        isin=list(range(7)),
    )
    cognitive_performance: int = described(
        "Cognitive performance scale, 0 intact to 6 very severe impairment; null: unknown or not supplied",
        nullable=True,
        isin=list(range(7)),
    )
    chess: int = described(
        "CHESS scale, 0 stable to 5 highly unstable health; null: unknown or not supplied",
        nullable=True,
        isin=list(range(6)),
    )
    maple: int = described(
        "MAPLe, 1 low to 5 very high priority; null: unknown or not supplied", nullable=True, isin=list(range(1, 6))
    )
    divert: int = described(
        "DIVERT, 1 to 6, risk of emergency visits; null: unknown or not supplied", nullable=True, isin=list(range(1, 7))
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "assessment_id"],
                dates=["assessment_date"],
                is_needed=False,
                is_windowed=True,
                tells_its_days=True,
            )
        }
