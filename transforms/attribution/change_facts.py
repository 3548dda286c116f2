"""What the inputs say of persons between two period ends: registry, spells, care that entered or left the look-back.

Method: docs/explanation/method.md 12.1.
"""

import datetime as dt
from collections.abc import Mapping
from functools import reduce

import polars as pl

from reference.load import Method
from transforms.attribution.counted import excluded_reason
from transforms.attribution.windows import in_look_back, is_open

Frames = Mapping[str, pl.LazyFrame]
CARE_DATES = {"claims": "service_date", "centre_visits": "visit_date"}


def gather_facts(pairs: pl.DataFrame, inputs: Frames, start: dt.date, end: dt.date, method: Method) -> pl.DataFrame:
    """The same rows as `pairs`, with what the inputs say of each person between the two period ends.

    `pairs` come from `compare_placements`; `inputs`: persons, enrolments, claims, centre_rosters, centre_visits of the
    bucket as they stand now. `before_excluded`, `after_excluded`: why the registry does not count the person on either
    day (null: it does, or does not know the person). `before_*_open`: the spell of before is open at the end.
    `after_*_new`: the spell of after began between the two. `has_other_care`: a claim or visit of the person entered or
    left the look-back.
    """
    found = [
        _registry(pairs, inputs["persons"], start, end, method),
        _open_spells(pairs, inputs["enrolments"], "physician_id", end),
        _new_spells(pairs, inputs["enrolments"], "physician_id", start, end),
        _open_spells(pairs, inputs["centre_rosters"], "centre_id", end),
        _new_spells(pairs, inputs["centre_rosters"], "centre_id", start, end),
        _other_care(pairs, inputs, start, end, method),
    ]
    return reduce(lambda table, facts: table.join(facts, on="person_id", how="left"), found, pairs).with_columns(
        pl.col(pl.Boolean).fill_null(False)
    )


def _registry(pairs: pl.DataFrame, persons: pl.LazyFrame, start: dt.date, end: dt.date, method: Method) -> pl.DataFrame:
    """One row per person of the registry: before_excluded, after_excluded."""
    known = persons.join(pairs.lazy().select("person_id"), on="person_id", how="semi")
    return known.select(
        "person_id",
        excluded_reason(start, method).alias("before_excluded"),
        excluded_reason(end, method).alias("after_excluded"),
    ).collect()


def _open_spells(pairs: pl.DataFrame, spells: pl.LazyFrame, provider: str, end: dt.date) -> pl.DataFrame:
    """One row per person whose spell with the provider of before is open at the end: before_<provider>_open."""
    mine = pairs.lazy().select("person_id", pl.col(f"before_{provider}").alias(provider))
    held = spells.filter(is_open(end)).join(mine, on=["person_id", provider], how="semi")
    return held.select("person_id").unique().with_columns(pl.lit(True).alias(f"before_{provider}_open")).collect()


def _new_spells(pairs: pl.DataFrame, spells: pl.LazyFrame, provider: str, start: dt.date, end: dt.date) -> pl.DataFrame:
    """One row per person with an open spell with the provider of after that began since: after_<provider>_new."""
    mine = pairs.lazy().select("person_id", pl.col(f"after_{provider}").alias(provider))
    begun = spells.filter(is_open(end) & (pl.col("start_date") > start))
    held = begun.join(mine, on=["person_id", provider], how="semi")
    return held.select("person_id").unique().with_columns(pl.lit(True).alias(f"after_{provider}_new")).collect()


def _other_care(pairs: pl.DataFrame, inputs: Frames, start: dt.date, end: dt.date, method: Method) -> pl.DataFrame:
    """One row per person with a claim or visit that entered or left the look-back: has_other_care."""
    differing = pairs.lazy().select("person_id")
    seen = [
        inputs[name].filter(_crosses(date, start, end, method)).select("person_id") for name, date in CARE_DATES.items()
    ]
    crossed = pl.concat(seen).join(differing, on="person_id", how="semi").unique()
    return crossed.with_columns(pl.lit(True).alias("has_other_care")).collect()


def _crosses(column: str, start: dt.date, end: dt.date, method: Method) -> pl.Expr:
    """Say whether a day lies in the look-back of one of the two days only."""
    in_before, in_after = (in_look_back(column, day, method) for day in (start, end))
    return in_before != in_after
