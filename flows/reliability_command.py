"""The command `oht reliability`: a short summary on the terminal, and where the published page is."""

from argparse import Namespace
from pathlib import Path

from flows import exit_codes
from flows.attribution_commands import chosen_period
from flows.commands import open_store
from flows.console import Console
from flows.publication import read_pointer
from flows.refusals import Refused
from flows.releases import page_name, release_folder
from flows.reliability_report import build_report
from flows.store import Store
from reports.catalogue import load_catalogue
from reports.reliability import ALL, ONTARIO, Figures, ReliabilityReport
from reports.reliability_page import summary
from reports.reliability_parts import Writer
from transforms.disclosure.audience import Audience

HIDDEN_NOTE = "hidden: a number is 1 to 5, or one subtraction would turn it into such a one. All numbers: --exact"
COLUMNS = ["share", "of", "here", "people or visits", "published"]


def reliability(words: Namespace, console: Console) -> int:
    """Show the province's shares beside the published ones, and name the page of the current publication."""
    store = open_store(words)
    period = chosen_period(words, store)
    report = build_report(store, period, Audience.PRACTICE if words.exact else Audience.OHT)
    if report is None:
        raise Refused(
            "not_refreshed",
            f"The period {period} was computed without a reliability report. Run first: oht run --period {period}",
        )
    writer = Writer(report, load_catalogue("en"), Figures(report))
    sentences = list(summary(writer))
    for sentence in sentences:
        console.say(sentence)
    rows = _rows(report)
    console.table(COLUMNS, [_texts(row, report, writer) for row in rows])
    if not words.exact:
        console.say(HIDDEN_NOTE)
    page = published_page(store, period)
    console.say(f"The page: {page}" if page else f"No page of {period} is published yet: oht publish")
    console.result(
        period=period, summary=sentences, shares=rows, totals=_totals(writer), page=str(page) if page else None
    )
    return exit_codes.OK


def published_page(store: Store, period: str) -> Path | None:
    """Give the page of a period in the current publication; null: it has none."""
    release = (read_pointer(store) or {}).get("release")
    path = release_folder(store, release) / page_name(period) if release else None
    return path if path and path.exists() else None


def _rows(report: ReliabilityReport) -> list[dict[str, object]]:
    """Give the shares of the province."""
    level, unit = ONTARIO
    return [row for row in report.shares.iter_rows(named=True) if (row["level"], row["unit_id"]) == (level, unit)]


def _texts(row: dict[str, object], report: ReliabilityReport, writer: Writer) -> list[str]:
    share, above, below = row["share"], row["numerator"], row["denominator"]
    absent = str(row["not_computable"] or ("hidden" if row["suppression"] else "none"))
    here = writer.percent(share) if isinstance(share, float) else absent
    counts = f"{above:,} of {below:,}" if isinstance(above, int) and isinstance(below, int) else ""
    anchors = str(row["anchor_ids"] or "").split()
    published = ", ".join(
        f"{writer.anchor_percent(report.anchors[name])} ({report.anchors[name].year})" for name in anchors
    )
    return [str(row["share_id"]), str(row["part"] or ""), here, counts, published]


def _totals(writer: Writer) -> dict[str, int | None]:
    names = ("registered", "not_counted", "counted", "with_team", "without_team")
    return {name: writer.figures.number("totals", name, ALL) for name in names}
