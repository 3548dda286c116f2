"""Random populations rich in ties: few days on both sides of each window, few codes, few places, few physicians.

Hypothesis chooses the seed and the size; a population that breaks a property shrinks to few persons.
"""

from collections.abc import Sequence
from random import Random

import polars as pl
from hypothesis import strategies as st

from tests.transforms.chain import Frames
from tests.transforms.rows import (
    addresses,
    areas,
    births,
    centre_rosters,
    centre_visits,
    centres,
    claims,
    discharges,
    ed_visits,
    enrolments,
    hospitals,
    network_ohts,
    persons,
    physicians,
)

MOST = 40
DAYS = ["2022-02-28", "2022-03-01", "2022-11-30", "2023-02-28", "2023-03-01", "2024-02-29", "2024-03-01"]
REGISTRY = "physician_id specialty_code group_id area_id\na 00 G1 N6A\nb 05 G1 K9J\nc 00 - N6A\nd 00 - -\np 26 - N6A"
HOSPITALS = "hospital_id corporation_id network_id latitude\nS1 C1 N1 42\nS2 C2 N2 44\nS3 C2 N2 46\nS9 C9 - 43"
AREAS = "area_id network_id latitude\nN6A N1 43\nK9J N2 45\nP0V - 51"
CROSSWALKS = [  # network, team and deciding physician, group, area
    ["N1 T1 - - -", "N2 T2 - - -"],
    ["N1 T1 - - -", "N2 T2 - - K9J", "N2 T3 - - N6A"],
    ["N1 T1 a - -", "N1 T2 - G1 -", "N1 T3 - - N6A", "N2 T2 - - -"],
    ["N1 T1 - - -", "N1 T2 - - -", "N2 T2 b - -", "N2 T3 - G1 -", "N2 T4 - - K9J"],
]

Kind = dict[str, Sequence[str]]  # column: what it may hold; what stands twice comes twice as often
PERSON: Kind = {
    "has_valid_key": ["true"] * 9 + ["false"],
    "area_id": ["N6A"] * 4 + ["K9J"] * 4 + ["P0V", "-"],
    "birth_date": ["1980-06-15"] * 6 + ["1918-02-28", "2010-03-01", "2022-03-01", "2022-03-01"],
    "last_contact_date": ["-"] * 9 + ["2017-02-28"],
    "death_date": ["-"] * 9 + ["2024-02-29"],
}
SPELL: Kind = {
    "physician_id": "abcdx",
    "start_date": ["2020-01-01", "2020-01-01", "2021-01-01", "2024-03-01"],
    "end_date": ["-", "-", "2024-02-29"],
}
CLAIM: Kind = {
    "physician_id": "aabbcp",
    "service_date": DAYS,
    "fee_code": ["A007", "A007", "A007", "K013", "K082", "K300", "A917", "A917", "A101"],
    "services": ["1", "1", "1", "-1"],
    "location": ["office", "office", "office", "emergency"],
    "diagnosis_code": ["-", "250"],
}
STAY: Kind = {
    "hospital_id": ["S1", "S2", "S3", "S9"],
    "discharge_date": ["2021-02-28", "2021-03-01", *DAYS],
    "main_diagnosis_code": ["G40", "A099"],
    "care_type": ["medical", "medical", "surgical"],
}
REGISTRATION: Kind = {
    "centre_id": "cdx",
    "start_date": ["2020-01-01", "2024-03-01"],
    "end_date": ["-", "-", "2024-02-29"],
}
CENTRE_VISIT: Kind = {"centre_id": "ccdx", "visit_date": DAYS}
ADDRESS: Kind = {"area_id": ["N6A", "K9J", "P0V"], "start_date": ["2020-01-01", "2024-02-29", "2024-03-01"]}
VISIT: Kind = {"visit_date": DAYS, "is_scheduled": ["false", "false", "true"]}


def _text(chance: Random, kind: Kind, people: Sequence[int]) -> str:
    """Give a text table with a row of the kind for each of the people, in their order."""
    rows = [" ".join([str(person), *(chance.choice(held) for held in kind.values())]) for person in people]
    return "\n".join([" ".join(["person_id", *kind]), *rows])


def _population(seed: int, size: int) -> Frames:
    chance = Random(seed)
    everybody = [*range(1, size + 1), MOST + 1]  # the last one is not registered

    def some(times: int) -> list[int]:
        return chance.choices(everybody, k=times * size)

    people = persons(_text(chance, PERSON, everybody[:-1]))
    status = pl.when(pl.col("area_id").is_null()).then(pl.lit("missing")).otherwise("postal_status")
    spells = enrolments(_text(chance, SPELL, some(1)))
    crosswalk = ["network_id oht_id physician_id group_id area_id", *chance.choice(CROSSWALKS)]
    registered = centre_rosters(_text(chance, REGISTRATION, some(1)))
    moves = addresses(_text(chance, ADDRESS, some(1)))
    children = sorted(set(some(1)))
    mothers = "\n".join(f"{child} {chance.choice(everybody)}" for child in children)
    return {
        "centres": centres("centre_id\nc\nd"),
        "centre_rosters": registered.unique(
            ["person_id", "centre_id", "start_date"], keep="first", maintain_order=True
        ),
        "centre_visits": centre_visits(_text(chance, CENTRE_VISIT, some(1))),
        "addresses": moves.unique(["person_id", "start_date"], keep="first", maintain_order=True),
        "births": births(f"person_id mother_person_id\n{mothers}"),
        "persons": people.with_columns(status.alias("postal_status")),
        "enrolments": spells.unique(["person_id", "physician_id", "start_date"], keep="first", maintain_order=True),
        "claims": claims(_text(chance, CLAIM, some(5))),
        "discharges": discharges(_text(chance, STAY, some(1))),
        "ed_visits": ed_visits(_text(chance, VISIT, some(3))),
        "physicians": physicians(REGISTRY),
        "hospitals": hospitals(HOSPITALS),
        "areas": areas(AREAS),
        "network_ohts": network_ohts("\n".join(crosswalk)),
    }


def populations() -> st.SearchStrategy[Frames]:
    """Frames of all inputs for up to forty persons."""
    return st.builds(_population, st.integers(0, 2**32), st.integers(1, MOST))


def one_claim() -> st.SearchStrategy[pl.DataFrame]:
    """One office visit that is core care, of any person, physician and day."""
    kind = {**CLAIM, "fee_code": ["A007", "K013"], "location": ["office"], "services": ["1", "2"], "claim_id": ["new"]}
    person = st.integers(1, MOST + 1)
    return st.builds(lambda seed, number: claims(_text(Random(seed), kind, [number])), st.integers(0, 2**32), person)
