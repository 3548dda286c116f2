"""Who is rostered, and who is attached to anybody."""

import polars as pl

from transforms.calibration.family import ALL, Definition, Family, Measured, Moment, Totals, count_parts, number, share
from transforms.features.family import Frames, Requirement

ATTACHED_TIERS = ["rostered", "health_centre", "virtual"]
# The rule finds somebody for the young alone, which is the age that reliability.md 15.5 asks for.
CHILDRENS_RULE = "paediatrician"


def count_attachment(frames: Frames, moment: Moment) -> pl.DataFrame:  # noqa: ARG001
    """One row per kind of attachment: persons; and one of all persons counted."""
    tier = pl.col("tier")
    attached = tier.is_in(ATTACHED_TIERS) | (pl.col("tier_rule") == CHILDRENS_RULE).fill_null(False)
    return count_parts(
        frames["persons"], pl.lit(ALL), counted=pl.len(), rostered=(tier == "rostered").sum(), attached=attached.sum()
    )


def measure_attachment(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give the shares of all persons counted."""
    counted, attached, rostered = (totals.get(term) for term in ("counted", "attached", "rostered"))
    otherwise = attached - rostered
    return {
        "rostered_persons": number(rostered),
        "rostered_share": share(rostered, counted),
        "attached_share": share(attached, counted, otherwise),
        "uncertainly_attached_share": share(counted - attached, counted, otherwise),
    }


FAMILY = Family(
    name="attachment",
    definitions={
        "rostered_persons": Definition("Counted persons of tier `rostered`."),
        "rostered_share": Definition("Counted persons of tier `rostered` ÷ counted persons.", 100),
        "attached_share": Definition(
            "Counted persons of tier `rostered`, `health_centre` or `virtual`, or of the rule `paediatrician`, ÷ "
            "counted persons.",
            100,
        ),
        "uncertainly_attached_share": Definition(
            "Counted persons of every other tier and rule ÷ counted persons (reliability, 15.5).", 100
        ),
    },
    requires=(Requirement("claims", months=24), Requirement("enrolments", months=0)),
    reads=("persons",),
    count=count_attachment,
    measure=measure_attachment,
)
