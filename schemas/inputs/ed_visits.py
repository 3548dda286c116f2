"""Emergency-department visits (NACRS)."""

import datetime as dt

import polars as pl

from schemas.fields import EARLIEST_EVENT, ICD10_CODE, Contract, InputModel, described, person_id_field


class EdVisits(InputModel):
    """One row per emergency-department visit.

    Known limits: scheduled returns are recorded like visits, so every indicator must ask for unscheduled ones;
    triage 9 (unknown) is delivered by some hospitals and stored as null.
    """

    visit_id: str = described("Identifier of the visit", str_length={"min_value": 1})
    person_id: int = person_id_field()
    hospital_id: str = described("Hospital site of the visit", str_length={"min_value": 1})
    visit_date: dt.date = described(
        "Day of registration or triage, the earlier; local", not_future=True, ge=EARLIEST_EVENT
    )
    is_scheduled: bool = described("The visit was booked beforehand")
    triage_level: int = described("CTAS level 1 (resuscitation) to 5; null: unknown", nullable=True, ge=1, le=5)
    disposition_code: str = described("Visit disposition as delivered; null: not supplied", nullable=True)
    is_admitted: bool = described("Admitted to the same hospital; null: not supplied", nullable=True)
    main_diagnosis_code: str = described(
        "Main problem, ICD-10-CA without dot; null: not supplied", nullable=True, str_matches=ICD10_CODE
    )
    other_diagnosis_codes: pl.List(pl.String) = described(  # type: ignore[valid-type]
        "Other diagnoses, ICD-10-CA without dot, sorted; null: not supplied", nullable=True
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "visit_id"], dates=["visit_date"], is_windowed=True, tells_its_days=True
            )
        }
