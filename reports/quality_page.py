"""The data-quality page of one input: one HTML file in English, without script and without any request."""

from collections.abc import Iterator, Mapping
from typing import Any

from reports.catalogue import Catalogue, load_catalogue
from reports.html import READING_TIME, page_template, style_sheet, with_reading_time
from reports.quality import WEAK, InputQuality


def render_quality_page(quality: InputQuality) -> bytes:
    """Give the page in UTF-8; the same facts give the same bytes. It holds counts of rows and no value of any."""
    words = load_catalogue("en")

    def text(key: str, **values: object) -> str:
        return words.text(f"quality.{key}", **values)

    page = page_template("quality_page.html").render(
        quality=quality,
        t=text,
        number=words.number,
        date=words.date,
        language=words.language,
        style=style_sheet("style.css", "reliability.css", "quality.css"),
        reading_time=READING_TIME,
        sentences=list(_summary(quality, words)),
        months=[_month(row, words) for row in quality.shown_months],
        missing=[row for row in quality.missing if row.empty],
        rules=sorted(quality.latest_rules, key=lambda row: (-row["rows"], row["rule_id"])),
        history=_history(quality),
    )
    return with_reading_time(page, words).encode("utf-8")


def _summary(quality: InputQuality, words: Catalogue) -> Iterator[str]:
    """Give what a person must know: rows of the latest delivery, what got worse, weak months, what hangs on it."""
    latest = quality.latest
    rows, aside = words.number(latest.rows_in), words.number(latest.quarantined)
    yield words.text("quality.sum.rows", day=words.date(latest.delivered_on), rows=rows, aside=aside)
    yield words.count("quality.sum.worse", len(quality.worse))
    if quality.is_too_small:
        yield words.text("quality.sum.too_small")
    if quality.months and (quality.weak_months or not quality.is_too_small):
        yield words.count("quality.sum.weak", len(quality.weak_months))
    yield words.count("quality.sum.uses", len(quality.uses))
    if quality.is_of_attribution:
        yield words.text("quality.sum.attribution")


def _month(row: Mapping[str, Any], words: Catalogue) -> dict[str, Any]:
    """Give a month with its name and the length of its bar in per cent: half-way is the usual."""
    usual = row["usual"] or max(row["rows"], 1)
    label, width = words.period(f"{row['month']:%Y-%m}"), min(round(50 * row["rows"] / usual), 100)
    return {**row, "label": label, "width": width, "is_weak": row["verdict"] in WEAK}


def _history(quality: InputQuality) -> dict[str, list[Mapping[str, Any]]]:
    """Give by rule how each delivery stood to it, in the order of receipt."""
    rules: dict[str, list[Mapping[str, Any]]] = {}
    for row in quality.rules:
        rules.setdefault(row["rule_id"], []).append(row)
    return rules
