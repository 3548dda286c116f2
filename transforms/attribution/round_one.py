"""Round one for a bucket: persons with the provider that enrolment or care gives them, and what they say of others.

Method: docs/explanation/method.md 3 and 4.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from reference.load import Method
from transforms.attribution.addresses import place_at
from transforms.attribution.admissions import count_admissions
from transforms.attribution.confidence import VALUES, weigh_choice
from transforms.attribution.counted import age_years, classify_persons
from transforms.attribution.facts import gather_facts
from transforms.attribution.registries import describe_physicians
from transforms.attribution.tiers import PROVIDERS, find_providers
from transforms.dates import years_before

PERSON = ["person_id", "birth_date", "sex", "area_id", "unplaced_reason", "is_barred"]
ATTRIBUTED = [*PERSON, "tier_rule", *PROVIDERS, "tie_step", *VALUES]


@dataclass(frozen=True)
class RoundOne:
    """What round one gives of a bucket.

    `persons`: one row per counted person. `admissions`, `centre_admissions`: one row per provider and corporation.
    `residents`: one row per area and provider. `requests`: one row per newborn who waits for the mother's provider.
    `excluded`: one row per reason for which persons are not counted.
    """

    persons: pl.DataFrame
    admissions: pl.DataFrame
    centre_admissions: pl.DataFrame
    residents: pl.DataFrame
    requests: pl.DataFrame
    excluded: pl.DataFrame


def attribute_by_own_care(frames: Mapping[str, pl.DataFrame], period_end: dt.date, method: Method) -> RoundOne:
    """Find the providers of the persons of a bucket by their own enrolment, registration and care.

    `frames`: persons, addresses, births, enrolments, care, other_care, centre_rosters, centre_visits and discharges of
    the bucket, and the whole of physicians, comprehensive, centres and hospitals.
    """
    persons = classify_persons(place_at(frames["persons"], frames["addresses"], period_end), period_end, method)
    counted = persons.filter(pl.col("excluded_reason").is_null())
    placeable = counted.filter(~pl.col("is_barred"))
    physicians = describe_physicians(frames["physicians"], frames["comprehensive"], method)
    facts = gather_facts(frames, placeable, physicians, period_end, method)
    found = find_providers(facts).pipe(weigh_choice, facts.core)
    attributed = counted.select(PERSON).join(found, on="person_id", how="left").select(ATTRIBUTED).sort("person_id")
    after = years_before(period_end, method.hospital_look_back_years)
    stays = (frames["discharges"], frames["hospitals"], after, period_end)
    return RoundOne(
        attributed,
        count_admissions(attributed, "physician_id", *stays),
        count_admissions(attributed, "centre_id", *stays),
        count_residents(attributed),
        request_mothers(attributed, frames["births"], period_end, method),
        count_exclusions(persons),
    )


def count_exclusions(persons: pl.DataFrame) -> pl.DataFrame:
    """One row per reason for which registered persons are not counted: excluded_reason, persons."""
    return (
        persons.filter(pl.col("excluded_reason").is_not_null())
        .group_by("excluded_reason")
        .agg(pl.len().cast(pl.Int64).alias("persons"))
        .sort("excluded_reason")
    )


def count_residents(attributed: pl.DataFrame) -> pl.DataFrame:
    """One row per area and provider: persons who live there and have that provider, in whole numbers that add up."""
    placed = attributed.filter(pl.col("area_id").is_not_null() & pl.col("tier_rule").is_not_null())
    by = ["area_id", *PROVIDERS]
    return placed.group_by(by).agg(pl.len().cast(pl.Int64).alias("persons")).sort(by, nulls_last=True)


def request_mothers(
    attributed: pl.DataFrame, births: pl.DataFrame, period_end: dt.date, method: Method
) -> pl.DataFrame:
    """One row per newborn without a provider whose mother is known: person_id, mother_person_id; sorted by person."""
    waiting = attributed.filter(
        pl.col("tier_rule").is_null()
        & ~pl.col("is_barred")
        & (age_years(period_end) < method.newborn_age_below_years)
        & pl.lit("mother" in method.tier_order)
    )
    return births.join(waiting.select("person_id"), on="person_id", how="semi").sort("person_id")
