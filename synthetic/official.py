"""A stale official file: everybody's team as of a day about eighteen months before the last one.

Born since then: missing. A third of the children under five: missing. Moved since then: the team of the old town.
People who died or left since are still in it.
"""

import polars as pl

from synthetic.corrections import late_changes
from synthetic.geography import teams_by_area
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.official_cases import MISSING_CHILD_PARTS, MISSING_CHILD_YEARS
from synthetic.scale import Scale, years_before
from synthetic.streams import Purpose

GHOST_YEARS = 7


def official_table(block: Block) -> pl.DataFrame:
    """One row per resident in the file, with the team of the town he or she lived in on its day."""
    known = _residents(block).filter(pl.col("why").is_null() | (pl.col("why") == "moved"))
    day = pl.lit(block.scale.official_day)
    here = known.filter(pl.col("died").is_null() | (pl.col("died") > day))
    return arranged("official_attribution", here.with_columns(as_of=day.cast(pl.String), oht_no="team_then"))


def stale_residents(block: Block) -> pl.DataFrame:
    """One row per resident counted at the last day whom the file lacks, or has with the team of a former town."""
    return (
        _residents(block)
        .filter(pl.col("why").is_not_null() & _is_counted(block.scale))
        .select(pl.col("health_number").alias("person_key"), "why")
    )


def _residents(block: Block) -> pl.DataFrame:
    """The same rows as the block's people, with the team then and why the file is wrong (null: it is not)."""
    draws = block.draws(Purpose.OFFICIAL)
    people = block.people.join(late_changes(block), on="person", how="left", maintain_order="left")
    teams, day = teams_by_area(block.world.geography), pl.lit(block.scale.official_day)
    is_left_out = pl.lit(draws.chance(1 / MISSING_CHILD_PARTS, len(people)))
    is_young = pl.col("born") > years_before(block.scale.last_day, MISSING_CHILD_YEARS)
    moved_since = pl.col("moved_on") > day
    area_then = pl.when(moved_since).then("former_area_id").otherwise("area_id")
    return people.with_columns(
        team_then=area_then.replace_strict(teams), team_now=pl.col("area_id").replace_strict(teams)
    ).with_columns(
        why=pl.when(pl.col("born") > day).then(pl.lit("missing_birth"))
        .when(is_young & is_left_out).then(pl.lit("missing_child"))
        .when(moved_since & (pl.col("team_then") != pl.col("team_now"))).then(pl.lit("moved"))
    )  # fmt: skip


def _is_counted(scale: Scale) -> pl.Expr:
    """Tell who is alive, insured and no ghost at the last day, as the source knows after both deliveries."""
    day, ghost = pl.lit(scale.last_day), pl.lit(years_before(scale.last_day, GHOST_YEARS))
    lives = pl.col("died").is_null() & pl.col("died_late_on").is_null() & (pl.col("born") <= day)
    covered = (pl.col("covered_to").is_null() | (pl.col("covered_to") > day)) & (
        pl.col("covered_from").is_null() | (pl.col("covered_from") <= day)
    )
    is_ghost = (pl.col("last_contact_on") <= ghost) & (pl.col("born") <= ghost)
    return lives & covered & ~is_ghost.fill_null(False)
