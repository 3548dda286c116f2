"""Rows that name each other in a circle, so that following them never ends."""

from collections import defaultdict
from collections.abc import Mapping

import polars as pl


def stands_in_circle(combined: pl.Series) -> pl.Series:
    """Say of each row (a struct of network_id and combined_into) whether it leads back to itself.

    Where several rows are of one network all of them are followed, so that the order of rows does not matter.
    """
    into: dict[str | None, set[str | None]] = defaultdict(set)
    for row in combined:
        into[row["network_id"]].add(row["combined_into"])
    found = [_reaches(row["combined_into"], row["network_id"], into) for row in combined]
    return pl.Series(found, dtype=pl.Boolean)


def _reaches(start: str | None, goal: str | None, into: Mapping[str | None, set[str | None]]) -> bool:
    seen: set[str | None] = set()
    waiting = [start]
    while waiting:
        at = waiting.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            waiting += into.get(at, set())
    return False
