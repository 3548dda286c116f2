"""The commands `oht scorecard` and `oht programmes`: a programme's indicators of a team or the province, judged."""

from argparse import Namespace
from pathlib import Path
from typing import Any

import polars as pl

from flows import exit_codes
from flows.attribution_commands import chosen_period
from flows.commands import open_store
from flows.console import Console, counted
from flows.refusals import Refused, not_refreshed
from flows.releases import has_results, released_results
from flows.store import Store
from flows.work import refreshed_periods
from reference.programmes import (
    Member,
    Programme,
    ProgrammeError,
    default_programme,
    load_programme,
    programme_names,
    read_programme,
)
from reports.scorecard_table import columns_of, scorecard_texts
from transforms.catalogue import indicators
from transforms.comparisons.programme import Parts, acute_share, check_programme, part_programme
from transforms.comparisons.scorecard import build_scorecard
from transforms.comparisons.trend import year_before
from transforms.comparisons.verdict import count_verdicts
from transforms.disclosure.audience import Audience
from transforms.indicators.units import PROVINCE

ENDING = ".yaml"
PROGRAMME_COLUMNS = ["programme", "title", "owner", "indicators", "awaiting inputs", "unverified", "acute", "default"]
HIDDEN_NOTE = "hidden: a count of 1 to 5 on either side of the line, and all that it would tell. All values: --exact"


def scorecard(words: Namespace, console: Console) -> int:
    """Show the indicators of a programme by aim, beside the province, other teams, targets and last year."""
    programme = chosen_programme(words.programme)
    refuse_unfit(programme)
    store = open_store(words)
    period = chosen_period(words, store)
    audience = Audience.PRACTICE if words.exact else Audience.OHT
    results = shown_results(store, period, audience)
    unit = chosen_unit(results, words.oht, period)
    parts = part_programme(programme, indicators())
    earlier = year_before(period)
    before = released_results(store, earlier, audience) if _is_computed(store, earlier) else results.clear()
    table = build_scorecard(parts.shown, indicators(), results, before, unit)
    rows = table.to_dicts()
    is_team = unit[0] == "oht"
    console.say(f"{programme.title}, {unit[1] if is_team else 'Ontario'}, {period}.{_sureness(programme)}")
    console.table(columns_of(is_team), scorecard_texts(rows, is_team))
    notes = [*_missing(rows), *_apart(parts), *_summary(table, parts, is_team)]
    for sentence in [*notes, *([] if words.exact else [HIDDEN_NOTE])]:
        console.say(sentence)
    console.result(
        programme=programme.programme_id,
        period=period,
        level=unit[0],
        unit=unit[1],
        **_facts(table, parts),
        indicators=rows,
    )
    return exit_codes.OK


def programmes(words: Namespace, console: Console) -> int:  # noqa: ARG001
    """List the programmes shipped, with what each leans to."""
    found = [load_programme(name) for name in programme_names()]
    facts = [_programme_facts(programme) for programme in found]
    console.table(PROGRAMME_COLUMNS, [_programme_texts(fact) for fact in facts])
    console.result(programmes=facts)
    return exit_codes.OK


def chosen_programme(name: str | None) -> Programme:
    """Give the programme of a name or of one's own file, else the default; raises Refused for one there is not."""
    try:
        if name is None:
            return default_programme()
        if name.endswith(ENDING):
            return _own(Path(name))
        if name not in programme_names():
            known = ", ".join(programme_names())
            raise Refused("usage", f"There is no programme {name}. Known: {known}; or give a file.yaml of your own.")
        return load_programme(name)
    except ProgrammeError as error:
        raise Refused("bad_programme", str(error)) from None


def refuse_unfit(programme: Programme) -> None:
    """Raise Refused with every sentence that speaks against using a programme."""
    sentences = check_programme(programme, indicators())
    if sentences:
        raise Refused("bad_programme", "\n".join(sentences))


def shown_results(store: Store, period: str, audience: Audience) -> pl.DataFrame:
    """One row per indicator, team or province of a period, as an audience may see it; raises Refused without any."""
    if not _is_computed(store, period):
        raise not_refreshed(period)
    return released_results(store, period, audience)


def chosen_unit(results: pl.DataFrame, oht: str | None, where: str) -> tuple[str, str]:
    """Give level and id of the team asked for, by default of the province; raises Refused for one that is not there."""
    if oht is None:
        return "province", PROVINCE
    known = results.filter(level="oht")["unit_id"].unique().sort().to_list()
    if oht not in known:
        listed = ", ".join(known) or "none"
        raise Refused("usage", f"There is no team {oht} in {where}. Teams with people then: {listed}.")
    return "oht", oht


def _own(path: Path) -> Programme:
    if not path.is_file():
        raise Refused("usage", f"There is no file {path}. Known programmes: {', '.join(programme_names())}.")
    return read_programme(path.read_text(encoding="utf-8"), path.stem)


def _is_computed(store: Store, period: str) -> bool:
    return period in refreshed_periods(store) and has_results(store, period)


def _sureness(programme: Programme) -> str:
    """Say how sure it is that the programme asks for these."""
    unsure = sum(member.status == "unverified" for member in programme.members)
    return f" {unsure} of {counted(len(programme.members), 'membership')} unverified." if unsure else ""


def _missing(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['indicator_id']}: {row['not_computable']}." for row in rows if row["not_computable"]]


def _apart(parts: Parts) -> list[str]:
    """Say what awaits an input, and what a default set leaves out."""
    awaiting = [f"{member.indicator_id} awaits {member.awaits}." for member in parts.awaiting]
    off = [f"{member.indicator_id} is off: {_status(member)} in a default set." for member in parts.off]
    return [*awaiting, *off]


def _status(member: Member) -> str:
    return indicators()[member.indicator_id].status


def _summary(table: pl.DataFrame, parts: Parts, is_team: bool) -> list[str]:
    """Say how acute the set is, and how many verdicts chance alone would give."""
    facts = _facts(table, parts)
    share = acute_share(indicators(), [member.indicator_id for member in parts.shown])
    shown = len(parts.shown)
    lines = [] if share is None else [f"About acute care: {facts['acute']} of {shown} ({float(share):.0%})."]
    if is_team:
        judged = counted(facts["judged"], "indicator")
        lines.append(
            f"Judged: {judged}, {facts['better']} better, {facts['similar']} similar, {facts['worse']} worse. If the "
            f"team differed from the province in none of them, about {facts['outside_by_chance']:.1f} would still be "
            "said to differ, by chance alone; related indicators go together."
        )
    return lines


def _facts(table: pl.DataFrame, parts: Parts) -> dict[str, Any]:
    """Give the counts of the set and of its verdicts, and what is not shown."""
    share = acute_share(indicators(), [member.indicator_id for member in parts.shown])
    return {
        "acute": sum(indicators()[member.indicator_id].setting == "acute" for member in parts.shown),
        "acute_share": None if share is None else float(share),
        **count_verdicts(table).to_dicts()[0],
        "awaiting": {member.indicator_id: member.awaits for member in parts.awaiting},
        "off": {member.indicator_id: _status(member) for member in parts.off},
    }


def _programme_facts(programme: Programme) -> dict[str, Any]:
    parts = part_programme(programme, indicators())
    share = acute_share(indicators(), [member.indicator_id for member in parts.shown])
    return {
        "programme": programme.programme_id,
        "title": programme.title,
        "owner": programme.owner,
        "indicators": len(parts.shown),
        "awaiting": len(parts.awaiting),
        "unverified": sum(_status(member) == "unverified" for member in parts.shown),
        "acute_share": None if share is None else float(share),
        "is_default": programme.is_default,
        "ids": list(programme.ids),
        "source": programme.source,
    }


def _programme_texts(fact: dict[str, Any]) -> list[str]:
    share = fact["acute_share"]
    numbers = [str(fact[name]) for name in ("indicators", "awaiting", "unverified")]
    acute = "–" if share is None else f"{share:.0%}"
    return [fact["programme"], fact["title"], fact["owner"], *numbers, acute, "yes" if fact["is_default"] else ""]
