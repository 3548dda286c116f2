"""Loyalty: how much of the care of a network's people is given within it."""

import polars as pl

from schemas.networks import CARE_KINDS
from transforms.calibration.family import Definition, Family, Measured, Moment, Totals, median, share
from transforms.features.family import Frames, Requirement

WORDS = {
    "visits": "visits to any physician",
    "primary_care_visits": "visits to family physicians",
    "admissions": "medical admissions",
}


def measure_loyalty(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give the median over networks of each kind of care; null: no network has any of it."""
    rows = whole["loyalty"].filter(pl.col("level") == "network")
    return {
        f"median_loyalty_{kind}": median(
            [share(*counts) for counts in rows.filter(pl.col("kind") == kind).select("inside", "total").iter_rows()]
        )
        for kind in CARE_KINDS
    }


FAMILY = Family(
    name="loyalty",
    definitions={
        f"median_loyalty_{kind}": Definition(
            f"Median over networks of loyalty (networks, 14): {WORDS[kind]} of its people given in the network ÷ all.",
            100,
            f"a network with {WORDS[kind]}",
        )
        for kind in CARE_KINDS
    },
    requires=(Requirement("claims", months=12), Requirement("discharges", months=12)),
    reads_whole=("loyalty",),
    measure=measure_loyalty,
)
