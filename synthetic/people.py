"""The random residents, one block at a time."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from synthetic.conditions import Conditions, draw_conditions
from synthetic.identifiers import health_numbers
from synthetic.layout import arranged, postal_text
from synthetic.scale import PEOPLE_PER_BLOCK, Scale, years_before
from synthetic.streams import Draws, Purpose
from synthetic.workforce import Workforce
from synthetic.world import World

# Ontarians per thousand, and the share of women, by five years of age, 0-4 to 95-99: Statistics Canada, census of 2016,
# rounded, with a few more of the oldest, because those who die within the history are drawn among them.
AGE_WEIGHTS = [56, 56, 55, 60, 69, 73, 71, 67, 67, 71, 79, 73, 62, 56, 43, 33, 26, 19, 9, 2]
FEMALE_SHARES = [0.488, 0.488, 0.486, 0.486, 0.49, 0.497, 0.504, 0.511, 0.508, 0.502, 0.499, 0.502, 0.514, 0.52, 0.526]
FEMALE_SHARES += [0.546, 0.573, 0.612, 0.685, 0.685]
ATTACHED_SHARE = 0.9
ENROLLED_SHARE = 0.925
# About 0.9 per cent of Ontarians belonged to a community health centre in 2009/10; clinics have been added since.
CENTRE_SHARE = 0.015
CENTRE_PEOPLES_CLAIMS = 0.08
UNRECORDED_NEWBORN_SHARE, NEWBORN_YEARS = 0.3, 2
MOVED_SHARE = 0.05
NON_USER_SHARE = 0.05
DAYS_IN_YEAR = 365.25


@dataclass(frozen=True)
class Block:
    """One block of residents.

    `people`: one row per resident with what the other tables are drawn from: `person` (position in the block),
    identity, address and its network (position), `usual` (a family physician of that network, position in the
    workforce), `physician` (the same; null: unattached), `is_enrolled`, `need`
    (multiplier of all care, zero for non-users), and `from_day`, `to_day` (inclusive days in which care can happen),
    `centre` (number of the health centre; null: not registered with one), `moved_on` with `former_area_id` (null: has
    not moved between towns within the history).
    """

    number: int
    scale: Scale
    world: World
    people: pl.DataFrame
    conditions: Conditions

    def draws(self, purpose: Purpose) -> Draws:
        """Give the random columns of one purpose in this block."""
        return Draws(self.scale.seed, purpose, self.number)


def build_block(scale: Scale, world: World, number: int) -> Block:
    """Draw the residents of one block."""
    rows = scale.block_sizes[number]
    draws = Draws(scale.seed, Purpose.PEOPLE, number)
    people = pl.DataFrame({"person": pl.int_range(rows, dtype=pl.Int32, eager=True)})
    people = people.with_columns(
        health_numbers(people["person"].cast(pl.Int64) + number * PEOPLE_PER_BLOCK, scale.seed).alias("health_number"),
        draws.uniform(rows).alias("sex_draw"),
    )
    people = _with_lives(people, scale, draws)
    people = _with_addresses(people, world, draws)
    people = _with_physicians(people, world.workforce, draws)
    people = _with_days_of_care(people, scale, draws)
    people = _with_unrecorded_newborns(people, scale, Draws(scale.seed, Purpose.NEWBORNS, number))
    people = _with_centres(people, Draws(scale.seed, Purpose.CENTRES, number))
    people = _with_moves(people, scale, world, Draws(scale.seed, Purpose.MOVES, number))
    conditions = draw_conditions(people, Draws(scale.seed, Purpose.CONDITIONS, number))
    return Block(number, scale, world, people, conditions)


def persons_table(block: Block) -> pl.DataFrame:
    """One row per resident, as the registry delivers it."""
    people = block.people
    draws = block.draws(Purpose.CHANGED_PERSONS)
    spelling = draws.below(10_000, len(people)) + 1
    fault = draws.uniform(len(people))
    postal = (
        pl.when(fault < 0.004).then(None)
        .when(fault < 0.007).then(pl.lit("M5X 1"))
        .when(fault < 0.012).then(pl.lit("H2Y 1C6"))
        .otherwise(postal_text(pl.col("area_id"), pl.lit(spelling)))
    )  # fmt: skip
    texts = [pl.col(name).cast(pl.String) for name in ("born", "died", "last_contact_on", "covered_from", "covered_to")]
    return arranged("persons", people.with_columns(*texts, postal_code=postal))


def _with_lives(people: pl.DataFrame, scale: Scale, draws: Draws) -> pl.DataFrame:
    """The same rows with birth, death, sex, coverage and the age on the last day."""
    rows = len(people)
    five_years = draws.choice(list(map(float, AGE_WEIGHTS)), rows)
    age_days = (five_years * 5 + draws.uniform(rows) * 5) * DAYS_IN_YEAR
    female = pl.lit(pl.Series(FEMALE_SHARES).gather(five_years))
    last_day = pl.lit(scale.last_day)
    return (
        people.with_columns(
            age_days.floor().cast(pl.Int32).alias("age_days"),
            draws.uniform(rows).alias("death_draw"),
            (draws.uniform(rows) * scale.years * DAYS_IN_YEAR).floor().cast(pl.Int32).alias("days_since_death"),
            draws.uniform(rows).alias("coverage_draw"),
            (draws.uniform(rows) * 1_400).floor().cast(pl.Int32).alias("coverage_days"),
        )
        .with_columns(born=last_day - pl.duration(days="age_days"), age=(pl.col("age_days") / DAYS_IN_YEAR).floor())
        .with_columns(
            gender=pl.when(pl.col("sex_draw") < female).then(pl.lit("2")).when(pl.col("sex_draw") < 0.998)
            .then(pl.lit("1")).when(pl.col("sex_draw") < 0.999).then(pl.lit("3")).otherwise(pl.lit("9")),
            died=pl.when(_dies(scale.years)).then(last_day - pl.duration(days="days_since_death")),
            covered_from=pl.when(pl.col("coverage_draw") < 0.04).then(
                pl.max_horizontal(last_day - pl.duration(days=pl.col("coverage_days")), pl.col("born"))
            ),
            covered_to=pl.when(pl.col("coverage_draw") > 0.985).then(
                pl.max_horizontal(last_day - pl.duration(days=pl.col("coverage_days")), pl.col("born"))
            ),
        )
    )  # fmt: skip


def _dies(years: int) -> pl.Expr:
    """Tell who dies within the history: the yearly risk doubles every eight years of age."""
    yearly = (0.0005 * (2.0 ** ((pl.col("age") - 30) / 8.0))).clip(0.0002, 0.25)
    died_before_birth = pl.col("days_since_death") >= pl.col("age_days")
    return (pl.col("death_draw") < yearly * years) & ~died_before_birth


def _with_addresses(people: pl.DataFrame, world: World, draws: Draws) -> pl.DataFrame:
    """The same rows with place, network, area and the area's deprivation quintile."""
    cells = _cells(world)
    cell = draws.choice(cells["share"].to_list(), len(people))
    return pl.concat([people, cells.drop("share")[cell]], how="horizontal")


def _cells(world: World) -> pl.DataFrame:
    """One row per area that people live in: place, network, quintile, and the share of the people who live there."""
    geography = world.geography
    rows = [
        (network.place, number, area_id, geography.quintiles[area_id], share)
        for number, network in enumerate(geography.networks)
        for area_id, share in zip(network.area_ids, network.area_shares, strict=True)
    ]
    integers = {name: pl.Int32() for name in ("place", "network", "quintile")}
    schema = ["place", "network", "area_id", "quintile", "share"]
    return pl.DataFrame(rows, schema=schema, orient="row", schema_overrides=integers)


def _with_physicians(people: pl.DataFrame, workforce: Workforce, draws: Draws) -> pl.DataFrame:
    """The same rows: most people with a family physician of their network, enrolled where the physician enrols."""
    rows = len(people)
    physician = family_physician(workforce, people["network"], draws)
    has_model = workforce.physicians["programme"].is_not_null().gather(physician)
    return people.with_columns(
        physician.alias("usual"),
        draws.chance(ATTACHED_SHARE, rows).alias("is_attached"),
        (has_model & draws.chance(ENROLLED_SHARE, rows)).alias("is_enrolled"),
    ).with_columns(
        pl.when("is_attached").then("usual").alias("physician"), pl.col("is_enrolled") & pl.col("is_attached")
    )


def family_physician(workforce: Workforce, network: pl.Series, draws: Draws) -> pl.Series:
    """Draw a family physician of each network (position in the workforce), by the weight of the panels."""
    weights = workforce.physicians["weight"].head(workforce.family_count)
    upto = weights.cum_sum()
    before = (upto - weights).gather(workforce.family.first)
    total = upto.gather(workforce.family.first + workforce.family.count - 1) - before
    drawn = before.gather(network) + draws.uniform(len(network)) * total.gather(network)
    found = pl.select(pl.lit(upto).search_sorted(drawn, side="right")).to_series()
    return found.clip(upper_bound=workforce.family_count - 1).cast(pl.Int32)


def _with_days_of_care(people: pl.DataFrame, scale: Scale, draws: Draws) -> pl.DataFrame:
    """The same rows with the need for care, the days in which care can happen, and the last contact."""
    rows = len(people)
    is_user = draws.chance(1 - NON_USER_SHARE, rows)
    need = is_user.cast(pl.Float64) * (0.25 + 0.75 * draws.exponential(rows)) / (1 - NON_USER_SHARE)
    days_ago = pl.Series("days_ago", (draws.exponential(rows) * 150).floor().cast(pl.Int32))
    long_ago = draws.chance(0.05, rows)
    never_told = draws.chance(0.02, rows)
    one_day = dt.timedelta(days=1)
    return people.with_columns(
        need.alias("need"),
        from_day=pl.max_horizontal("born", "covered_from", pl.lit(scale.first_day)),
        to_day=pl.min_horizontal("died", pl.col("covered_to") - one_day, pl.lit(scale.last_day)),
        ago=days_ago + pl.when(pl.lit(is_user)).then(0).when(pl.lit(long_ago)).then(3_000).otherwise(700),
    ).with_columns(
        last_contact_on=pl.when(~pl.lit(never_told)).then(
            pl.max_horizontal(pl.col("to_day") - pl.duration(days="ago"), pl.col("born"))
        )
    )


def _with_unrecorded_newborns(people: pl.DataFrame, scale: Scale, draws: Draws) -> pl.DataFrame:
    """The same rows: some of the youngest have no physician and no care yet, so that only their mothers tell."""
    is_young = people["born"] > years_before(scale.last_day, NEWBORN_YEARS)
    unrecorded = pl.lit(is_young & draws.chance(UNRECORDED_NEWBORN_SHARE, len(people)))
    return people.with_columns(
        pl.when(~unrecorded).then("physician"),
        pl.col("is_enrolled") & ~unrecorded,
        pl.when(unrecorded).then(0.0).otherwise("need").alias("need"),
    )


def _with_centres(people: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """The same rows: a few people belong to the health centre of the place and have few claims."""
    registered = pl.lit(draws.chance(CENTRE_SHARE, len(people)))
    return people.with_columns(
        pl.when(registered).then("place").alias("centre"),
        pl.when(~registered).then("physician"),
        pl.col("is_enrolled") & ~registered,
        pl.when(registered).then(pl.col("need") * CENTRE_PEOPLES_CLAIMS).otherwise("need").alias("need"),
    )


def _with_moves(people: pl.DataFrame, scale: Scale, world: World, draws: Draws) -> pl.DataFrame:
    """The same rows with the day of a move from another place within the history, and the area left."""
    cells = _cells(world)
    rows = len(people)
    cell, moves = draws.choice(cells["share"].to_list(), rows), draws.chance(MOVED_SHARE, rows)
    days = (draws.uniform(rows) * scale.years * DAYS_IN_YEAR).floor().cast(pl.Int32)
    moved_on = pl.lit(scale.last_day) - pl.duration(days=pl.lit(days))
    former_place = cells["place"].gather(cell)
    moved = pl.lit(moves & (former_place != people["place"])) & (moved_on > pl.col("born"))
    return people.with_columns(
        pl.when(moved).then(moved_on).alias("moved_on"),
        pl.when(moved).then(pl.lit(cells["area_id"].gather(cell))).alias("former_area_id"),
    )
