"""Medicines dispensed by community pharmacies."""

import datetime as dt

import pandera.polars as pa
import polars as pl

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field

# A class of the WHO's classification: three, four, five or all seven characters.
ATC_CODE = r"^[A-Z][0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?$"
DIN = r"^[0-9]{8}$"
ROUTES = ["oral", "transdermal", "other"]
PAYERS = ["odb", "narcotics_monitoring", "other"]
# Without a bound a few absurd amounts would overflow the dose, which is reckoned in whole thousandths.
MOST_UNITS = MOST_STRENGTH = 10_000
USUAL_DAYS, MOST_DAYS = 100, 999


class Dispensations(InputModel):
    """One row per dispensation of one medicine to a person by a community pharmacy.

    Known limits: the public plan (`odb`) covers people of 65 and older, those under 25 without a private plan and those
    on social assistance; the narcotics monitoring system covers controlled medicines whoever pays. So of medicines that
    are not controlled the source sees few people of 25 to 64. Medicines given in hospital are not in it. One
    dispensation may come twice, from both systems, under two identifiers.
    """

    dispensation_id: str = described("Identifier of the dispensation", str_length={"min_value": 1})
    person_id: int = person_id_field()
    dispensed_date: dt.date = described("Day of dispensing, local", not_future=True, ge=EARLIEST_EVENT)
    din: str = described(
        "Drug identification number, eight digits; null: none or not supplied", nullable=True, str_matches=DIN
    )
    atc_code: str = described(
        "Class of the medicine (ATC), in capitals; null: not classified or not supplied",
        nullable=True,
        str_matches=ATC_CODE,
    )
    route: str = described("How it is taken; null: not known or not supplied", nullable=True, isin=ROUTES)
    quantity: float = described(
        "Units dispensed: tablets, patches, millilitres; null: not known or not supplied",
        nullable=True,
        gt=0,
        le=MOST_UNITS,
    )
    days_supply: int = described(
        "Days the quantity is meant to last; null: not known or not supplied", nullable=True, ge=1, le=MOST_DAYS
    )
    strength: float = described(
        "Strength of a unit in milligrams, of a combination that of the opioid alone, of a patch in micrograms an hour"
        "; null: not known or not supplied",
        nullable=True,
        gt=0,
        le=MOST_STRENGTH,
    )
    prescriber_id: str = described("Physician who prescribed; null: another prescriber or not supplied", nullable=True)
    payer: str = described(
        "System the row is from: odb (public plan), narcotics_monitoring, other; null: not supplied",
        nullable=True,
        isin=PAYERS,
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "dispensation_id"],
                dates=["dispensed_date"],
                warnings=["supply_of_usual_length"],
                is_needed=False,
                is_windowed=True,
                tells_its_days=True,
            )
        }

    @pa.check("days_supply")
    def supply_of_usual_length(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only: pharmacies rarely dispense for more than 100 days."""
        return data.lazyframe.select(pl.col(data.key) <= USUAL_DAYS)
