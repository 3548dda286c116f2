"""Standardise a batch of any input: the one entry for receiving."""

from collections.abc import Callable

import polars as pl

from reference.column_maps import InputMap
from transforms.standardise.claims import derive_claims
from transforms.standardise.diagnoses import derive_cause_of_death, derive_main_diagnosis
from transforms.standardise.generic import read_raw_columns
from transforms.standardise.persons import derive_persons
from transforms.standardise.physicians import derive_physicians

DERIVATIONS: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "persons": derive_persons,
    "claims": derive_claims,
    "physicians": derive_physicians,
    "discharges": derive_main_diagnosis,
    "ed_visits": derive_main_diagnosis,
    "addresses": derive_persons,
    "centres": derive_physicians,
    "deaths": derive_cause_of_death,
}


def standardise(raw: pl.DataFrame, input_map: InputMap, input_name: str) -> pl.DataFrame:
    """One row per row of `raw`, in its order: canonical columns, still with the delivered key of the person.

    `raw`: source columns, as text or typed, and `row_number`. The result has `row_number`, the columns of the model
    except `person_id` and `has_valid_key`, `person_key` instead of these, and flags `unreadable:<column>`. White space
    around values is dropped, empty text is null. Next: `pseudonymise`, then `schemas.checking.check`.
    """
    frame = read_raw_columns(raw, input_map, input_name)
    derive = DERIVATIONS.get(input_name)
    return derive(frame) if derive else frame
