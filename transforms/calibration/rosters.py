"""How many physicians roster, and how large their rosters are."""

import polars as pl

from transforms.calibration.family import Definition, Family, Measured, Moment, Totals, count_parts, number, rate
from transforms.features.family import Frames, Requirement


def count_rosters(frames: Frames, moment: Moment) -> pl.DataFrame:  # noqa: ARG001
    """One row per physician: persons of tier rostered; whose they are is needed, since a roster spans buckets."""
    rostered = frames["persons"].filter((pl.col("tier") == "rostered") & pl.col("physician_id").is_not_null())
    return count_parts(rostered, pl.col("physician_id"), rostered=pl.len())


def measure_rosters(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give the physicians with anybody on their roster, and the mean of their rosters."""
    rosters = totals.items("rostered")
    return {
        "enrolling_physicians": number(len(rosters), sum(rosters)),
        "mean_roster_size": rate(sum(rosters), len(rosters)) if rosters else None,
    }


FAMILY = Family(
    name="rosters",
    definitions={
        "enrolling_physicians": Definition("Physicians with a counted person of tier `rostered`."),
        "mean_roster_size": Definition(
            "Counted persons of tier `rostered` ÷ physicians with any of them.", needs="a physician with a roster"
        ),
    },
    requires=(Requirement("enrolments", months=0),),
    reads=("persons",),
    count=count_rosters,
    measure=measure_rosters,
)
