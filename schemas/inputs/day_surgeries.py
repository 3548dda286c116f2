"""Same-day surgery visits (NACRS)."""

import datetime as dt

import polars as pl

from schemas.fields import EARLIEST_EVENT, ICD10_CODE, Contract, InputModel, described, person_id_field


class DaySurgeries(InputModel):
    """One row per same-day surgery visit: an operation without a stay over night.

    Known limits: supplied by hospitals that report ambulatory care; without the input, episodes of care are made of
    stays alone.
    """

    visit_id: str = described("Identifier of the visit", str_length={"min_value": 1})
    person_id: int = person_id_field()
    hospital_id: str = described("Hospital site of the visit", str_length={"min_value": 1})
    visit_date: dt.date = described("Day of the visit, local", not_future=True, ge=EARLIEST_EVENT)
    start_time: dt.time = described("Time of registration, local; null: unknown or not supplied", nullable=True)
    end_time: dt.time = described("Time of leaving, local; null: unknown or not supplied", nullable=True)
    disposition_code: str = described("Visit disposition as delivered; null: not supplied", nullable=True)
    is_transfer_in: bool = described("Coded as coming from another hospital; null: not supplied", nullable=True)
    is_transfer_out: bool = described("Coded as going to another hospital; null: not supplied", nullable=True)
    main_diagnosis_code: str = described(
        "Main problem, ICD-10-CA without dot; null: not supplied", nullable=True, str_matches=ICD10_CODE
    )
    other_diagnosis_codes: pl.List(pl.String) = described(  # type: ignore[valid-type]
        "Other diagnoses, ICD-10-CA without dot, sorted; null: not supplied", nullable=True
    )
    intervention_codes: pl.List(pl.String) = described(  # type: ignore[valid-type]
        "Interventions, CCI without dots, sorted; null: not supplied", nullable=True
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "visit_id"],
                dates=["visit_date"],
                is_needed=False,
                is_windowed=True,
                tells_its_days=True,
            )
        }
