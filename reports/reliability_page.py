"""The page of the reliability report: one HTML file in English, without script and without any request."""

from collections.abc import Iterator

from reports.catalogue import load_catalogue
from reports.html import READING_TIME, page_template, style_sheet, with_reading_time
from reports.reliability import Figures, ReliabilityReport
from reports.reliability_care import (
    crosswalk_section,
    loyalty_section,
    physicians_section,
    staleness_section,
    teams_section,
)
from reports.reliability_parts import Writer
from reports.reliability_people import (
    attachment_section,
    changes_section,
    children_section,
    confidence_section,
    totals_section,
)

SECTIONS = [
    confidence_section,
    attachment_section,
    children_section,
    changes_section,
    loyalty_section,
    physicians_section,
    staleness_section,
    crosswalk_section,
    totals_section,
    teams_section,
]


def render_reliability_page(report: ReliabilityReport) -> bytes:
    """Give the page in UTF-8; the same report gives the same bytes."""
    words = load_catalogue("en")
    writer = Writer(report, words, Figures(report))
    page = page_template("reliability_page.html").render(
        report=report,
        t=writer.text,
        language=words.language,
        style=style_sheet("style.css", "reliability.css"),
        reading_time=READING_TIME,
        period=words.period(report.period),
        subject=writer.text(
            "subject", teams=len(writer.figures.units("totals", "oht")), day=words.date(report.period_end)
        ),
        cut_off=writer.text("cut_off", day=words.date(report.data_cut_off)),
        facts=list(_facts(writer)),
        sentences=list(summary(writer)),
        basis=_basis(writer),
        sections=[section(writer) for section in SECTIONS],
        statuses={name: writer.text(f"statuses.{name}") for name in ("local", "unverified")},
        sources=sorted({anchor.source for anchor in report.anchors.values()}),
    )
    return with_reading_time(page, words).encode("utf-8")


def summary(writer: Writer) -> Iterator[str]:
    """Give the three sentences of the report: how surely people are placed, the youngest, who came and went."""
    yield _sure(writer)
    yield _children(writer)
    yield _moved(writer)


def _sure(writer: Writer) -> str:
    sure, attached = writer.figures.share("high_or_medium"), writer.figures.share("attached")
    persons = writer.number("totals", "counted").text
    if sure is None or attached is None:
        return writer.text("sum.sure_hidden", persons=persons)
    uncertain = writer.percent(1 - attached)
    return writer.text("sum.sure", persons=persons, sure=writer.percent(sure), uncertain=uncertain)


def _children(writer: Writer) -> str:
    placed, missing = (writer.figures.share(f"under_five_{name}") for name in ("placed", "missing_from_file"))
    said = [] if placed is None else [writer.text("sum.children", share=writer.percent(placed))]
    said += [] if missing is None else [writer.text("sum.children_file", missing=writer.percent(missing))]
    return " ".join(said) or writer.text("sum.children_unknown")


def _moved(writer: Writer) -> str:
    shares = {name: writer.figures.share(name) for name in ("joined", "left")}
    day = writer.report.day_before
    if day is None or None in shares.values():
        return writer.text("sum.moved_unknown")
    shown = {name: writer.percent(share) for name, share in shares.items() if share is not None}
    return writer.text("sum.moved", day=writer.words.date(day), **shown)


def _facts(writer: Writer) -> Iterator[tuple[str, str]]:
    yield writer.number("totals", "counted").text, writer.text("facts.counted")
    yield writer.share("high_or_medium").text, writer.text("facts.sure")
    attached = writer.figures.share("attached")
    if attached is not None:
        yield writer.percent(1 - attached), writer.text("facts.uncertain")
    yield writer.number("totals", "without_team").text, writer.text("facts.without_team")


def _basis(writer: Writer) -> str:
    """Say whose teams these are, by which method, and how sure that method is."""
    report = writer.report
    status = writer.text(f"statuses.{report.method_status}")
    if report.file_day is None:
        return writer.text("basis.recomputed", method=report.method_id, status=status)
    days = writer.words.count("reliability.days", (report.period_end - report.file_day).days)
    day = writer.words.date(report.file_day)
    return writer.text("basis.file", day=day, days=days, method=report.method_id, status=status)
