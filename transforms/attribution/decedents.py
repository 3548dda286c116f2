"""Those who died in the 36 months up to a period end, and the units they had.

Rule: docs/explanation/families/deaths.md, docs/decisions/0020-those-who-died.md. No other period's attribution is read.
"""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from reference.load import Method
from transforms.attribution.choice import Step, choose
from transforms.attribution.confidence import VALUES
from transforms.attribution.counted import UNPLACED
from transforms.attribution.reasons import first_reason
from transforms.attribution.registries import rank_providers
from transforms.attribution.round_three import Between, attribute_to_teams
from transforms.attribution.round_two import Placed
from transforms.attribution.windows import in_window
from transforms.dates import months_before

MONTHS = 36
LOOK_BACK_MONTHS = 24
UNITS = ["person_id", "birth_date", "sex", "area_id", "physician_id", "group_id", "oht_id"]
DECEDENT = [*UNITS, "death_date", "age_years"]
BY_VISITS = (Step("visits", "visits"), Step("last_date", "recent"), Step("tie_rank", "hash", is_more_better=False))
BY_SPELL = (Step("start_date", "start_date"), *BY_VISITS)
PAIR = ["person_id", "physician_id"]


def attribute_decedents(
    frames: Mapping[str, pl.DataFrame], placed: Placed, network_ohts: pl.DataFrame, period_end: dt.date, method: Method
) -> pl.DataFrame:
    """One row per person who died in the 36 months up to the period end, sorted by person_id: the Decedents model.

    `frames`: persons, addresses, enrolments and core_lines of the bucket, and the whole of physicians. `placed` and
    `network_ohts`: providers, areas and networks as round two of the period leaves them.
    """
    dead = find_decedents(frames["persons"], frames["addresses"], period_end, method)
    found = find_last_physicians(dead, frames)
    absent = [pl.lit(None, kind).alias(name) for name, kind in _not_told().items()]
    attributed = dead.join(found, on="person_id", how="left").with_columns(absent)
    nobody = pl.DataFrame(schema={"person_id": pl.Int64, "physician_id": pl.String, "centre_id": pl.String})
    teams = attribute_to_teams(attributed, Between(placed, nobody, network_ohts), method).select(UNITS)
    return teams.join(dead.select("person_id", "death_date", "age_years"), on="person_id").select(DECEDENT)


def find_decedents(persons: pl.DataFrame, addresses: pl.DataFrame, period_end: dt.date, method: Method) -> pl.DataFrame:
    """One row per person who died in the 36 months and was insured and not too old then, sorted by person_id.

    Columns of the registry at the last address, with age_years at death, unplaced_reason and is_barred.
    """
    died = persons.filter(in_window("death_date", months_before(period_end, MONTHS), period_end))
    counted = died.with_columns(age_at_death().cast(pl.Int32).alias("age_years")).filter(
        pl.col("coverage_start_date").is_null() | (pl.col("coverage_start_date") <= pl.col("death_date")),
        pl.col("coverage_end_date").is_null() | (pl.col("coverage_end_date") >= pl.col("death_date")),
        pl.col("age_years") <= method.oldest_age_years,
    )
    reason = pl.col("unplaced_reason")
    return (
        _at_last_address(counted, addresses)
        .with_columns(first_reason(UNPLACED.items()).alias("unplaced_reason"))
        .with_columns(
            (reason.is_not_null() & (pl.lit(method.postal_gate) | (reason == "invalid_key"))).alias("is_barred")
        )
        .sort("person_id")
    )


def age_at_death() -> pl.Expr:
    """Give the age in completed years on the day of death; a 29 February birthday falls on 1 March in common years."""
    born, died = pl.col("birth_date").dt, pl.col("death_date").dt
    reached = (born.month() < died.month()) | ((born.month() == died.month()) & (born.day() <= died.day()))
    return died.year() - born.year() - pl.when(reached).then(0).otherwise(1)


def find_last_physicians(dead: pl.DataFrame, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per decedent with a physician: person_id, physician_id, tier_rule (enrolment or core_care).

    The physician of the spell open on the day before death, else the one with most visits in the 24 months before it.
    """
    ranked = rank_providers(frames["physicians"], "physician_id").select("physician_id", "tie_rank")
    visits = _visits_before(dead, frames["core_lines"])
    spells = _spells_of_last_day(dead, frames["enrolments"]).join(visits, on=PAIR, how="left")
    enrolled = choose(_of_registry(spells, ranked), "person_id", BY_SPELL)
    seen = choose(_of_registry(visits, ranked).join(enrolled, on="person_id", how="anti"), "person_id", BY_VISITS)
    rules = {"enrolment": enrolled, "core_care": seen}
    return pl.concat([table.select(*PAIR, pl.lit(rule).alias("tier_rule")) for rule, table in rules.items()])


def _not_told() -> dict[str, type[pl.DataType]]:
    return {"centre_id": pl.String, "tie_step": pl.String, **dict.fromkeys(VALUES, pl.Int64)}


def _of_registry(candidates: pl.DataFrame, ranked: pl.DataFrame) -> pl.DataFrame:
    """The same rows, of physicians in the registry, with tie_rank; without a visit there are none."""
    return candidates.join(ranked, on="physician_id", how="inner").with_columns(pl.col("visits").fill_null(0))


def _spells_of_last_day(dead: pl.DataFrame, enrolments: pl.DataFrame) -> pl.DataFrame:
    """One row per decedent and physician with a spell open on the day before death: start_date (the latest)."""
    spells = enrolments.join(dead.select("person_id", "death_date"), on="person_id")
    is_open = (pl.col("start_date") < pl.col("death_date")) & (
        pl.col("end_date").is_null() | (pl.col("end_date") >= pl.col("death_date"))
    )
    return spells.filter(is_open).group_by(PAIR).agg(pl.col("start_date").max())


def _visits_before(dead: pl.DataFrame, core_lines: pl.DataFrame) -> pl.DataFrame:
    """One row per decedent and physician with primary-care visits in the 24 months before death: visits, last_date."""
    lines = core_lines.join(dead.select("person_id", "death_date"), on="person_id")
    since = pl.col("death_date").dt.offset_by(f"-{LOOK_BACK_MONTHS}mo")
    before = lines.filter(pl.col("service_date") >= since, pl.col("service_date") < pl.col("death_date"))
    return before.group_by(PAIR).agg(
        pl.col("service_date").n_unique().cast(pl.Int64).alias("visits"),
        pl.col("service_date").max().alias("last_date"),
    )


def _at_last_address(dead: pl.DataFrame, addresses: pl.DataFrame) -> pl.DataFrame:
    """The same rows with area_id and postal_status of the latest address begun by the day of death, if any."""
    held = (
        addresses.join(dead.select("person_id", "death_date"), on="person_id")
        .filter(pl.col("start_date") <= pl.col("death_date"))
        .sort("person_id", "start_date")
        .unique("person_id", keep="last", maintain_order=True)
        .select("person_id", area_then="area_id", status_then="postal_status")
    )
    has_history = pl.col("status_then").is_not_null()
    return (
        dead.join(held, on="person_id", how="left", maintain_order="left")
        .with_columns(
            pl.when(has_history).then("area_then").otherwise("area_id").alias("area_id"),
            pl.coalesce("status_then", "postal_status").alias("postal_status"),
        )
        .select(dead.columns)
    )
