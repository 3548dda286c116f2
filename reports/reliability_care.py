"""Sections of the reliability page about networks, physicians, inputs, the crosswalk and every team."""

import datetime as dt

from reports.reliability_parts import Cell, Row, Section, Table, Writer, columns, plain
from schemas.networks import CARE_KINDS
from schemas.reliability import LINKED_BASES, PHYSICIAN_KINDS


def loyalty_section(writer: Writer) -> Section:
    """Say how much care stays in the network of the people, beside the published medians."""
    if needs := writer.figures.needs("loyalty_median"):
        return writer.not_computable("loyalty", needs)
    networks = writer.figures.units("loyalty", "network")
    names = columns(writer, "loyalty.kind", "columns.ours", "columns.published", "columns.source")
    rows = [
        Row(
            writer.text(f"loyalty.kinds.{kind}"),
            (
                writer.share("loyalty_median", kind),
                writer.anchor(f"loyalty_{kind}"),
                plain(writer.report.anchors[f"loyalty_{kind}"].source),
            ),
        )
        for kind in CARE_KINDS
    ]
    medians = Table(writer.text("loyalty.caption"), names, tuple(rows))
    return _section(writer, "loyalty", (medians, _networks(writer, networks)))


def physicians_section(writer: Writer) -> Section:
    """Say how many physicians their patients link to a hospital."""
    if needs := writer.figures.needs("linked"):
        return writer.not_computable("physicians", needs)
    names = (
        *columns(writer, "physicians.kind", "physicians.physicians", "physicians.linked", "columns.share"),
        *columns(writer, "columns.published", "columns.source"),
    )
    rows = [_kind(writer, kind) for kind in PHYSICIAN_KINDS]
    return _section(writer, "physicians", (Table(writer.text("physicians.caption"), names, tuple(rows)),))


def staleness_section(writer: Writer) -> Section:
    """Say how old each input is."""
    names = columns(writer, "staleness.input", "staleness.delivered", "staleness.reaches", "staleness.days")
    rows = [
        Row(
            row["input_name"],
            (
                _day(writer, row["delivered_on"], "never"),
                _day(writer, row["reaches_to"], "undated") if row["delivered_on"] else writer.none(),
                writer.none() if row["staleness_days"] is None else Cell(writer.words.number(row["staleness_days"])),
            ),
        )
        for row in writer.report.staleness.iter_rows(named=True)
    ]
    table = Table(writer.text("staleness.caption"), names, tuple(rows))
    says = writer.text("staleness.says", day=writer.words.date(writer.report.period_end))
    return Section(
        "staleness", writer.text("staleness.heading"), says, "local", (table,), writer.text("staleness.todo")
    )


def crosswalk_section(writer: Writer) -> Section:
    """Say which shares the crosswalk means teams to have, and which they get."""
    if needs := writer.figures.needs("crosswalk"):
        return writer.not_computable("crosswalk", needs)
    names = columns(writer, "columns.network", "columns.team", "crosswalk.given", "crosswalk.placed")
    rows = []
    for found in writer.figures.rows_of("crosswalk"):
        network, team, given = str(found["unit_id"]), str(found["part"]), found["given_share"]
        meant = Cell(writer.percent(given)) if isinstance(given, float) else writer.none()
        placed = writer.share("crosswalk", team, ("network", network))
        rows.append(Row(network, (plain(_name(writer, team)), meant, placed)))
    return _section(writer, "crosswalk", (Table(writer.text("crosswalk.caption"), names, tuple(rows)),))


def teams_section(writer: Writer) -> Section:
    """Give each team in one row, the province first."""
    shares = _team_shares(writer)
    names = columns(writer, "columns.team", "teams.people", *(f"teams.{name}" for name in shares))
    province = _unit(writer, ("province", "ontario"), writer.text("teams.province"), shares, "sum")
    by_name = sorted((_name(writer, unit), unit) for unit in writer.figures.units("totals", "oht"))
    rows = [_unit(writer, ("oht", unit), name, shares) for name, unit in by_name]
    table = Table(writer.text("teams.caption"), names, (province, *rows), is_wide=True)
    return Section("teams", writer.text("teams.heading"), writer.text("teams.says"), "local", (table,))


def _section(writer: Writer, name: str, tables: tuple[Table, ...]) -> Section:
    return Section(
        name, writer.text(f"{name}.heading"), writer.text(f"{name}.says"), "local", tables, writer.text(f"{name}.todo")
    )


def _networks(writer: Writer, networks: list[str]) -> Table:
    names = (writer.text("columns.network"), *columns(writer, *(f"loyalty.kinds.{kind}" for kind in CARE_KINDS)))
    rows = [
        Row(network, tuple(writer.share("loyalty", kind, ("network", network)) for kind in CARE_KINDS))
        for network in networks
    ]
    return Table(writer.text("loyalty.networks_caption"), names, tuple(rows))


def _kind(writer: Writer, kind: str) -> Row:
    anchor_id = f"linked_{kind}"
    numbers = [writer.figures.number("physicians", kind, basis) for basis in LINKED_BASES]
    shown = [number for number in numbers if number is not None]
    linked = Cell(writer.words.number(sum(shown))) if len(shown) == len(numbers) else writer.hidden()
    return Row(
        writer.text(f"physicians.kinds.{kind}"),
        (
            writer.number("physicians", kind),
            linked,
            writer.share("linked", kind),
            writer.anchor(anchor_id),
            plain(writer.report.anchors[anchor_id].source),
        ),
    )


def _day(writer: Writer, day: dt.date | None, absent: str) -> Cell:
    if day is None:
        return Cell(writer.text(f"staleness.{absent}"), is_number=False, is_absent=True)
    return plain(writer.words.date(day))


def _name(writer: Writer, team: str) -> str:
    return writer.report.team_names.get(team, team)


def _team_shares(writer: Writer) -> dict[str, tuple[str, str | None]]:
    """Give the shares that the table of teams shows: those that can be computed."""
    wanted = {
        "sure": ("high_or_medium", None),
        "uncertain": ("attached", None),
        "missing": ("under_five_missing_from_file", None),
        "joined": ("joined", None),
        "left": ("left", None),
        "loyalty": ("loyalty", "primary_care_visits"),
    }
    return {name: share for name, share in wanted.items() if not writer.figures.needs(share[0])}


def _unit(
    writer: Writer, unit: tuple[str, str], name: str, shares: dict[str, tuple[str, str | None]], style: str = ""
) -> Row:
    found = [
        _rest(writer, unit) if column == "uncertain" else writer.share(share_id, part, unit)
        for column, (share_id, part) in shares.items()
    ]
    return Row(name, (writer.number("totals", "counted", unit=unit), *found), style)


def _rest(writer: Writer, unit: tuple[str, str]) -> Cell:
    """Write the share of the uncertainly attached: what the attached leave."""
    attached = writer.figures.share("attached", unit=unit)
    return writer.share("attached", unit=unit) if attached is None else Cell(writer.percent(1 - attached))
