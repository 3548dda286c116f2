"""Doses of vaccine (immunisation registry, pharmacies, public health)."""

import datetime as dt

from schemas.fields import EARLIEST_EVENT, Contract, InputModel, described, person_id_field

# fmt: off
AGENTS = [
    "dtap_ipv_hib", "dtap_ipv", "tdap", "pneumococcal", "rotavirus", "men_c", "men_acyw", "men_b", "mmr", "mmrv",
    "varicella", "hb", "hpv", "influenza", "covid19", "rsv", "zoster", "other",
]
# fmt: on
VACCINATORS = ["provider", "pharmacy", "public_health"]


class Immunisations(InputModel):
    """One row per dose of a vaccine given to a person.

    Known limits: doses reach a registry late or never, mostly those of children before school and those given in
    another province; one dose told by two senders may stand under two days; only the day is known.
    """

    immunisation_id: str = described("Identifier of the dose", str_length={"min_value": 1})
    person_id: int = person_id_field()
    given_date: dt.date = described("Day the dose was given, local", not_future=True, ge=EARLIEST_EVENT)
    agent_code: str = described(
        "What it protects against: first letters of the diseases, those of one combined vaccine together", isin=AGENTS
    )
    vaccinator_code: str = described(
        "Who gave it: provider (in primary care or a hospital), pharmacy, public_health; null: not supplied",
        nullable=True,
        isin=VACCINATORS,
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["person_id", "immunisation_id"], dates=["given_date"], is_needed=False, is_windowed=True
            )
        }
