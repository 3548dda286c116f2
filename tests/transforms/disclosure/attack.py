"""What an outsider can read off a published table, row by row.

Written from the rule, not from `transforms.disclosure`: it looks only at what the table shows. It also serves to
attack what the flows publish. Subtraction from totals is tried within a tier; ranges over methods are turned back into
the fractions they come from, and compared with the published result. Not tried: differences between periods and runs.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import polars as pl

COUNTS_AND_WHAT_TELLS_THEM = ["numerator", "denominator", "value", "lower", "upper"]


def exposed_rows(published: pl.DataFrame) -> pl.DataFrame:
    """One row per published row that gives away a count from 1 to 5, with `exposed_by` naming how."""
    ways = [pl.when(found).then(pl.lit(way)) for way, found in _ways().items()]
    return published.with_columns(pl.coalesce(ways).alias("exposed_by")).filter(pl.col("exposed_by").is_not_null())


def _ways() -> dict[str, pl.Expr]:
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    complement = denominator.cast(pl.Int64) - numerator.cast(pl.Int64)
    any_left = pl.any_horizontal(pl.col(column).is_not_null() for column in COUNTS_AND_WHAT_TELLS_THEM)
    return {
        "numerator": numerator.is_between(1, 5),
        "denominator": denominator.is_between(1, 5),
        "complement": pl.col("is_proportion") & complement.is_between(1, 5),
        "rest of a hidden row": pl.col("suppression").is_not_null() & any_left,
        "a value without its counts": pl.col("value").is_not_null() & (numerator.is_null() | denominator.is_null()),
    }


def told_by_subtraction(tiers: pl.DataFrame) -> list[int]:
    """Give, sorted, the counts of 1 to 5 that one subtraction within a tier of a published table gives."""
    found = []
    for (_,), rows in tiers.group_by("tier"):
        province = rows.filter(pl.col("level") == "province").row(0, named=True)
        teams = rows.filter(pl.col("level") == "oht")["persons"].to_list()
        persons, without = province["persons"], province["without_team"]
        with_team = None if persons is None or without is None else persons - without
        found += [_missing(persons, [*teams, without]), _missing(with_team, teams), with_team, without, persons]
        found += [None if None in teams else sum(teams), *teams]
    return sorted(count for count in found if count is not None and 1 <= count <= 5)


def _missing(total: int | None, parts: Sequence[int | None]) -> int | None:
    """Give what one hidden cell of a sum must be, or each of several that hold one person each; null: it is open."""
    shown, hidden = [part for part in parts if part is not None], parts.count(None)
    if total is None or not hidden:
        return None
    left = total - sum(shown)
    return left if hidden == 1 else left // hidden if left == hidden else left if left <= 5 else None


Counts = tuple[int, int]
MOST_PERSONS = 100_000


def counts_behind(value: float, multiplier: int, about: int) -> Counts:
    """Guess numerator and denominator of a value, knowing about how many are below the line."""
    fraction = Fraction(value / multiplier).limit_denominator(MOST_PERSONS)
    times = max(1, round(about / fraction.denominator))
    return times * fraction.numerator, times * fraction.denominator


def guesses(ranges: pl.DataFrame, published: pl.DataFrame, multipliers: Mapping[str, int]) -> list[dict[str, object]]:
    """Give, for every range shown, the counts that are guessed behind its ends and read off the published result.

    A result that is hidden tells how many there are about: as many as behind another indicator of the unit.
    """
    keys = ["indicator_id", "level", "unit_id"]
    known = {tuple(row[key] for key in keys): row for row in published.iter_rows(named=True)}
    found = []
    for row in ranges.drop_nulls("lowest").iter_rows(named=True):
        # A unit without a row has nobody by the official method, and everybody can see that.
        result = known.get(tuple(row[key] for key in keys), {"numerator": 0, "denominator": 0})
        about = result["denominator"] or MOST_PERSONS // 100
        ends = [counts_behind(row[end], multipliers[row["indicator_id"]], about) for end in ("lowest", "highest")]
        official = None if result["denominator"] is None else (result["numerator"], result["denominator"])
        found.append({**{key: row[key] for key in keys}, "ends": ends, "official": official})
    return found


def told_by(counts: Sequence[Counts], is_proportion: bool) -> list[int]:
    """Give the counts of 1 to 5 among these counts, their rests, and the differences of any two of them."""
    parts = [(n, d, d - n if is_proportion else 0) for n, d in counts]
    alone = [count for row in parts for count in row]
    between = [abs(one - other) for a in parts for b in parts for one, other in zip(a, b, strict=True)]
    return sorted({count for count in [*alone, *between] if 1 <= count <= 5})
