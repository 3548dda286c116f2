"""Stays of the random residents."""

import polars as pl

from synthetic import codes
from synthetic.claims import days_drawn
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.streams import Draws, Purpose
from synthetic.transfers import with_transfers

# Where the median network is (Stukel 2013: 67.4 per cent of non-maternal medical admissions stay).
STAYS_AWAY = 0.32
# Some of them stay less than a day beyond their need: 4.9 per cent have days at alternate level of care.
ALC_SHARE = 0.093
AT_PHYSICIANS_HOSPITAL, WITHOUT_NETWORK_SHARE = 0.9, 0.005
LONGEST_STAY_DAYS = 300
# Home, home with support, residential care, supportive living, left without leave or against advice; made-up shares.
DISPOSITIONS = {"05": 0.62, "04": 0.26, "30": 0.07, "40": 0.02, "61": 0.015, "62": 0.015}
# Of those with stays who die within the history: this share dies in the last of them (made up).
DIES_IN_LAST_STAY_SHARE = 0.8
KINDS = ["medical", "sensitive", "surgical", "mental", "maternal"]
SERVICES = {"medical": "M", "sensitive": "M", "surgical": "S", "mental": "P", "maternal": "O", "newborn": "B"}
POOLS = {
    "medical": codes.MEDICAL, "sensitive": codes.AMBULATORY_SENSITIVE, "surgical": codes.SURGICAL,
    "mental": codes.MENTAL, "maternal": codes.MATERNAL, "newborn": codes.NEWBORN,
}  # fmt: skip


def discharges_table(block: Block) -> pl.DataFrame:
    """One row per separation of a resident, births and stays after a transfer included."""
    return arranged("discharges", stays_of(block))


def stays_of(block: Block) -> pl.DataFrame:
    """One row per stay: the delivered columns beside the resident's, with `to_day`, and minutes of the day."""
    draws = block.draws(Purpose.DISCHARGES)
    rates = block.people.select(_stays_per_year())
    stays = [_stays(block, kind, rates[kind] * block.scale.years, draws) for kind in KINDS]
    stays.append(_births(block))
    ended = _with_last_stays(pl.concat(stays), block.draws(Purpose.LAST_STAYS))
    return with_transfers(_with_details(ended, block, draws), block)


def _with_last_stays(stays: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """The same rows: the last stay of many who die ends on the day of their death."""
    dies = pl.lit(draws.chance(DIES_IN_LAST_STAY_SHARE, len(stays))) & pl.col("died").is_not_null()
    marked = stays.with_row_index("place").with_columns(
        (dies & (pl.col("died") <= pl.col("to_day")) & pl.col("patient_service").is_in(["M", "S"])).alias("dies")
    )
    ordered = marked.filter("dies").sort("discharged_on", "place")
    last = ordered.unique("person", keep="last", maintain_order=True)["place"]
    is_last = pl.col("place").is_in(last.implode())
    return marked.with_columns(pl.when(is_last).then("died").otherwise("discharged_on").alias("discharged_on")).select(
        stays.columns
    )


def numbers_of(rows: pl.DataFrame, block: int, series: str) -> pl.Series:
    """Give record numbers that no other block and no other series has."""
    number = pl.int_range(len(rows), dtype=pl.Int64, eager=True) + block * 10**7
    return series + number.cast(pl.String)


def _stays_per_year() -> list[pl.Expr]:
    """Give the yearly rates of each kind of stay by age and need."""
    age, need = pl.col("age"), 0.3 + 0.7 * pl.col("need")
    elderly = pl.when(age < 18).then(0.25).when(age < 45).then(0.3).when(age < 65).then(0.8).when(age < 75).then(1.9)
    by_age = elderly.otherwise(4.2) * need
    fertile = (pl.col("gender") == "2") & age.is_between(18, 42)
    return [
        (0.026 * by_age).alias("medical"), (0.0042 * by_age).alias("sensitive"), (0.014 * by_age).alias("surgical"),
        pl.when(age > 12).then(0.005).otherwise(0.0).alias("mental"),
        pl.when(fertile).then(0.055).otherwise(0.0).alias("maternal"),
    ]  # fmt: skip


def _stays(block: Block, kind: str, expected: pl.Series, draws: Draws) -> pl.DataFrame:
    """One row per stay of one kind, before its details; the day drawn is the day of discharge."""
    stays = days_drawn(block, expected, draws)
    mean = {"maternal": 2.2, "mental": 11.0}.get(kind, 6.5)
    length = (draws.exponential(len(stays)) * mean).floor().cast(pl.Int32).clip(0, LONGEST_STAY_DAYS)
    pool = pl.Series(POOLS[kind])
    return stays.select(
        "person", "health_number", "network", "usual", "age", "died", "from_day", "to_day", discharged_on="serviced_on",
        length=length, dx_1=pool.gather(draws.below(len(pool), len(stays))), patient_service=pl.lit(SERVICES[kind]),
    )  # fmt: skip


def _births(block: Block) -> pl.DataFrame:
    """One row per resident born within the history: the stay at birth."""
    born = block.people.filter(pl.col("born") == pl.col("from_day"), pl.col("born") <= pl.col("to_day"))
    length = pl.min_horizontal(pl.lit(2), (pl.col("to_day") - pl.col("born")).dt.total_days()).cast(pl.Int32)
    return born.select(
        "person", "health_number", "network", "usual", "age", "died", "from_day", "to_day",
        discharged_on=pl.col("born") + pl.duration(days=length), length=length, dx_1=pl.lit("Z38000"),
        patient_service=pl.lit("B"),
    )  # fmt: skip


def _with_details(stays: pl.DataFrame, block: Block, draws: Draws) -> pl.DataFrame:
    """The same rows with hospital, dates, category, disposition, codes and days at alternate level of care."""
    rows = len(stays)
    urgent, alc, alc_share = draws.uniform(rows), draws.uniform(rows), draws.uniform(rows)
    outcome = pl.Series(list(DISPOSITIONS)).gather(draws.choice(list(DISPOSITIONS.values()), rows))
    newborn, dead = pl.col("patient_service") == "B", pl.col("died") == pl.col("discharged_on")
    return stays.with_columns(
        numbers_of(stays, block.number, "D").alias("separation_no"),
        site_drawn(stays, block, STAYS_AWAY, draws).alias("institution_no"),
        pl.max_horizontal(pl.col("discharged_on") - pl.duration(days="length"), "from_day").alias("admitted_on"),
        pl.when(newborn).then(pl.lit("N")).when(pl.lit(urgent) < 0.75).then(pl.lit("U")).otherwise(pl.lit("L"))
        .alias("entry_category"),
        pl.when(dead).then(pl.lit("72")).otherwise(pl.lit(outcome)).alias("disposition"),
        *block.conditions.stay_codes(stays["person"], draws),
        *_interventions(rows, draws),
    ).with_columns(
        pl.when(pl.lit(alc) < ALC_SHARE)
        .then((pl.col("discharged_on") - pl.col("admitted_on")).dt.total_days() * pl.lit(alc_share))
        .otherwise(0).floor().cast(pl.Int32).alias("alc_days")
    )  # fmt: skip


def _interventions(rows: int, draws: Draws) -> list[pl.Series]:
    """Give the columns of interventions, emptier the further back."""
    columns = []
    for number in range(1, 5):
        position = draws.below(len(codes.PROCEDURES), rows)
        filled = pl.lit(draws.chance(0.5**number, rows))
        chosen = pl.select(pl.when(filled).then(position)).to_series()
        columns.append(pl.Series(codes.PROCEDURES).gather(chosen).alias(f"cci_{number}"))
    return columns


def site_drawn(events: pl.DataFrame, block: Block, away: float, draws: Draws) -> pl.Series:
    """Draw a hospital site: mostly the family physician's, else another of the network, else of another network."""
    world, rows = block.world, len(events)
    networks = world.geography.networks
    counts = pl.Series([len(network.all_sites) for network in networks], dtype=pl.Int32)
    first = counts.cum_sum() - counts
    where = world.flows.visited(events["network"], away, draws.uniform(rows))
    usual = world.workforce.physicians.select("site_first", "site_count")[events["usual"]]
    by_physician = pl.lit((where == events["network"]) & draws.chance(AT_PHYSICIANS_HOSPITAL, rows))
    own = usual["site_first"] + draws.below(usual["site_count"], rows)
    any_site = first.gather(where) + draws.below(counts.gather(where), rows)
    lone = pl.lit(draws.chance(WITHOUT_NETWORK_SHARE, rows))
    sites = pl.Series([*world.geography.all_sites, world.geography.site_without_network])
    chosen = pl.when(lone).then(len(sites) - 1).when(by_physician).then(pl.lit(own)).otherwise(pl.lit(any_site))
    return sites.gather(pl.select(chosen).to_series())
