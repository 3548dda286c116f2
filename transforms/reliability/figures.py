"""All counts of the reliability report as one long table, so that what hides in one can be guarded in all.

Method: docs/explanation/reliability.md 15.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from transforms.indicators.units import PROVINCE

ALL = "all"
FIGURE_KEY = ["measure", "level", "unit_id", "part", "detail"]
COLUMNS = [*FIGURE_KEY, "number"]


@dataclass(frozen=True)
class Tables:
    """The exact tables behind a report, by their models; null: not computable, or not computed."""

    confidence: pl.DataFrame
    attachment: pl.DataFrame
    totals: pl.DataFrame
    reasons: pl.DataFrame
    physicians: pl.DataFrame
    networks: pl.DataFrame
    children: pl.DataFrame | None = None
    file_children: pl.DataFrame | None = None
    changes: pl.DataFrame | None = None
    change_totals: pl.DataFrame | None = None


def gather_figures(tables: Tables) -> pl.DataFrame:
    """One row per measure, level, unit, part and detail, sorted: number (the Figures model)."""
    return pl.concat(_parts(tables)).sort(FIGURE_KEY)


def _parts(tables: Tables) -> Iterator[pl.DataFrame]:
    yield from _totals(tables)
    confidence = tables.confidence.with_columns(pl.col("confidence").fill_null("none"))
    yield _rows(confidence, "confidence", "tier", "confidence", "persons")
    yield from _attachment(tables.attachment)
    yield from _physicians(tables.physicians)
    yield from _networks(tables.networks)
    if tables.children is not None:
        yield from _children(tables.children)
    if tables.file_children is not None:
        yield from _file_children(tables.file_children)
    if tables.changes is not None and tables.change_totals is not None:
        yield from _changes(tables.changes, tables.change_totals)


def _rows(
    table: pl.DataFrame, measure: str, part: str | pl.Expr, detail: str | pl.Expr, number: str | pl.Expr
) -> pl.DataFrame:
    """One row per row of a table that has a level and a unit: the columns of a figure; texts name columns."""
    given = {"part": part, "detail": detail, "number": number}
    named = [(pl.col(of) if isinstance(of, str) else of).alias(name) for name, of in given.items()]
    return table.select(pl.lit(measure).alias("measure"), "level", "unit_id", *named)


def _sums(table: pl.DataFrame, key: list[str], number: str) -> pl.DataFrame:
    """One row per key: the number summed."""
    return table.group_by(key).agg(pl.col(number).sum())


def _of_province(table: pl.DataFrame) -> pl.DataFrame:
    """The same rows, as rows of the province."""
    return table.with_columns(pl.lit("province").alias("level"), pl.lit(PROVINCE).alias("unit_id"))


def _totals(tables: Tables) -> Iterator[pl.DataFrame]:
    whole = pl.lit(ALL)
    yield _rows(tables.attachment, "totals", pl.lit("counted"), whole, "persons")
    totals = _of_province(tables.totals)
    for part in ("registered", "not_counted", "without_team"):
        yield _rows(totals, "totals", pl.lit(part), whole, part)
    yield _rows(totals, "totals", pl.lit("with_team"), whole, "in_teams")
    yield _rows(_of_province(tables.reasons), "totals", "kind", "reason", "persons")


def _attachment(attachment: pl.DataFrame) -> Iterator[pl.DataFrame]:
    uncertain = pl.col("persons") - pl.col("attached")
    yield _rows(attachment, "attachment", pl.lit("attached"), pl.lit(ALL), "attached")
    yield _rows(attachment, "attachment", pl.lit("uncertain"), pl.lit(ALL), uncertain)
    # Shown nowhere on the page, but anybody can work it out from the tiers.
    yield _rows(attachment, "attachment", pl.lit("paediatric"), pl.lit(ALL), "paediatric")


def _children(children: pl.DataFrame) -> Iterator[pl.DataFrame]:
    known = children.filter(pl.col("age_years").is_not_null())
    ages = known.filter(pl.col("level") == "province").with_columns(pl.col("age_years").cast(pl.String).alias("age"))
    whole = known.group_by("level", "unit_id").agg(pl.col("registered", "placed").sum())
    for table in (ages, whole.with_columns(pl.lit(ALL).alias("age"))):
        yield _rows(table, "under_five", pl.lit("registered"), "age", "registered")
        yield _rows(table, "under_five", pl.lit("placed"), "age", "placed")
        yield _rows(table, "under_five", pl.lit("not_placed"), "age", pl.col("registered") - pl.col("placed"))
    if children.height:
        unknown = _of_province(children.select(pl.col("unknown").sum()))
        yield _rows(unknown, "under_five", pl.lit("unknown"), pl.lit(ALL), "unknown")


def _file_children(counts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    present = pl.col("children") - pl.col("missing")
    for part, number in {"children": "children", "missing": "missing", "in_file": present}.items():
        yield _rows(counts, "under_five_in_file", pl.lit(part), pl.lit(ALL), number)


def _changes(counts: pl.DataFrame, totals: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Give joins and leaves of teams, and of the province also who changed within it."""
    is_shown = (pl.col("level") == "province") | ((pl.col("level") == "oht") & (pl.col("direction") != "changed"))
    shown = counts.filter(is_shown)
    yield _rows(shown, "changes", "direction", "reason", "persons")
    changed = _sums(shown.filter(pl.col("direction") == "changed"), ["level", "unit_id", "direction"], "persons")
    yield _rows(changed, "changes", "direction", pl.lit(ALL), "persons")
    of_teams = totals.filter(pl.col("level") != "practice")
    for part in ("before", "joined", "left", "after"):
        yield _rows(of_teams, "changes", pl.lit(part), pl.lit(ALL), f"{part}_persons")


def _physicians(physicians: pl.DataFrame) -> Iterator[pl.DataFrame]:
    rows = _of_province(physicians)
    yield _rows(rows, "physicians", "kind", "network_basis", "physicians")
    yield _rows(_of_province(_sums(rows, ["kind"], "physicians")), "physicians", "kind", pl.lit(ALL), "physicians")


def _networks(networks: pl.DataFrame) -> Iterator[pl.DataFrame]:
    rows = networks.with_columns(pl.lit("network").alias("level"), pl.col("network_id").alias("unit_id"))
    yield _rows(rows, "crosswalk", "oht_id", pl.lit(ALL), "persons")
    whole = _sums(rows, ["level", "unit_id"], "persons")
    yield _rows(whole, "crosswalk", pl.lit(ALL), pl.lit(ALL), "persons")


def loyalty_figures(released: pl.DataFrame) -> pl.DataFrame:
    """One row per OHT, kind of care and detail (all, inside, outside), sorted: number and suppression.

    `released` is the loyalty after disclosure control (PublishedLoyalty): what is hidden there is hidden here.
    """
    of_teams = released.filter(pl.col("level") == "oht")
    outside = pl.col("total") - pl.col("inside")
    details = {ALL: pl.col("total"), "inside": pl.col("inside"), "outside": outside}
    parts = [
        of_teams.select(
            pl.lit("loyalty").alias("measure"),
            "level",
            "unit_id",
            pl.col("kind").alias("part"),
            pl.lit(detail).alias("detail"),
            number.alias("number"),
            "suppression",
        )
        for detail, number in details.items()
    ]
    return pl.concat(parts).sort(FIGURE_KEY)
