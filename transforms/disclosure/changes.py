"""Changes of one unit for a screen that others may see: small counts hidden, and what would give one of them away.

Each account is safe by itself, and beside the accounts of other months of the same unit as far as its size goes.
Accounts of overlapping spans (one since June and one since July), or of units that exchange persons, may still bound
or give a hidden count together. Method: docs/explanation/method.md 12.3.
"""

from collections.abc import Mapping

import polars as pl

from transforms.disclosure.audience import Audience

HIDDEN = "hidden"
TOTALS = {"joined": "joined_persons", "left": "left_persons"}
SIZES = ["before_persons", "after_persons"]


def show_changes(counts: pl.DataFrame, audience: Audience) -> pl.DataFrame:
    """The same rows, of one unit, with `is_hidden` and `shown`: the persons as text, small ones as less than that.

    Sorted by direction (joined, left, changed), the largest count first; then the hidden ones by name of the reason,
    so that their order says nothing.
    """
    is_hidden = pl.col("persons") <= audience.threshold
    shown = pl.when(is_hidden).then(pl.lit(less(audience))).otherwise(pl.col("persons").cast(pl.String))
    place = pl.col("direction").replace_strict({"joined": 0, "left": 1, "changed": 2}, return_dtype=pl.Int8)
    size = pl.when(is_hidden).then(0).otherwise(pl.col("persons"))
    ranked = counts.sort(place, size, "reason", descending=[False, True, False])
    return ranked.with_columns(is_hidden.alias("is_hidden"), shown.alias("shown"))


def show_totals(totals: Mapping[str, int], counts: pl.DataFrame, audience: Audience) -> dict[str, str]:
    """Give the totals of one unit as text, so that no small count can be had by subtraction.

    `totals`: before_persons, joined_persons, left_persons, after_persons. Who joined or left in all is hidden where one
    of the reasons is. The sizes before and after are always hidden where anything is: the account of the month before
    or after shows the same size, and two sizes give what lies between them.
    """
    shown = {name: _text(persons, audience) for name, persons in totals.items()}
    small = counts.filter(pl.col("persons") <= audience.threshold)["direction"].to_list()
    for direction, name in TOTALS.items():
        if direction in small and shown[name] != less(audience):
            shown[name] = HIDDEN
    return shown | dict.fromkeys(SIZES, HIDDEN) if audience.threshold else shown


def less(audience: Audience) -> str:
    """Give the text that stands for a count that is hidden because it is small."""
    return f"<{audience.threshold + 1}"


def _text(persons: int, audience: Audience) -> str:
    return less(audience) if 1 <= persons <= audience.threshold else f"{persons:,}"
