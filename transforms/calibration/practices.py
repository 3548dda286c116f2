"""What family physicians do: a comprehensive practice, a focused one, or hardly any."""

import polars as pl

from transforms.calibration.family import Definition, Family, Measured, Moment, Totals, number, share
from transforms.features.family import Frames, Requirement

FEWEST_DAYS = 44


def measure_practices(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give counts and shares of the family physicians with activity lines in the look-back."""
    judged = whole["judged"]
    has_days = pl.col("most_days") >= FEWEST_DAYS
    focused = judged.filter(has_days & (2 * pl.col("core_lines") <= pl.col("lines")))
    with_core = judged.filter(pl.col("core_lines") > 0).height
    kinds = {
        "comprehensive": judged.filter("is_comprehensive").height,
        "few_days": judged.filter(~has_days).height,
        "focused": focused.height,
    }
    # Shares of one whole: were a single one hidden, the others would tell it.
    beside = tuple(kinds.values())
    return {
        "comprehensive_physicians": number(kinds["comprehensive"], *beside),
        # What it leaves of all of them could be had from the shares.
        "physicians_with_core_lines": number(with_core, with_core, judged.height - with_core),
        **{f"{kind}_share": share(count, judged.height, *beside) for kind, count in kinds.items()},
    }


ALL_OF_THEM = "all family physicians (specialty 00, 05) with activity lines in the look-back (method, 2.3)"
FAMILY = Family(
    name="practices",
    definitions={
        "comprehensive_physicians": Definition("Comprehensive family physicians (method, 2.3)."),
        "physicians_with_core_lines": Definition(
            "Family physicians (specialty 00, 05) with a core line in the look-back (method, 2.1)."
        ),
        "comprehensive_share": Definition(f"Comprehensive family physicians ÷ {ALL_OF_THEM}.", 100),
        "few_days_share": Definition(
            f"Those with activity lines on fewer than {FEWEST_DAYS} days of their busiest year ÷ {ALL_OF_THEM}.", 100
        ),
        "focused_share": Definition(
            f"Those with {FEWEST_DAYS} or more such days, at most half of whose lines are core ÷ {ALL_OF_THEM}.",
            100,
        ),
    },
    requires=(Requirement("claims", months=24),),
    reads_whole=("judged",),
    measure=measure_practices,
)
