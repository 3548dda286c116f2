"""Who is counted, and the teams they have."""

import polars as pl

from transforms.calibration.family import ALL, Definition, Family, Measured, Moment, Totals, count_parts, number, rate
from transforms.features.family import Frames


def count_population(frames: Frames, moment: Moment) -> pl.DataFrame:  # noqa: ARG001
    """One row per team: its persons; and one of all persons counted."""
    persons = frames["persons"]
    in_teams = persons.filter(pl.col("oht_id").is_not_null())
    return pl.concat(
        [
            count_parts(persons, pl.lit(ALL), counted=pl.len()),
            count_parts(in_teams, pl.col("oht_id"), in_team=pl.len()),
        ]
    )


def measure_population(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give the persons counted, and how many a team has."""
    teams = totals.items("in_team")
    return {
        "counted_persons": number(totals.get("counted")),
        "mean_team_persons": rate(sum(teams), len(teams)) if teams else None,
    }


FAMILY = Family(
    name="population",
    definitions={
        "counted_persons": Definition("Persons counted at the period end (method, 3)."),
        "mean_team_persons": Definition(
            "Counted persons with a team ÷ teams that have any.", needs="persons with a team"
        ),
    },
    reads=("persons",),
    count=count_population,
    measure=measure_population,
)
