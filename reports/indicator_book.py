"""The indicator book: every definition on a page of its own, generated from its record in a language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from reports.catalogue import Catalogue, load_catalogue
from reports.translation import translator, typeset

# Records of definitions, as `transforms.indicators.definition` and `transforms.features.family` describe them: a report
# reads their fields and knows no transform.
Indicator: TypeAlias = Any
Clause: TypeAlias = Any
Example: TypeAlias = Any
Requirement: TypeAlias = Any
Say = Callable[[str], str]
ROW = "| {} | {} |"


def render_book(
    indicators: Mapping[str, Indicator],
    requirements: Mapping[str, Sequence[Requirement]],
    programmes: Mapping[str, Sequence[str]],
    left_out: Sequence[tuple[str, str]],
    language: str,
) -> str:
    """Give the book as Markdown. `requirements`, `programmes`: by indicator. `left_out`: ids with the reason why."""
    words, say = load_catalogue(f"book.{language}"), translator(language)
    lines = [f"# {words.text('book.title')}", "", words.text("book.intro"), "", *_contents(indicators, words, say)]
    for record in indicators.values():
        lines += ["", *_page(record, requirements[record.id], programmes.get(record.id, []), words, say)]
    lines += ["", f"## {words.text('book.left_out')}", "", words.text("book.left_out_intro"), ""]
    lines += [f"| {words.text('book.id')} | {words.text('book.why_not')} |", "|---|---|"]
    lines += [f"| `{name}` | {say(reason)} |" for name, reason in left_out]
    return typeset("\n".join(lines) + "\n", language)


def _contents(indicators: Mapping[str, Indicator], words: Catalogue, say: Say) -> Iterator[str]:
    heads = [words.text(f"book.{name}") for name in ("id", "name", "aim", "setting", "status")]
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for record in indicators.values():
        aim, setting, status = (_word(words, kind, getattr(record, kind)) for kind in ("aim", "setting", "status"))
        yield f"| [`{record.id}`](#{record.id}) | {say(record.title)} | {aim} | {setting} | {status} |"


def _page(
    record: Indicator, needs: Sequence[Requirement], programmes: Sequence[str], words: Catalogue, say: Say
) -> Iterator[str]:
    yield f"## {record.id}"
    yield ""
    yield f"**{say(record.title)}.** {say(record.why)}"
    yield ""
    yield f"| {words.text('book.what')} | {words.text('book.says')} |"
    yield "|---|---|"
    yield from (
        ROW.format(words.text(f"book.{name}"), text) for name, text in _facts(record, needs, programmes, words, say)
    )
    yield ""
    yield f"{words.text('book.examples')}"
    yield ""
    yield from _examples(record.examples, words, say)


def _facts(
    record: Indicator, needs: Sequence[Requirement], programmes: Sequence[str], words: Catalogue, say: Say
) -> Iterator[tuple[str, str]]:
    yield "status", _word(words, "status", record.status)
    yield "aim", _word(words, "aim", record.aim)
    yield "setting", _word(words, "setting", record.setting)
    yield "direction", _word(words, "direction", record.direction)
    yield "rows", words.text(f"book.grains.{record.grain}")
    yield "denominator", _clauses(record.denominator, words, say) or words.text("book.all_rows")
    if record.amount is not None:
        yield "amount", f"`{', '.join(sorted(set(record.amount.meta.root_names())))}`"
    if record.weight is not None:
        yield "weight", f"`{', '.join(sorted(set(record.weight.meta.root_names())))}`"
    if record.exclusions:
        yield "exclusions", _clauses(record.exclusions, words, say)
    yield "numerator", say(record.numerator.text)
    yield "unit", say(record.unit)
    yield "window", _window(record, words)
    yield "limits", words.text(f"book.limits_by.{record.limits}")
    yield "adjustment", words.text(f"book.adjustments.{record.adjustment}", columns=", ".join(record.risk))
    yield "minimum", words.number(record.minimum_denominator)
    yield "levels", ", ".join(words.text(f"book.levels_by.{level}") for level in record.levels)
    yield "maturity", words.count("book.months", record.maturity_months)
    yield (
        "inputs",
        ", ".join(_inputs(needs, words)) or words.text("book.attribution_only"),
    )
    for era in record.eras:
        ends = {"first": era.first or words.text("book.always"), "last": era.last or words.text("book.now")}
        yield "era", words.text("book.era_span", **ends, why=say(era.why))
    if programmes:
        yield "programmes", "; ".join(map(say, programmes))
    yield "version", str(record.version)
    yield "source", say(record.source)
    checker = say(record.checker) if record.checker else words.text("book.nobody_yet")
    yield "people", words.text("book.by_whom", author=say(record.author), checker=checker)
    yield "review", record.review_by.isoformat()


def _clauses(clauses: Sequence[Clause], words: Catalogue, say: Say) -> str:
    return words.text("book.and").join(say(clause.text) for clause in clauses)


def _window(record: Indicator, words: Catalogue) -> str:
    window = record.window
    parts = [words.count("book.months", window.months) if window.months else words.text("book.at_end")]
    if window.look_back_months:
        parts.append(words.text("book.look_back", months=window.look_back_months))
    if window.follow_up_days:
        parts.append(words.text("book.follow_up", days=window.follow_up_days))
    return "; ".join(parts)


def _inputs(needs: Sequence[Requirement], words: Catalogue) -> list[str]:
    """Name each input once; one that is required and helps with further columns is a required one."""
    required = {need.input_name for need in needs if not need.is_helping}
    names = dict.fromkeys(need.input_name for need in needs)
    return [f"`{name}`" + ("" if name in required else f" {words.text('book.helping')}") for name in names]


def _examples(examples: Sequence[Example], words: Catalogue, say: Say) -> Iterator[str]:
    heads = [words.text(f"book.{name}") for name in ("example", "row", "below", "above")]
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for example in examples:
        row = ", ".join(f"`{name}` = {_value(value)}" for name, value in example.row.items())
        cells = [say(example.what), row or words.text("book.nothing"), example.denominator, example.numerator]
        yield f"| {' | '.join(map(str, cells))} |"


def _value(value: object) -> str:
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _word(words: Catalogue, kind: str, value: str) -> str:
    return words.text(f"book.{kind}_by.{value}")


def sentences_of(indicators: Mapping[str, Indicator]) -> list[str]:
    """Give every English sentence of the records, each once, in order: what another language must translate."""
    found: list[str] = []
    for record in indicators.values():
        clauses = [*record.denominator, *record.exclusions, record.numerator]
        found += [record.title, record.why, record.unit, record.author, record.source]
        found += [clause.text for clause in clauses] + [example.what for example in record.examples]
        found += [era.why for era in record.eras] + ([record.checker] if record.checker else [])
    return list(dict.fromkeys(found))
