"""The ministry's own file: which person belongs to which Ontario Health Team."""

import datetime as dt

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field


class OfficialAttribution(InputModel):
    """One row per person and day as of which the official attribution was made.

    Known limits: the file says neither why nor with whom; it is refreshed rarely, so that births and moves since then
    are missing. The rows of a person whom one file gives to two teams are all set aside (`two_teams`).
    """

    person_id: int = person_id_field()
    as_of_date: dt.date = described("Day as of which the file attributes", not_future=True, ge=EARLIEST_EVENT)
    oht_id: str = described("Ontario Health Team of the person", str_length={"min_value": 1})

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(key=["person_id", "as_of_date"], dates=["as_of_date"], contradiction_rule="two_teams")
        }
