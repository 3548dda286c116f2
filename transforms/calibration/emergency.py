"""Visits to emergency departments: how many, how urgent, and whose."""

import polars as pl

from transforms.attribution.windows import in_window
from transforms.calibration.family import ALL, Definition, Family, Measured, Moment, Totals, count_parts, rate, share
from transforms.dates import months_before
from transforms.features.family import Frames, Requirement

QUINTILES = range(1, 6)
NO_QUINTILES = "areas.deprivation_quintile"


def count_emergency(frames: Frames, moment: Moment) -> pl.DataFrame:
    """One row per term: unscheduled visits of counted persons in 12 months, of each kind, and the persons."""
    areas = frames["areas"].select("area_id", "deprivation_quintile")
    persons = frames["persons"].select("person_id", "sex", "area_id").join(areas, on="area_id", how="left")
    visits = (
        frames["ed_visits"]
        .filter(in_window("visit_date", months_before(moment.end, 12), moment.end) & ~pl.col("is_scheduled"))
        .join(persons, on="person_id", how="inner")
    )
    kinds = {
        "triage_4": pl.col("triage_level") == 4,
        "triage_5": pl.col("triage_level") == 5,
        "female": pl.col("sex") == "F",
        **{f"deprivation_{of}": pl.col("deprivation_quintile") == of for of in QUINTILES},
    }
    sums = {name: kind.fill_null(False).sum() for name, kind in kinds.items()}
    counted = count_parts(persons, pl.lit(ALL), counted=pl.len())
    return pl.concat([counted, count_parts(visits, pl.lit(ALL), visits=pl.len(), **sums)])


def measure_emergency(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give the rate of all persons counted, and shares of all visits, those of unknown kind among them."""
    visits = totals.get("visits")
    kinds = {name: share(totals.get(name), visits) for name in ("triage_4", "triage_5", "female")}
    # Shares of one whole: were a single one hidden, the others would tell it.
    quintiles = [totals.get(f"deprivation_{of}") for of in QUINTILES]
    beside = (*quintiles, visits - sum(quintiles))
    has_quintiles = whole["areas"]["deprivation_quintile"].is_not_null().any()
    deprived = {
        f"ed_deprivation_{of}_share": share(quintiles[of - 1], visits, *beside) if has_quintiles else None
        for of in QUINTILES
    }
    return {
        "ed_visits_per_1000": rate(visits, totals.get("counted")),
        **{f"ed_{name}_share": value for name, value in kinds.items()},
        **deprived,
    }


VISITS = "Unscheduled emergency visits of counted persons in the 12 months ending at the period end"
FAMILY = Family(
    name="emergency",
    definitions={
        "ed_visits_per_1000": Definition(f"{VISITS} ÷ counted persons.", 1000),
        **{
            f"ed_triage_{level}_share": Definition(
                f"{VISITS}: those of triage level {level} ÷ all, unknown ones too.", 100
            )
            for level in (4, 5)
        },
        "ed_female_share": Definition(f"{VISITS}: those of women and girls ÷ all.", 100),
        **{
            f"ed_deprivation_{of}_share": Definition(
                f"{VISITS}: those of persons whose area at the period end has deprivation quintile {of} (5: most "
                "deprived) ÷ all, unknown areas too.",
                100,
                NO_QUINTILES,
            )
            for of in QUINTILES
        },
    },
    requires=(Requirement("ed_visits", months=12, columns=("is_scheduled", "triage_level")),),
    reads=("persons", "ed_visits"),
    reads_whole=("areas",),
    count=count_emergency,
    measure=measure_emergency,
)
