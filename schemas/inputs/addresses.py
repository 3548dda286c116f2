"""Where registered persons lived, address by address."""

import datetime as dt

from schemas.fields import EARLIEST_EVENT, POSTAL_AREA, Contract, InputModel, described, person_id_field
from schemas.inputs.persons import POSTAL_STATUSES


class Addresses(InputModel):
    """One row per person and day from which an address was valid.

    Known limits: a move is known when the card is updated, often late. Without this input an earlier period sees
    today's address of the registry.
    """

    person_id: int = person_id_field()
    start_date: dt.date = described("First day at the address", not_future=True, ge=EARLIEST_EVENT)
    area_id: str = described(
        "Forward sortation area of an Ontario address; null: see postal_status",
        nullable=True,
        str_matches=POSTAL_AREA,
    )
    postal_status: str = described("What the delivered postal code was", isin=POSTAL_STATUSES)

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["person_id", "start_date"], dates=["start_date"])}
