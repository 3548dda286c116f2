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


def small_by_subtraction(figures: pl.DataFrame, tiers: pl.DataFrame) -> list[int]:
    """Give, sorted, the counts of 1 to 5 that a table of reliability figures shows or one subtraction gives.

    What adds up is written here from the text of docs/explanation/reliability.md. `tiers` are those published beside
    it; a cell that no row names is zero.
    """
    key = ["measure", "level", "unit_id", "part", "detail"]
    cells: dict[tuple[str, ...], int | None] = {
        tuple(row[:5]): row[5] for row in figures.select(*key, "number").iter_rows()
    }
    cells |= {
        ("tier", level, unit, tier, "all"): persons
        for level, unit, tier, persons in tiers.select("level", "unit_id", "tier", "persons").iter_rows()
    }
    shown = [number for cell, number in cells.items() if cell[0] != "tier" and number is not None]
    told = [_missing(cells.get(total, 0), [cells.get(part, 0) for part in parts]) for total, parts in _added(cells)]
    sums = [_sum_of(cells.get(total, 0), [cells.get(part, 0) for part in parts]) for total, parts in _added(cells)]
    return sorted(number for number in [*shown, *told, *sums] if number is not None and 1 <= number <= 5)


def _sum_of(total: int | None, parts: Sequence[int | None]) -> int | None:
    """Give a hidden total whose parts are all shown."""
    return sum(part for part in parts if part is not None) if total is None and None not in parts else None


def _added(cells: dict[tuple[str, ...], int | None]) -> list[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Give totals with their parts."""
    units = sorted({cell[1:3] for cell in cells})
    teams = [unit for unit in units if unit[0] == "oht"]
    found = []
    for unit in units:
        tiers = [cell for cell in cells if cell[0] == "tier" and cell[1:3] == unit]
        sure = [cell for cell in cells if cell[0] == "confidence" and cell[1:3] == unit]
        found.append((("totals", *unit, "counted", "all"), tiers))
        found.append((("totals", *unit, "counted", "all"), sure))
        attachment = [("attachment", *unit, part, "all") for part in ("attached", "uncertain")]
        found.append((("totals", *unit, "counted", "all"), attachment))
        found += [(tier, [cell for cell in sure if cell[3] == tier[3]]) for tier in tiers]
        for part in ("joined", "left", "changed"):
            reasons = [cell for cell in cells if cell[:4] == ("changes", *unit, part) and cell[4] != "all"]
            found.append((("changes", *unit, part, "all"), reasons))
    province = ("province", "ontario")
    found.append((("totals", *province, "registered", "all"), _named("totals", province, "counted", "not_counted")))
    found.append((("totals", *province, "counted", "all"), _named("totals", province, "with_team", "without_team")))
    found.append((("totals", *province, "with_team", "all"), [("totals", *team, "counted", "all") for team in teams]))
    return [(total, parts) for total, parts in found if total in cells and parts]


def _named(measure: str, unit: tuple[str, ...], *parts: str) -> list[tuple[str, ...]]:
    return [(measure, *unit, part, "all") for part in parts]


Counts = tuple[int, int]
MOST_PERSONS = 100_000


def counts_behind(value: float, multiplier: float, about: int) -> Counts:
    """Guess numerator and denominator of a value, knowing about how many are below the line."""
    fraction = Fraction(value / multiplier).limit_denominator(MOST_PERSONS)
    times = max(1, round(about / fraction.denominator))
    return times * fraction.numerator, times * fraction.denominator


def guesses(ranges: pl.DataFrame, published: pl.DataFrame, multipliers: Mapping[str, float]) -> list[dict[str, object]]:
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
