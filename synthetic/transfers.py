"""Hours of stays, and stays that go on in another hospital."""

import polars as pl

from synthetic.people import Block
from synthetic.streams import Draws, Purpose

MINUTES_A_DAY = 1_440
# Made-up shares of stays: with a transfer that follows, and coded as transferred though nothing follows.
TRANSFERRED_SHARE, LOST_SHARE = 0.04, 0.006
CODED_OUT_SHARE, CODED_IN_SHARE, NOT_SUPPLIED_SHARE = 0.8, 0.75, 0.02
# Minutes between two hospitals: most within the seven hours that link two stays, some up to twelve, few beyond.
WITHIN, UP_TO, BEYOND = (30, 419), (420, 720), (721, 1_200)
GAP_WEIGHTS = [0.78, 0.15, 0.07]
MISSING_TIME_SHARE = 0.03
EARLY_SHARE, EARLY, DAYTIME_MINUTES = 0.05, (360, 480), 720
TRANSFER = "10"
SECOND_STAY_DAYS = 5.0


def with_transfers(stays: pl.DataFrame, block: Block) -> pl.DataFrame:
    """One row per stay, the given ones first: hours, and flags on both sides of a transfer to another hospital."""
    timed = _with_minutes(stays, block.draws(Purpose.TIMES))
    draws = block.draws(Purpose.TRANSFERS)
    rows, drawn = len(timed), draws.uniform(len(timed))
    can_go_on = (
        ~pl.col("patient_service").is_in(["B", "O"])
        & (pl.col("disposition") != "72")
        & (pl.col("discharged_on") < pl.col("to_day"))
    )
    goes = pl.select(pl.lit(drawn) < TRANSFERRED_SHARE).to_series()
    lost = pl.lit(drawn).is_between(TRANSFERRED_SHARE, TRANSFERRED_SHARE + LOST_SHARE)
    coded = pl.lit(draws.chance(CODED_OUT_SHARE, rows))
    marked = timed.with_columns(
        (pl.lit(goes) & can_go_on).alias("goes_on"), (can_go_on & (lost | (pl.lit(goes) & coded))).alias("is_out")
    ).with_columns(
        pl.when("is_out").then(pl.lit(TRANSFER)).otherwise("disposition").alias("disposition"),
        pl.lit(False).alias("is_in"),
    )
    following = _following(marked.filter("goes_on"), block, draws)
    return _as_delivered(pl.concat([marked, following]), draws)


def _with_minutes(stays: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """The same rows with the minutes of the day of admission and discharge; of one day they are in order."""
    rows = len(stays)
    early = EARLY[0] + draws.uniform(rows) * (EARLY[1] - EARLY[0])
    late = EARLY[1] + (draws.uniform(rows) + draws.uniform(rows)) / 2 * DAYTIME_MINUTES
    admitted = (draws.uniform(rows) * MINUTES_A_DAY).floor().cast(pl.Int32)
    is_early = pl.lit(draws.chance(EARLY_SHARE, rows))
    discharged = pl.when(is_early).then(pl.lit(early)).otherwise(pl.lit(late)).floor().cast(pl.Int32)
    same_day = pl.col("admitted_on") == pl.col("discharged_on")
    timed = stays.with_columns(pl.lit(admitted).alias("admitted_at"), discharged.alias("discharged_at"))
    first, last = pl.min_horizontal("admitted_at", "discharged_at"), pl.max_horizontal("admitted_at", "discharged_at")
    return timed.with_columns(
        pl.when(same_day).then(first).otherwise("admitted_at").alias("admitted_at"),
        pl.when(same_day).then(last).otherwise("discharged_at").alias("discharged_at"),
    )


def _following(stays: pl.DataFrame, block: Block, draws: Draws) -> pl.DataFrame:
    """One row per stay that goes on: the stay in another hospital, some hours later."""
    rows = len(stays)
    bounds = [WITHIN, UP_TO, BEYOND]
    kind = draws.choice(GAP_WEIGHTS, rows)
    shortest = pl.Series([low for low, _ in bounds], dtype=pl.Int32).gather(kind)
    width = pl.Series([high - low + 1 for low, high in bounds], dtype=pl.Int32).gather(kind)
    minute = stays["discharged_at"] + shortest + draws.below(width, rows)
    length = pl.Series("days", (draws.exponential(rows) * SECOND_STAY_DAYS).floor().cast(pl.Int32))
    admitted_on = pl.col("discharged_on") + pl.duration(days=pl.lit(minute) // MINUTES_A_DAY)
    coded = draws.chance(CODED_IN_SHARE, rows)
    moved = stays.with_columns(
        (pl.lit("DT") + pl.col("separation_no").str.slice(1)).alias("separation_no"),
        _other_site(stays["institution_no"], block, draws).alias("institution_no"),
        admitted_on.alias("admitted_on"),
        (pl.lit(minute) % MINUTES_A_DAY).alias("admitted_at"),
        pl.lit("U").alias("entry_category"),
        pl.lit(0, pl.Int32).alias("alc_days"),
        pl.lit(coded).alias("is_in"),
        pl.lit(False).alias("is_out"),
    ).with_columns(pl.min_horizontal(pl.col("admitted_on") + pl.duration(days=pl.lit(length)), "to_day").alias("end"))
    home = pl.Series(["05", "04", "30"]).gather(draws.choice([0.6, 0.28, 0.12], rows))
    same_day = pl.col("admitted_on") == pl.col("end")
    return moved.with_columns(
        pl.col("end").alias("discharged_on"),
        pl.when(pl.col("end") == pl.col("died")).then(pl.lit("72")).otherwise(pl.lit(home)).alias("disposition"),
        pl.when(same_day).then(pl.max_horizontal("admitted_at", "discharged_at")).otherwise("discharged_at")
        .alias("discharged_at"),
    ).select(stays.columns)  # fmt: skip


def _other_site(sites: pl.Series, block: Block, draws: Draws) -> pl.Series:
    """Draw another site for each, mostly of the nearest numbers, which belong to the same or the next town."""
    all_sites = pl.Series(block.world.geography.all_sites)
    position = {site: number for number, site in enumerate(all_sites)}
    own = sites.replace_strict(position, default=0, return_dtype=pl.Int32)
    return all_sites.gather((own + 1 + draws.below(2, len(sites))) % len(all_sites))


def _as_delivered(stays: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """The same rows with times as text and flags as Y and N; some of both were never entered."""
    rows = len(stays)
    columns = []
    for name, minute in (("admitted_at_time", "admitted_at"), ("discharged_at_time", "discharged_at")):
        is_known = pl.lit(draws.uniform(rows)) >= MISSING_TIME_SHARE
        columns.append(pl.when(is_known).then(clock(pl.col(minute))).alias(name))
    for name, flag in (("came_from_hospital", "is_in"), ("went_to_hospital", "is_out")):
        is_known = pl.lit(draws.uniform(rows)) >= NOT_SUPPLIED_SHARE
        yes_or_no = pl.when(flag).then(pl.lit("Y")).otherwise(pl.lit("N"))
        columns.append(pl.when(is_known).then(yes_or_no).alias(name))
    return stays.with_columns(columns)


def clock(minute: pl.Expr) -> pl.Expr:
    """Write a minute of the day as HH:MM."""
    hour, rest = (minute // 60).cast(pl.String), (minute % 60).cast(pl.String)
    return hour.str.zfill(2) + ":" + rest.str.zfill(2)
