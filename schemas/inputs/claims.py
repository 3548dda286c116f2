"""Physician claims, line by line."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import CARE_LOCATIONS, EARLIEST_EVENT, FEE_CODE, Contract, InputModel, described, person_id_field

MOST_CENTS = 100_000_000


class Claims(InputModel):
    """One row per claim line.

    Known limits: lines arrive up to six months late; reversals are lines of their own with negative services;
    identical lines under other claim ids occur and are dropped before reversals are netted; time codes
    (Q310–Q313) and the dummy person 9777777779 carry no person. A line moved to another person must be delivered
    as a reversal and a new line: the claim id supersedes within one person only.
    """

    claim_id: str = described("Identifier of the claim line", str_length={"min_value": 1})
    person_id: int = person_id_field(nullable=True)
    physician_id: str = described("Physician who billed", str_length={"min_value": 1})
    service_date: dt.date = described("Day of service, local", not_future=True, ge=EARLIEST_EVENT)
    fee_code: str = described("Fee code without its suffix", str_matches=FEE_CODE)
    fee_suffix: str = described(
        "A physician, B technical or assistant, C anaesthesia or professional", isin=["A", "B", "C"]
    )
    services: int = described("Number of services; negative reverses", ge=-999, le=999)
    # A million dollars for one line is no fee; without a bound a few absurd amounts would overflow their sum.
    fee_paid_cents: int = described(
        "Amount paid in cents; negative reverses; null: not supplied", nullable=True, ge=-MOST_CENTS, le=MOST_CENTS
    )
    diagnosis_code: str = described(
        "OHIP diagnostic code, three digits; null: none", nullable=True, str_matches=r"^[0-9]{3}$"
    )
    location: str = described("Where the service took place", isin=CARE_LOCATIONS)
    hospital_id: str = described("Hospital of the service; null: not in a hospital or not supplied", nullable=True)

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "claim_id"], dates=["service_date"], is_windowed=True, tells_its_days=True
            )
        }

    @pa.check("services")
    def services_not_zero(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: a line without services says nothing."""
        return data.lazyframe.select(pl.col(data.key) != 0)
