"""The parts that every section of the reliability page is made of, and how numbers are written in them."""

from dataclasses import dataclass, field

from reference.anchors import Anchor
from reports.catalogue import Catalogue
from reports.reliability import Figures, ReliabilityReport, Unit


@dataclass(frozen=True)
class Cell:
    """One cell: its words, whether it is a number, and whether it stands for something hidden or absent."""

    text: str
    is_number: bool = True
    is_absent: bool = False


@dataclass(frozen=True)
class Row:
    """One row: its head, the cells, and how it is set: `sum` (bold), `part` (indented) or plain."""

    head: str
    cells: tuple[Cell, ...]
    style: str = ""


@dataclass(frozen=True)
class Table:
    """One table: what it shows, the names of its columns (the first is of the heads), its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_wide: bool = False


@dataclass(frozen=True)
class Section:
    """One section: a question, what the answer says, the tables, and what to do; `status` of its definitions."""

    id: str
    heading: str
    says: str
    status: str = "local"
    tables: tuple[Table, ...] = ()
    todo: str = ""
    remarks: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Writer:
    """Writes the numbers of a report in the words of a language."""

    report: ReliabilityReport
    words: Catalogue
    figures: Figures

    def text(self, key: str, **values: object) -> str:
        """Give a sentence of the report."""
        return self.words.text(f"reliability.{key}", **values)

    def percent(self, share: float) -> str:
        """Write a share as per cent with one decimal."""
        return self.words.text("format.percent", value=self.words.number(100 * share, 1))

    def number(self, measure: str, part: str, detail: str = "all", unit: Unit | None = None) -> Cell:
        """Write a count, or that it is hidden."""
        place = {} if unit is None else {"unit": unit}
        found = self.figures.number(measure, part, detail, **place)
        return self.hidden() if found is None else Cell(self.words.number(found))

    def share(self, share_id: str, part: str | None = None, unit: Unit | None = None) -> Cell:
        """Write a share, or that it is hidden, or that there is none."""
        place = {} if unit is None else {"unit": unit}
        found = self.figures.share(share_id, part, **place)
        if found is not None:
            return Cell(self.percent(found))
        return self.hidden() if self.figures.is_hidden(share_id, part, **place) else self.none()

    def ratio(self, above: int | None, below: int | None) -> Cell:
        """Write a share of two shown counts."""
        if above is None or below is None:
            return self.hidden()
        return Cell(self.percent(above / below)) if below else self.none()

    def anchor(self, anchor_id: str) -> Cell:
        """Write a published figure with its years."""
        anchor = self.report.anchors[anchor_id]
        return Cell(self.text("anchor", percent=self.anchor_percent(anchor), year=anchor.year))

    def anchor_percent(self, anchor: Anchor) -> str:
        """Write the value of a published figure, or its range."""
        if anchor.to_percent is None:
            return self.percent(anchor.percent / 100)
        lower, upper = (self.words.number(value) for value in (anchor.percent, anchor.to_percent))
        return self.words.text("format.percent", value=self.words.text("format.range", lower=lower, upper=upper))

    def hidden(self) -> Cell:
        """Write that a number is hidden."""
        return Cell(self.text("hidden"), is_absent=True)

    def none(self) -> Cell:
        """Write that there is nothing to write."""
        return Cell(self.text("none"), is_absent=True)

    def not_computable(self, section: str, needs: str, status: str = "local") -> Section:
        """Give a section that says what it needs."""
        heading = self.text(f"{section}.heading")
        return Section(section, heading, self.text("not_computable", needs=needs), status)


def plain(text: str) -> Cell:
    """Give a cell of words."""
    return Cell(text, is_number=False)


def columns(writer: Writer, *keys: str) -> tuple[str, ...]:
    """Give the names of columns."""
    return tuple(writer.text(key) for key in keys)
