"""Referrals to specialists, with the first visit that came of them."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, SPECIALTIES, Contract, InputModel, described, person_id_field


class Referrals(InputModel):
    """One row per referral of a person to a specialty.

    Known limits: a referral that was declined or sent on to another specialist stays open here; electronic referrals
    are known from the day they are sent, others from the day of their letter.
    """

    referral_id: str = described("Identifier of the referral", str_length={"min_value": 1})
    person_id: int = person_id_field()
    referred_date: dt.date = described("Day of the referral, local", not_future=True, ge=EARLIEST_EVENT)
    specialty_code: str = described("OHIP specialty the person is referred to", isin=SPECIALTIES)
    referring_physician_id: str = described("Physician who referred; null: not supplied", nullable=True)
    first_visit_date: dt.date = described(
        "Day of the first visit that came of it, local; null: there was none yet", nullable=True, not_future=True
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "referral_id"], dates=["referred_date"], is_needed=False, is_windowed=True
            )
        }

    @pa.dataframe_check
    def visit_not_before_referral(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows; a referral without a visit passes."""
        return data.lazyframe.select(pl.col("first_visit_date") >= pl.col("referred_date"))
