"""What a practice page is made of: values and frames, gathered by the caller."""

import datetime as dt
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class OwnList:
    """What is known of the practice's own list beside its rows.

    `extract_date`: the day it was made, `is_after` true when that is after the period. `left_out`: persons with a need
    whom the practice leaves out of lists. `set_aside`: rows of the list that checks set aside. `missing`: why no
    comparison could be made ("needs X"); None: it was made.
    """

    extract_date: dt.date
    is_after: bool
    left_out: int
    set_aside: int = 0
    missing: str | None = None


@dataclass(frozen=True)
class PracticePack:
    """Everything known about one practice at one period; frames follow `schemas.pack`.

    `period` is the year and month of `period_end`. `data_cut_off` is the last day that any input speaks of.
    Null: `group_id` a solo practice, `oht_name` no OHT could be decided, `publication` a page outside a publication,
    `frequent_ed_persons` (persons) not computable. `panel_persons` is the count of persons in both tiers.
    `notes` are finished sentences on the inputs; `not_supplied` names inputs or columns the source lacks.
    `needs_not_computable` pairs a need with its reason ("needs X"), so that an empty list is never read as "nobody".
    `own_list` and `reconciliation`: of the practice's own list; None: it sent none (or nothing could be compared).
    """

    practice_id: str
    group_id: str | None
    oht_name: str | None
    period: str
    period_end: dt.date
    data_cut_off: dt.date
    publication: str | None
    method_id: str
    definitions_version: str
    code_version: str
    panel_persons: int
    frequent_ed_persons: int | None
    measures: pl.DataFrame
    patients: pl.DataFrame
    tiers: pl.DataFrame
    neighbourhoods: pl.DataFrame
    notes: tuple[str, ...] = ()
    not_supplied: tuple[str, ...] = ()
    needs_not_computable: tuple[tuple[str, str], ...] = ()
    own_list: OwnList | None = None
    reconciliation: pl.DataFrame | None = None
