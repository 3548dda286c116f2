"""The calibration report to keep: a page in HTML, without script or request, and the same table in Markdown."""

from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from reports.calibration_table import COLUMNS, Line, counts_sentence, definitions, report_lines
from reports.catalogue import Catalogue, load_catalogue
from reports.html import page_template, style_sheet
from schemas.calibration import ASSUMED, HOLDS, MISSES, NEEDS

READINGS = {HOLDS: "better", MISSES: "worse"}
PIPE = "\\|"


class Part(NamedTuple):
    """A part of the report: its key in the messages, and its lines."""

    key: str
    lines: list[Line]


@dataclass(frozen=True)
class CalibrationPage:
    """What a report is made of: the screened table, the period, and who was counted by which method."""

    report: pl.DataFrame
    period: str
    counted_persons: int
    method_id: str


def render_calibration_page(page: CalibrationPage) -> bytes:
    """Give the page in UTF-8; the same report gives the same bytes."""
    words = load_catalogue("en")
    html = page_template("calibration_page.html").render(
        t=words.text,
        language=words.language,
        style=style_sheet("style.css"),
        period=words.period(page.period),
        counts=counts_sentence(page.report, words),
        basis=_basis(page, words),
        columns=[words.text(f"calibration.columns.{name}") for name in COLUMNS],
        parts=_parts(page.report, words),
        readings=READINGS,
        definitions=definitions(page.report),
    )
    return html.encode("utf-8")


def render_calibration_markdown(page: CalibrationPage) -> bytes:
    """Give the report as a page of the documentation; it is never typed by hand."""
    words = load_catalogue("en")
    heading = words.text("calibration.heading")
    lines = [
        f"# {heading}",
        "",
        words.text("calibration.made_by"),
        "",
        "```sh",
        words.text("calibration.command"),
        "```",
    ]
    lines += ["", _basis(page, words), "", counts_sentence(page.report, words), "", words.text("calibration.reading")]
    for part in _parts(page.report, words):
        lines += ["", f"## {words.text(f'calibration.parts.{part.key}')}", ""]
        lines += _markdown_table(part.lines, words)
    lines += ["", f"## {words.text('calibration.definitions')}", ""]
    lines += [f"- `{measure}`: {text}" for measure, text in definitions(page.report)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _parts(report: pl.DataFrame, words: Catalogue) -> list[Part]:
    """Give what can be compared, what needs something first, what nobody published; no part without lines."""
    lines = report_lines(report, words)
    parts = [
        Part("compared", [line for line in lines if line.verdict not in (NEEDS, ASSUMED)]),
        Part("needs", [line for line in lines if line.verdict == NEEDS]),
        Part("assumed", [line for line in lines if line.verdict == ASSUMED]),
    ]
    return [part for part in parts if part.lines]


def _markdown_table(lines: list[Line], words: Catalogue) -> list[str]:
    names = [*(words.text(f"calibration.columns.{name}") for name in COLUMNS), words.text("calibration.columns.source")]
    rows = [[*line.cells, f"{line.about}; {line.source}"] for line in lines]
    escaped = [[cell.replace("|", PIPE) for cell in row] for row in rows]
    marks = ["---", "---:", "---:", "---:", "---", "---"]
    return [f"| {' | '.join(row)} |" for row in [names, marks, *escaped]]


def _basis(page: CalibrationPage, words: Catalogue) -> str:
    persons, period = words.number(page.counted_persons), words.period(page.period)
    return words.text("calibration.basis", persons=persons, period=period, method=page.method_id)
