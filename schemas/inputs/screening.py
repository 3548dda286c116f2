"""Cancer screening: tests, and who is out of a programme by the registries or by the word of a practice."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field

# Of a claim alone: a specimen of the cervix by a fee code that repeats, follow-up and screening share.
UNTOLD_SPECIMEN = "cervical_specimen"
TEST_KINDS = ["fobt", "fit", "colonoscopy", "flexible_sigmoidoscopy", "pap", "hpv", "mammogram"]
TEST_RESULTS = ["normal", "abnormal", "invalid", "unknown"]
REGISTRY_REASONS = ["colorectal_cancer", "colectomy", "cervical_cancer", "hysterectomy", "breast_cancer", "mastectomy"]
PROGRAMMES = ["colorectal", "cervical", "breast"]
# The operation that ends each programme for a person.
OPERATIONS = {"colorectal": "colectomy", "cervical": "hysterectomy", "breast": "mastectomy"}
PRACTICE_REASONS = ["cancer", *OPERATIONS.values(), "not_applicable", "declined"]


class ScreeningTests(InputModel):
    """One row per test of cancer screening.

    Known limits: tests done elsewhere or paid privately are missing; laboratories and screening programmes start on
    different days, so that a source's first years may lack kinds of tests; whether a test was meant as screening is
    often not known.
    """

    test_id: str = described("Identifier of the test", str_length={"min_value": 1})
    person_id: int = person_id_field()
    test_kind: str = described("Kind of test", isin=TEST_KINDS)
    test_date: dt.date = described(
        "Day of the test, local; of a kit the day the laboratory gives", not_future=True, ge=EARLIEST_EVENT
    )
    result: str = described(
        "Result; invalid: could not be read and must be repeated; null: not supplied", nullable=True, isin=TEST_RESULTS
    )
    is_screening: bool = described(
        "Done as screening, not for signs or follow-up; null: not known or not supplied", nullable=True
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "test_id"],
                dates=["test_date"],
                is_needed=False,
                is_windowed=True,
                tells_its_days=True,
            )
        }


class RegistryExclusions(InputModel):
    """One row per person and reason for which screening ends: a cancer, or an operation that took the organ.

    Known limits: operations before the source began, or outside the province, are missing; the day is that of the
    diagnosis or of the operation as the registry has it.
    """

    person_id: int = person_id_field()
    reason_code: str = described("Cancer or operation", isin=REGISTRY_REASONS)
    from_date: dt.date = described("Day of the diagnosis or operation", not_future=True, ge=EARLIEST_EVENT)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(key=["person_id", "reason_code"], dates=["from_date"], is_needed=False),
        }


class PracticeExclusions(InputModel):
    """One row per person, screening programme, reason and first day that a practice told.

    Known limits: only some practices tell; a row without an end holds until it is told anew with one; a practice may
    use a reason that does not fit the programme, which is counted as a warning and takes nobody out.
    """

    person_id: int = person_id_field()
    physician_id: str = described("Physician whose practice told it; null: not supplied", nullable=True)
    programme: str = described("Screening programme", isin=PROGRAMMES)
    reason_code: str = described(
        "cancer or an operation: as the registries, but known to the practice; not_applicable: the test makes no sense "
        "for this person; declined: offered and refused",
        isin=PRACTICE_REASONS,
    )
    from_date: dt.date = described("First day it holds", not_future=True, ge=EARLIEST_EVENT)
    until_date: dt.date = described("First day it holds no longer (half-open); null: open", nullable=True)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "programme", "reason_code", "from_date"],
                dates=["from_date"],
                warnings=["reason_fits_programme"],
                is_needed=False,
            )
        }

    @pa.dataframe_check
    def spell_not_inverted(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows; an open spell passes."""
        return data.lazyframe.select(pl.col("until_date") >= pl.col("from_date"))

    @pa.dataframe_check
    def reason_fits_programme(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only: an operation of another programme's organ."""
        of_other = pl.col("reason_code").is_in(list(OPERATIONS.values())) & (
            pl.col("reason_code") != pl.col("programme").replace(OPERATIONS)
        )
        return data.lazyframe.select(~of_other)
