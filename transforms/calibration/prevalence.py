"""How many people have a condition, or several."""

import polars as pl

from reference.calibration_targets import condition_codes, conditions
from transforms.calibration.diagnosed import LONGEST_GAP_DAYS, find_cases
from transforms.calibration.family import ALL, Definition, Family, Measured, Moment, Totals, count_parts, share
from transforms.dates import years_before
from transforms.features.family import Frames, Requirement

OLD_YEARS = 65
AT_LEAST = (2, 3)


def count_prevalence(frames: Frames, moment: Moment) -> pl.DataFrame:
    """One row per condition and term: persons with it, of any age and of 65 and over; and all counted persons."""
    is_old = pl.col("birth_date") <= years_before(moment.end, OLD_YEARS)
    persons = frames["persons"].select("person_id", is_old.alias("is_old"))
    cases = find_cases(frames["claims"], frames["discharges"], condition_codes(), moment.end)
    diagnosed = cases.join(persons, on="person_id", how="inner")
    each = diagnosed.group_by("person_id").agg(pl.len().alias("conditions"))
    several = {f"with_{fewest}": (pl.col("conditions") >= fewest).sum() for fewest in AT_LEAST}
    return pl.concat(
        [
            count_parts(persons, pl.lit(ALL), counted=pl.len(), old=pl.col("is_old").sum()),
            count_parts(each, pl.lit(ALL), **several),
            count_parts(diagnosed, pl.col("condition"), cases=pl.len(), old_cases=pl.col("is_old").sum()),
        ]
    )


def measure_prevalence(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give the share of all counted persons with each condition, and with several."""
    counted, old_cases = totals.get("counted"), totals.get("old_cases", "dementia")
    several = [totals.get(f"with_{fewest}") for fewest in AT_LEAST]
    named = zip(AT_LEAST, several, strict=True)
    young_cases = totals.get("cases", "dementia") - old_cases
    return {
        **{f"prevalence_{name}": share(totals.get("cases", name), counted) for name in conditions()},
        **{f"multimorbidity_{fewest}plus": share(count, counted, several[0] - several[-1]) for fewest, count in named},
        "dementia_65plus_per_1000": share(old_cases, totals.get("old"), young_cases),
    }


RULE = (
    "a discharge with a listed ICD-10-CA prefix among its diagnoses, or two claims of suffix A with a listed "
    f"diagnostic code 1 to {LONGEST_GAP_DAYS} days apart, in the history received up to the period end"
)
CODES = "reference/calibration/conditions.csv"
FAMILY = Family(
    name="prevalence",
    definitions={
        **{
            f"prevalence_{name}": Definition(
                f"Counted persons with {name.replace('_', ' ')} ÷ counted persons: {RULE} ({CODES}, unverified).", 100
            )
            for name in conditions()
        },
        **{
            f"multimorbidity_{fewest}plus": Definition(
                f"Counted persons with {fewest} or more of the {len(conditions())} conditions of {CODES} ÷ counted "
                f"persons; each: {RULE}.",
                100,
            )
            for fewest in AT_LEAST
        },
        "dementia_65plus_per_1000": Definition(
            f"Counted persons of 65 or more at the period end with dementia ÷ those of 65 or more: {RULE}.",
            1000,
            "anybody of 65 or more",
        ),
    },
    requires=(
        Requirement("claims", months=24, columns=("diagnosis_code",)),
        Requirement("discharges", months=24, columns=("main_diagnosis_code",)),
    ),
    reads=("persons", "claims", "discharges"),
    count=count_prevalence,
    measure=measure_prevalence,
    codes=lambda: condition_codes().rows(),
)
