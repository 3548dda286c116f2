"""Reads a page with the standard parser alone: elements in order, with their words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Element:
    """One element: its attributes, the words inside it, and its ancestors' names."""

    name: str
    attributes: dict[str, str]
    inside: list[str]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give the words inside, with single blanks."""
        return " ".join(" ".join(self.words).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [one.name for one in self.open])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1].name == tag, f"</{tag}> closes nothing"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words.append(data)


@dataclass(frozen=True)
class Page:
    """All elements of a page in the order of their start."""

    elements: list[Element]

    def all(self, name: str, **attributes: str) -> list[Element]:
        """Give the elements of a name that carry these attributes (`class_` holds one class among others)."""
        wanted = attributes.pop("class_", None)
        return [
            element
            for element in self.elements
            if element.name == name
            and (wanted is None or wanted in element.attributes.get("class", "").split())
            and attributes.items() <= element.attributes.items()
        ]

    def one(self, name: str, **attributes: str) -> Element:
        """Give the only such element."""
        (element,) = self.all(name, **attributes)
        return element

    @property
    def text(self) -> str:
        """Give the words of the main part."""
        return self.one("main").text


def read_page(page: bytes) -> Page:
    """Parse a page; fails when an element is not closed in order."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    assert not reader.open, f"never closed: {[element.name for element in reader.open]}"
    return Page(reader.elements)


def row_cells(page: Page, title: str) -> list[str]:
    """Give the words of each cell of the measure or patient whose row starts with `title`; not of what it means."""
    cells: list[str] = []
    is_inside = False
    for element in page.elements:
        if element.name == "tr":
            is_inside = False
        elif element.name == "th" and element.attributes.get("scope") == "row":
            is_inside = element.text.startswith(title) and "id" not in element.attributes
        elif element.name == "td" and is_inside:
            cells.append(element.text)
    return cells
