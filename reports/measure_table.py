"""The table of measures: rows in words and strips, grouped by the four aims."""

from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from reports import measure_values as values
from reports.catalogue import Catalogue
from reports.charts import Strip, draw_strip
from schemas.pack import AIMS, PEER_COLUMNS

SHAPES = {"better": "▲", "similar": "●", "worse": "▼", "none": "–"}


@dataclass(frozen=True)
class MeasureRow:
    """One measure as the page shows it; empty text means that nothing is to be written."""

    anchor: str
    title: str
    why: str
    facts: str
    unit: str
    direction: str
    status: str
    status_word: str
    not_computable: str
    value: str
    interval: str
    counts: str
    strip: Markup
    strip_note: str
    adjusted: str
    verdict: str
    verdict_word: str
    shape: str
    gain: str
    previous: str
    previous_period: str
    median: str
    group: str
    group_is_shown: bool
    oht: str
    oht_interval: str
    oht_is_shown: bool
    province: str
    province_interval: str
    province_is_shown: bool


@dataclass(frozen=True)
class AimGroup:
    """One aim with its measures, possibly none."""

    name: str
    rows: list[MeasureRow]


def aim_groups(measures: pl.DataFrame, words: Catalogue) -> list[AimGroup]:
    """Give the four aims in their fixed order, each with its measures of the first table by identifier."""
    rows = measures.filter(pl.col("shown") == "first").sort("indicator_id").to_dicts()
    return [
        AimGroup(words.text(f"aims.{aim}"), [measure_row(row, words) for row in rows if row["aim"] == aim])
        for aim in AIMS
    ]


def further_rows(measures: pl.DataFrame, words: Catalogue) -> list[MeasureRow]:
    """Give the measures of the second table: aims in their order, in each by identifier."""
    rows = measures.filter(pl.col("shown") == "further").sort("indicator_id").to_dicts()
    return [measure_row(row, words) for aim in AIMS for row in rows if row["aim"] == aim]


def measure_row(row: values.Row, words: Catalogue) -> MeasureRow:
    """Put one row of `PackMeasures` into words."""
    verdict, status = row["verdict"], row["status"]
    return MeasureRow(
        anchor=f"measure-{row['indicator_id']}",
        title=row["title"],
        why=row["why"],
        facts=_facts(row, words),
        unit=row["unit"],
        direction=words.text(f"measures.directions.{row['direction']}"),
        status=status,
        status_word=words.text(f"measures.statuses.{status}"),
        not_computable=_not_computable(row, words),
        value="" if row["value"] is None else values.amount(words, row, row["value"]),
        interval=values.own_interval(words, row),
        counts=values.counts(words, row),
        strip=draw_strip(strip_of(row, words), strip_words(row, words)),
        strip_note="" if row["peers_p50"] is not None else values.median(words, row),
        adjusted=values.adjusted(words, row),
        verdict=verdict,
        verdict_word=verdict_word(row, words),
        shape=SHAPES[verdict],
        gain=values.gain(words, row),
        previous=values.change(words, row) or values.previous(words, row),
        previous_period=values.change_since(words, row) or words.period(row["previous_period"] or ""),
        median=values.median(words, row),
        group=values.group(words, row),
        group_is_shown=row["group_suppression"] is None,
        oht=values.comparator(words, row, "oht"),
        oht_interval=values.comparator_interval(words, row, "oht"),
        oht_is_shown=values.shown(row, "oht") is not None,
        province=values.comparator(words, row, "province"),
        province_interval=values.comparator_interval(words, row, "province"),
        province_is_shown=values.shown(row, "province") is not None,
    )


def verdict_word(row: values.Row, words: Catalogue) -> str:
    """Say the verdict, or why there is none."""
    if row["verdict"] == "none":
        return words.text(f"measures.silent.{row['verdict_reason']}")
    return words.text(f"measures.verdicts.{row['verdict']}")


def _not_computable(row: values.Row, words: Catalogue) -> str:
    reason = row["not_computable"]
    return words.text("measures.not_computable", reason=reason) if reason else ""


def _facts(row: values.Row, words: Catalogue) -> str:
    direction = words.text(f"measures.directions.{row['direction']}")
    limits = words.text(f"meaning.limits.{row['limits_method']}")
    period = words.period(row["period"])
    return words.text("meaning.facts", unit=_shown_as(row, words), direction=direction, limits=limits, period=period)


def _shown_as(row: values.Row, words: Catalogue) -> str:
    return words.text("meaning.share") if row["unit"] == values.PERCENT else row["unit"]


def strip_of(row: values.Row, words: Catalogue) -> Strip:
    """Take what the strip draws; suppressed comparators stay out."""
    points = [row[column] for column in PEER_COLUMNS]
    peers = None if None in points else (points[0], points[1], points[2], points[3], points[4])
    return Strip(
        value=row["value"],
        lower=row["lower"],
        upper=row["upper"],
        peers=peers,
        oht=values.shown(row, "oht"),
        province=values.shown(row, "province"),
        lower_is_better=row["direction"] == "lower",
        reading=row["verdict"],
        letters=(words.text("measures.letters.oht"), words.text("measures.letters.province")),
    )


def strip_words(row: values.Row, words: Catalogue) -> str:
    """Say in numbers everything that the strip shows."""
    return " ".join([_own_words(row, words), _peer_words(row, words), _other_words(row, words)])


def _own_words(row: values.Row, words: Catalogue) -> str:
    if row["value"] is None:
        return words.text("strip.own_missing", title=row["title"])
    limits = values.interval(words, row, row["lower"], row["upper"])
    value = values.amount(words, row, row["value"])
    return words.text("strip.own", title=row["title"], value=value, interval=limits)


def _peer_words(row: values.Row, words: Catalogue) -> str:
    if row["peers_p50"] is None:
        return words.text("strip.few_peers", why=values.median(words, row))
    return words.text(
        "strip.peers",
        count=words.number(row["peers_count"]),
        median=values.amount(words, row, row["peers_p50"]),
        half=values.interval(words, row, row["peers_p25"], row["peers_p75"]),
        most=values.interval(words, row, row["peers_p10"], row["peers_p90"]),
    )


def _other_words(row: values.Row, words: Catalogue) -> str:
    oht, province = (values.comparator(words, row, side) for side in ("oht", "province"))
    verdict = words.text("strip.verdict", verdict=verdict_word(row, words))
    return f"{words.text('strip.comparators', oht=oht, province=province)} {verdict}"
