"""Puts the planted cases on the stage: twenty persons a case, rows of both deliveries, and the answers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import polars as pl

from synthetic.further import further_tables
from synthetic.geography import Geography
from synthetic.identifiers import FIRST_PLANTED, health_numbers, with_wrong_check_digit
from synthetic.layout import frame
from synthetic.planted import (
    areas,
    background,
    care,
    centre_cases,
    confidence,
    disputed,
    eras,
    exclusions,
    followed,
    hospital,
    limited,
    moves,
    newborns,
    official_cases,
    second_delivery,
    tiers,
    ties,
)
from synthetic.planted.background import Background
from synthetic.planted.cast import Cast, Home, Row
from synthetic.planted.further import further_cases
from synthetic.planted.homes import Homes, numbers_for_planted_physicians, settle
from synthetic.planted.scenes import Found, Setting, days_of_three_years, scenes
from synthetic.planted.story import Case, Story
from synthetic.scale import Scale

PERSONS_PER_CASE = 20
MOST_PLANTED = 15_000
TIMES_PER_SCENE = 2
PHYSICIANS_PER_SCENE = 3
PATIENT_CASE = "patient_of_planted_physician"
FILLER_CASE = "background_of_planted_physicians"
MODULES = (
    tiers,
    ties,
    exclusions,
    care,
    hospital,
    second_delivery,
    limited,
    centre_cases,
    newborns,
    moves,
    areas,
    followed,
)
EVENTS = ["enrolments", "claims", "discharges", "ed_visits", "addresses", "births", "centre_rosters", "centre_visits"]
RECORD_NUMBERS = {
    "claims": "claim_no",
    "discharges": "separation_no",
    "ed_visits": "visit_no",
    "centre_visits": "visit_no",
}
KEYS_BROKEN = {
    "key_wrong_check_digit": with_wrong_check_digit,
    "key_nine_digits": lambda number: number[:9],
    "key_first_digit_zero": lambda number: "0" + number[1:],
}
TRUTH_SCHEMA: dict[str, Any] = {
    "person_key": pl.String(),
    "case": pl.String(),
    **{name: pl.String() for name in ("tier", "physician_id", "tie_step", "oht_basis", "oht_id")},
    **{name: pl.String() for name in ("tier_rule", "centre_id", "confidence")},
    "excluded_reason": pl.String(),
    "unattributable_reason": pl.String(),
    **{name: pl.Int64() for name in ("ed_visits_12m", "acsc_admissions_12m", "primary_care_visits_24m")},
}

EVENT_TRUTH_SCHEMA: dict[str, Any] = {
    "person_key": pl.String(),
    "indicator_id": pl.String(),
    "denominator": pl.Int64(),
    "numerator": pl.Int64(),
}


@dataclass
class Sheet:
    """Everything planted: rows of the main and the later delivery by table, and the answers."""

    homes: Homes
    main: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    later: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    answers: list[dict[str, Any]] = field(default_factory=list)
    found: list[tuple[str, Found]] = field(default_factory=list)
    stale: list[dict[str, str]] = field(default_factory=list)
    events: list[tuple[str, str, int, int]] = field(default_factory=list)

    def table(self, name: str, *, later: bool = False) -> pl.DataFrame:
        """One row per planted row of one table of one delivery, in the source's layout."""
        return frame(name, (self.later if later else self.main)[name])

    def person_truth(self) -> pl.DataFrame:
        """One row per planted person; see `rule_truth`."""
        return pl.DataFrame(self.answers, schema=TRUTH_SCHEMA)

    def stale_truth(self) -> pl.DataFrame:
        """One row per planted person about whom the official file is wrong, and per stranger; see `official_truth`."""
        return pl.DataFrame(self.stale, schema={"person_key": pl.String(), "why": pl.String()})

    def event_truth(self) -> pl.DataFrame:
        """One row per planted person and indicator of events; see `province.event_truth`."""
        return pl.DataFrame(self.events, schema=EVENT_TRUTH_SCHEMA, orient="row")

    def physician_truth(self) -> pl.DataFrame:
        """One row per planted physician whose hospital is known; see `physician_truth`."""
        rows = [{"case": case, **asdict(found)} for case, found in self.found]
        columns = ["physician_id", "case", "corporation_id", "network_id", "network_basis", "oht_id"]
        return pl.DataFrame(rows, schema=dict.fromkeys(["case", *asdict(self.found[0][1])], pl.String())).select(
            columns
        )


def set_stage(scale: Scale, geography: Geography) -> Sheet:
    """Write all planted rows for one last day; the number of planted persons does not depend on the scale."""
    numbers = numbers_for_planted_physicians(scale.seed)
    sheet = _empty_sheet(scale, settle(scale, geography, numbers))
    keys = health_numbers(pl.int_range(2 * MOST_PLANTED, eager=True) + FIRST_PLANTED, scale.seed)
    performances = _performances(sheet, scale, geography, numbers)
    for index, (name, case, turn, home) in enumerate(performances):
        cast = _cast(
            KEYS_BROKEN.get(name, str)(keys[index]), keys[MOST_PLANTED + index], turn, scale, sheet.homes, home
        )
        story = case(cast)
        _perform(sheet, scale, f"P{index}", name, cast, story)
        if story.mother:
            mother = replace(cast, number=cast.relative)
            _perform(sheet, scale, f"P{index}M", f"{name}_mother", mother, story.mother)
    return sheet


def _empty_sheet(scale: Scale, homes: Homes) -> Sheet:
    """Begin with what is there before any person: providers, areas, and strangers in the official file."""
    sheet = Sheet(homes, found=list(homes.found))
    sheet.main["physicians"] = list(homes.physicians)
    sheet.main["centres"] = list(homes.centres)
    sheet.main["areas"] = areas.area_rows(homes.homes)
    strangers = official_cases.stranger_rows(scale, homes.homes[0].oht_id)
    sheet.main["official_attribution"] = list(strangers)
    sheet.stale += [{"person_key": row["health_number"], "why": "stranger"} for row in strangers]
    return sheet


def _performances(
    sheet: Sheet, scale: Scale, geography: Geography, numbers: Iterator[str]
) -> Iterator[tuple[str, Case, int, Home]]:
    """Give (case name, case, turn, town) for every planted person."""
    homes, shared = sheet.homes.homes, _shared(sheet.homes)
    fillers = background.settled(homes, shared, PERSONS_PER_CASE)
    # Scenes come first, so that their physicians practise before the fillers are written.
    for name, case, home in list(_patients(sheet, scale, geography, numbers, fillers)):
        yield name, case, 0, home
    for name, case in {**_cases(scale), FILLER_CASE: fillers.case}.items():
        for turn in range(PERSONS_PER_CASE):
            yield name, case, turn, homes[turn % len(homes)]


def _cases(scale: Scale) -> dict[str, Case]:
    """Give all cases of twenty persons by name."""
    cases = {name: case for module in (*MODULES, confidence, disputed) for name, case in module.cases().items()}
    return {**cases, **eras.cases(scale.last_day), **official_cases.cases(scale), **further_cases()}


def _patients(
    sheet: Sheet, scale: Scale, geography: Geography, numbers: Iterator[str], fillers: Background
) -> Iterator[tuple[str, Case, Home]]:
    """Play every scene in two settings, and give its patients."""
    homes = sheet.homes.homes
    two_sites = next(home for home in homes if len(home.place.sites) > len(home.place.corporations))
    for position, (name, scene) in enumerate(scenes().items()):
        for time in range(TIMES_PER_SCENE):
            home, away, third = (homes[(position + time + step) % len(homes)] for step in range(3))
            own = [next(numbers) for _ in range(PHYSICIANS_PER_SCENE)]
            group = f"PG{position * TIMES_PER_SCENE + time + 1:04d}"
            three_years = days_of_three_years(scale.last_day)
            setting = Setting(home, away, third, two_sites, geography.site_without_network, own, group, three_years)
            played = scene(setting)
            sheet.main["physicians"] += played.physicians
            for physician in played.physicians:
                fillers.practise(home, physician["physician_no"], background.ORDINARY)
            sheet.found += [(name, found) for found in played.found]
            yield from ((PATIENT_CASE, patient, home) for patient in played.patients)


def _shared(homes: Homes) -> Home:
    if homes.shared is None:
        raise ValueError("the province has no shared town: planted cases of shared networks need one")
    return homes.shared


def _cast(number: str, relative: str, turn: int, scale: Scale, homes: Homes, home: Home) -> Cast:
    away = homes.homes[(homes.homes.index(home) + 1) % len(homes.homes)]
    return Cast(number, turn, scale.last_day, home, away, _shared(homes), tuple(homes.homes), relative)


def _perform(sheet: Sheet, scale: Scale, prefix: str, name: str, cast: Cast, story: Story) -> None:
    """Write one person's rows, the answer, and what the official file says of him or her."""
    person = {**_registry_row(cast), **story.person}
    _write(sheet, prefix, cast, story, person)
    sheet.answers.append({"person_key": cast.number, "case": name, **asdict(story.answer)})
    sheet.events += [(cast.number, indicator, *counts) for indicator, counts in story.events.items()]
    rows, why = official_cases.official_rows(scale, cast, story, person)
    _add(sheet.main, {"official_attribution": rows}, prefix, cast)
    if why and story.answer.tier:
        sheet.stale.append({"person_key": cast.number, "why": why})


def _write(sheet: Sheet, prefix: str, cast: Cast, story: Story, person: Row) -> None:
    """Add a story's rows to both deliveries, with record numbers of their own where the story names none."""
    events: dict[str, list[Row]] = {**{table: getattr(story, table) for table in EVENTS}, **story.further}
    copies = [{**person, **copy} for copy in story.copies]
    _add(sheet.main, {"persons": [person, *copies], **events}, f"{prefix}-", cast)
    later = dict(story.later)
    later["persons"] = [{**_registry_row(cast), **change} for change in later.get("persons", [])]
    _add(sheet.later, later, f"{prefix}+", cast)


def _add(target: dict[str, list[Row]], tables: dict[str, list[Row]], prefix: str, cast: Cast) -> None:
    for table, rows in tables.items():
        further = further_tables().get(table)
        number = further.record_number if further else RECORD_NUMBERS.get(table)
        for position, row in enumerate(rows):
            named = {number: f"{prefix}{position}"} if number else {}
            # An empty key asks for a row without a person.
            target[table].append({"health_number": cast.number, **named, **row})
            if row.get("health_number") == "":
                target[table][-1]["health_number"] = None


def _registry_row(cast: Cast) -> Row:
    return {
        "health_number": cast.number,
        "born": cast.years_ago(40).isoformat(),
        "gender": "12"[cast.turn % 2],
        "last_contact_on": cast.ago(30).isoformat(),
        "postal_code": f"{cast.home.place.home_area_id} 4D4",
    }
