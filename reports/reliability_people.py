"""Sections of the reliability page about people: totals, confidence, attachment, children, who came and went."""

from reports.reliability import ALL
from reports.reliability_parts import Cell, Row, Section, Table, Writer, columns, plain
from schemas.core import CONFIDENCES, TIERS

UNKNOWN_DETAIL = "none"
ACCURACY = ["attachment_npv", "attachment_ppv", "attachment_sensitivity", "attachment_specificity"]


def totals_section(writer: Writer) -> Section:
    """Say who is counted, and that it adds up."""
    rows = [_total(writer, "registered"), *_reasons(writer, "not_counted")]
    rows += [_total(writer, "counted"), _total(writer, "with_team"), *_reasons(writer, "without_team")]
    names = columns(writer, "columns.what", "columns.people")
    table = Table(writer.text("totals.caption"), names, tuple(rows))
    return _section(writer, "totals", (table,))


def confidence_section(writer: Writer) -> Section:
    """Say how surely people are placed, by tier."""
    names = (
        *columns(writer, "confidence.tier", "columns.people", "columns.share"),
        *columns(writer, *(f"confidence.levels.{name}" for name in CONFIDENCES)),
    )
    rows = [*(_tier(writer, tier) for tier in TIERS), _all_tiers(writer)]
    return _section(writer, "confidence", (Table(writer.text("confidence.caption"), names, tuple(rows), is_wide=True),))


def attachment_section(writer: Writer) -> Section:
    """Say who is uncertainly attached, and how often such a word is right."""
    ours = Row(writer.text("attachment.ours"), (writer.share("attached"), plain(writer.text("statuses.unverified"))))
    found = [writer.report.anchors[name] for name in ("attached_2017", "attached_2018")]
    published = [
        Row(
            writer.text("attachment.published", year=anchor.year),
            (Cell(writer.anchor_percent(anchor)), plain(anchor.source)),
        )
        for anchor in found
    ]
    names = columns(writer, "columns.what", "columns.share", "columns.source")
    shares = Table(writer.text("attachment.caption"), names, (ours, *published))
    rows = [_accuracy(writer, name) for name in ACCURACY]
    names = columns(writer, "attachment.accuracy", "columns.published", "columns.source")
    accuracy = Table(writer.text("attachment.accuracy_caption"), names, tuple(rows))
    npv = writer.words.number(writer.report.anchors["attachment_npv"].percent)
    return Section(
        "attachment",
        writer.text("attachment.heading"),
        writer.text("attachment.says", npv=npv),
        "unverified",
        (shares, accuracy),
        writer.text("attachment.todo"),
        (writer.text("attachment.unread"),),
    )


def children_section(writer: Writer) -> Section:
    """Say how many of the children whom birth records name have a team, and whom the official file lacks."""
    if needs := writer.figures.needs("under_five_placed"):
        return writer.not_computable("children", needs)
    published = writer.report.anchors["under_five_missing"]
    tables = (_ages(writer), *_in_file(writer))
    remark = f"{writer.text('columns.source')}: {published.source}."
    return Section(
        "children",
        writer.text("children.heading"),
        writer.text("children.says", lacked=writer.anchor_percent(published)),
        "local",
        tables,
        writer.text("children.todo"),
        (remark,),
    )


def changes_section(writer: Writer) -> Section:
    """Say who came, who went, and why."""
    if (needs := writer.figures.needs("joined")) or writer.report.day_before is None:
        return writer.not_computable("changes", needs or "")
    day = writer.words.date(writer.report.day_before)
    names = columns(writer, "changes.cause", "changes.joined", "changes.left", "changes.changed")
    directions = ("joined", "left", "changed")
    whole = Row(writer.text("changes.all"), tuple(writer.number("changes", name) for name in directions), "sum")
    shares = Row(
        writer.text("changes.of_before", day=day),
        tuple(
            writer.ratio(writer.figures.number("changes", name), writer.figures.number("changes", "before"))
            for name in directions
        ),
        "sum",
    )
    reasons = [
        Row(
            writer.text(f"changes.reasons.{reason}"),
            tuple(writer.number("changes", name, reason) for name in directions),
            "part",
        )
        for reason in dict.fromkeys(of for name in directions for of in writer.figures.details("changes", name))
    ]
    table = Table(writer.text("changes.caption", day=day), names, (*reasons, whole, shares))
    return Section(
        "changes",
        writer.text("changes.heading"),
        writer.text("changes.says", day=day),
        "local",
        (table,),
        writer.text("changes.todo"),
    )


def _section(writer: Writer, name: str, tables: tuple[Table, ...]) -> Section:
    return Section(
        name, writer.text(f"{name}.heading"), writer.text(f"{name}.says"), "local", tables, writer.text(f"{name}.todo")
    )


def _total(writer: Writer, part: str) -> Row:
    return Row(writer.text(f"totals.{part}"), (writer.number("totals", part),), "sum")


def _reasons(writer: Writer, part: str) -> list[Row]:
    reasons = [
        Row(writer.text(f"totals.reasons.{reason}"), (writer.number("totals", part, reason),), "part")
        for reason in writer.figures.details("totals", part)
    ]
    return [_total(writer, part), *reasons]


def _tier(writer: Writer, tier: str) -> Row:
    details = [UNKNOWN_DETAIL, *CONFIDENCES]
    found = {detail: writer.figures.number("confidence", tier, detail) for detail in details}
    shown = [number for number in found.values() if number is not None]
    people = None if len(shown) < len(details) else sum(shown)
    counted = writer.figures.number("totals", "counted")
    head = writer.hidden() if people is None else Cell(writer.words.number(people))
    levels = tuple(writer.number("confidence", tier, detail) for detail in CONFIDENCES)
    return Row(writer.text(f"tiers.{tier}"), (head, writer.ratio(people, counted), *levels))


def _all_tiers(writer: Writer) -> Row:
    """Sum each confidence over the tiers, where all of them are shown."""
    whole = []
    for detail in CONFIDENCES:
        numbers = [writer.figures.number("confidence", tier, detail) for tier in TIERS]
        shown = [number for number in numbers if number is not None]
        whole.append(Cell(writer.words.number(sum(shown))) if len(shown) == len(numbers) else writer.hidden())
    counted = writer.figures.number("totals", "counted")
    return Row(
        writer.text("confidence.all"),
        (writer.number("totals", "counted"), writer.ratio(counted, counted), *whole),
        "sum",
    )


def _accuracy(writer: Writer, name: str) -> Row:
    anchor = writer.report.anchors[name]
    about = Cell(writer.words.number(anchor.percent, 1))
    return Row(writer.text(f"attachment.{name}"), (about, plain(anchor.source)))


def _ages(writer: Writer) -> Table:
    names = columns(writer, "children.age", "children.registered", "children.placed", "columns.share")
    ages = [str(age) for age in range(5)]
    rows = [
        Row(
            age,
            (
                writer.number("under_five", "registered", age),
                writer.number("under_five", "placed", age),
                writer.ratio(*(writer.figures.number("under_five", part, age) for part in ("placed", "registered"))),
            ),
        )
        for age in ages
    ]
    unknown = Row(
        writer.text("children.unknown"),
        (writer.number("under_five", "unknown"), Cell(writer.words.number(0)), writer.none()),
    )
    whole = tuple(writer.number("under_five", part) for part in ("registered", "placed"))
    total = Row(writer.text("children.all"), (*whole, writer.share("under_five_placed")), "sum")
    return Table(writer.text("children.caption"), names, (*rows, unknown, total))


def _in_file(writer: Writer) -> tuple[Table, ...]:
    if writer.figures.needs("under_five_missing_from_file"):
        return ()
    names = columns(writer, "columns.what", "children.children", "children.missing", "children.share_missing")
    numbers = tuple(writer.number("under_five_in_file", part, ALL) for part in ("children", "missing"))
    row = Row(writer.text("children.file_row"), (*numbers, writer.share("under_five_missing_from_file")))
    return (Table(writer.text("children.file_caption"), names, (row,)),)
