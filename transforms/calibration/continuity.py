"""Continuity of the rostered: the share of their visits to their own physician, and to the physician's group.

After Kiran 2023 (JABFM 36(1):130), of which the abstract alone could be read.
"""

import polars as pl

from transforms.attribution.windows import in_window
from transforms.calibration.family import Definition, Family, Measured, Moment, Totals, count_parts, share
from transforms.dates import months_before, years_before
from transforms.features.family import Frames, Requirement

YOUNGEST_YEARS = 16
FEWEST_VISITS = 2
KIND_BY_MODEL = {
    "FHG": "enhanced_fee_for_service",
    "CCM": "enhanced_fee_for_service",
    "FHN": "capitation",
    "FHO": "capitation",
    "FHO+": "capitation",
}
KINDS = list(dict.fromkeys(KIND_BY_MODEL.values()))
MODELS = {kind: [model for model, of in KIND_BY_MODEL.items() if of == kind] for kind in KINDS}


def count_continuity(frames: Frames, moment: Moment) -> pl.DataFrame:
    """One row per kind of enrolment model: visits of its people, those to their own physician and to the own group."""
    own = pl.col("visited") == pl.col("physician_id")
    in_group = own | (pl.col("visited_group") == pl.col("group_id")).fill_null(False)
    visits = _visits(frames, moment).join(_rostered(frames, moment), on="person_id", how="inner")
    enough = visits.filter(pl.len().over("person_id") >= FEWEST_VISITS)
    return count_parts(enough, pl.col("kind"), visits=pl.len(), own_physician=own.sum(), own_group=in_group.sum())


def _rostered(frames: Frames, moment: Moment) -> pl.DataFrame:
    """One row per rostered person of 16 or more whose physician's model is of a kind: physician, group and kind."""
    kinds = pl.DataFrame({"model_code": list(KIND_BY_MODEL), "kind": list(KIND_BY_MODEL.values())})
    physicians = frames["physicians"].select("physician_id", "model_code").join(kinds, on="model_code", how="inner")
    old_enough = pl.col("birth_date") <= years_before(moment.end, YOUNGEST_YEARS)
    return (
        frames["persons"]
        .filter((pl.col("tier_rule") == "enrolment") & old_enough)
        .select("person_id", "physician_id", "group_id")
        .join(physicians.select("physician_id", "kind"), on="physician_id", how="inner")
    )


def _visits(frames: Frames, moment: Moment) -> pl.DataFrame:
    """One row per person, physician visited and day in the 24 months ending at the period end, with the group then."""
    groups = frames["physicians"].select(
        pl.col("physician_id").alias("visited"), pl.col("group_id").alias("visited_group")
    )
    return (
        frames["core_lines"]
        .filter(in_window("service_date", months_before(moment.end, 24), moment.end))
        .select("person_id", pl.col("physician_id").alias("visited"), "service_date")
        .unique()
        .join(groups, on="visited", how="left")
    )


def measure_continuity(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give both shares of each kind."""
    values: dict[str, Measured | None] = {}
    for kind in KINDS:
        visits, own, group = (totals.get(term, kind) for term in ("visits", "own_physician", "own_group"))
        values[f"own_physician_share_{kind}"] = share(own, visits)
        values[f"own_group_share_{kind}"] = share(group, visits, group - own)
    return values


def _definition(whose: str, kind: str) -> Definition:
    return Definition(
        "Persons on the rule `enrolment`, 16 or older at the period end, with 2 or more primary-care visits (a person, "
        f"physician and day with a core line) in the 24 months ending there, whose physician's model is "
        f"{' or '.join(MODELS[kind])}: visits to {whose} ÷ their visits.",
        100,
    )


FAMILY = Family(
    name="continuity",
    definitions={
        f"own_{name}_share_{kind}": _definition(whose, kind)
        for kind in KINDS
        for name, whose in (
            ("physician", "that physician"),
            ("group", "that physician or one of the same registry group"),
        )
    },
    requires=(Requirement("claims", months=24), Requirement("enrolments", months=0)),
    reads=("persons", "core_lines"),
    reads_whole=("physicians",),
    count=count_continuity,
    measure=measure_continuity,
)
