"""What the HTML pages have in common: their templates, their style, and how long they take to read."""

import re
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from reports.catalogue import Catalogue

WORDS_PER_MINUTE = 200
# A comment cannot come from data: every value is escaped.
READING_TIME = Markup("<!--reading-time-->")
NOT_READ = re.compile(r"<style>.*?</style>|<table.*?</table>|<[^>]*>", re.DOTALL)


@cache
def page_template(name: str) -> Template:
    """Compile a page once per process; `name` is its file in `templates`."""
    loader = PackageLoader("reports", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)


@cache
def style_sheet(*names: str) -> Markup:
    """Read style sheets as one, without the blanks that only their editors need."""
    folder = resources.files("reports")
    text = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    return Markup(re.sub(r"\s*\n\s*", "\n", text))


def with_reading_time(page: str, words: Catalogue) -> str:
    """Put how long the page takes where `READING_TIME` stands. Tables are not counted: they are looked up, not read."""
    read = len(NOT_READ.sub(" ", page).split())
    minutes = words.count("page.reading_time", max(1, round(read / WORDS_PER_MINUTE)))
    return page.replace(READING_TIME, minutes, 1)
