"""Changes of one unit for a screen that others may see: small counts hidden, and nothing left to get them back from.

Method: docs/explanation/method.md 12.3.
"""

from collections.abc import Mapping

import polars as pl

from transforms.disclosure.audience import Audience

HIDDEN = "hidden"
TOTALS = {"joined": "joined_persons", "left": "left_persons"}


def show_changes(counts: pl.DataFrame, audience: Audience) -> pl.DataFrame:
    """The same rows, of one unit, with `shown`: the persons as text, 1 to the audience's threshold as less than that.

    Sorted by direction (joined, left, changed), the largest count first.
    """
    hidden = pl.col("persons") <= audience.threshold
    shown = pl.when(hidden).then(pl.lit(less(audience))).otherwise(pl.col("persons").cast(pl.String))
    place = pl.col("direction").replace_strict({"joined": 0, "left": 1, "changed": 2}, return_dtype=pl.Int8)
    ranked = counts.sort(place, "persons", "reason", descending=[False, True, False])
    return ranked.with_columns(shown.alias("shown"))


def show_totals(totals: Mapping[str, int], counts: pl.DataFrame, audience: Audience) -> dict[str, str]:
    """Give the totals of one unit as text, so that no small count can be had by subtraction.

    `totals`: before_persons, joined_persons, left_persons, after_persons. Who joined or left in all is hidden where one
    of the reasons is; the persons after are hidden where one of the two is.
    """
    shown = {name: _text(persons, audience) for name, persons in totals.items()}
    small = counts.filter(pl.col("persons") <= audience.threshold)["direction"].to_list()
    for direction, name in TOTALS.items():
        if direction in small and shown[name] != less(audience):
            shown[name] = HIDDEN
    if set(small) & TOTALS.keys():
        shown["after_persons"] = HIDDEN
    return shown


def less(audience: Audience) -> str:
    """Give the text that stands for a count that is hidden because it is small."""
    return f"<{audience.threshold + 1}"


def _text(persons: int, audience: Audience) -> str:
    return less(audience) if 1 <= persons <= audience.threshold else f"{persons:,}"
