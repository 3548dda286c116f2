"""Family physicians and specialists: how many are linked to a hospital by what they or their people do there."""

import polars as pl

from schemas.attribution_steps import NETWORK_BASES
from transforms.calibration.family import Definition, Family, Measured, Moment, Totals, share
from transforms.features.family import Frames, Requirement

INPATIENT = "inpatient_services"
# With fewer people somebody is nobody's usual practice; Stukel's 12,410 are usual providers of 1,041 people each.
FEWEST_PERSONS = 10
LINKED = ["own_admissions", "group_admissions", INPATIENT]


def measure_physicians(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give the share linked to a hospital of both kinds of physicians in practice."""
    in_practice = _in_practice(whole["physician_teams"], moment)
    is_family = pl.col("specialty_code").is_in(list(moment.primary_care_specialties))
    family, specialists = in_practice.filter(is_family), in_practice.filter(~is_family)
    panels = whole["panels"].filter(pl.col("panel_persons") >= FEWEST_PERSONS)
    has_rule = INPATIENT in NETWORK_BASES
    return {
        "family_physicians_linked_share": _linked(family.join(panels, on="physician_id", how="semi")),
        "specialists_linked_share": _linked(specialists) if has_rule else None,
    }


def _in_practice(physicians: pl.DataFrame, moment: Moment) -> pl.DataFrame:
    """The same rows, of physicians in practice at the period end."""
    started = pl.col("start_date").is_null() | (pl.col("start_date") <= moment.end)
    return physicians.filter(started & (pl.col("end_date").is_null() | (pl.col("end_date") > moment.end)))


def _linked(physicians: pl.DataFrame) -> Measured:
    linked = physicians.filter(pl.col("network_basis").is_in(LINKED))
    return share(linked.height, physicians.height)


IN_PRACTICE = "in practice at the period end"
FAMILY = Family(
    name="physicians",
    definitions={
        "family_physicians_linked_share": Definition(
            f"Family physicians (specialty 00, 05) {IN_PRACTICE} and with {FEWEST_PERSONS} or more persons placed "
            "with them, whose hospital rests on their own or their group's admissions (method, 5) ÷ all of them.",
            100,
            f"a family physician with {FEWEST_PERSONS} persons",
        ),
        "specialists_linked_share": Definition(
            f"Physicians of other specialties {IN_PRACTICE} whose hospital rests on inpatient services or admissions "
            "(networks, 13.3) ÷ all of them.",
            100,
            "specialists placed by their inpatient services",
        ),
    },
    requires=(Requirement("claims", months=24), Requirement("discharges", months=36)),
    reads_whole=("physician_teams", "panels"),
    measure=measure_physicians,
)
