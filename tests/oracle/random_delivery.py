"""Small random deliveries rich in ties, in the layout of the synthetic source; the same seed gives the same files."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.oracle.families import further_inputs, oracle_families
from tests.oracle.random_claims import practice_claims
from tests.oracle.random_days import ONE_DAY, PERIOD_ENDS, event_days, text
from tests.oracle.random_person import person_rows
from tests.oracle.random_town import TEAMS, Town, crosswalk, providers
from tests.oracle.small_drop import COLUMNS, Row, health_number, write_drop

TOWNS = 5
Rows = dict[str, list[Row]]
NUMBERED = {
    "claims": "claim_no",
    "centre_visits": "visit_no",
    "discharges": "separation_no",
    "ed_visits": "visit_no",
    "day_surgeries": "visit_no",
    **{name: described.number for name, described in further_inputs().items() if described.number},
}
KEYS = {*NUMBERED.values(), "health_number"}
WHOLE = ["hospitals", "network_ohts", "combined_networks", "areas", "ohts", "physicians", "centres"]


@dataclass(frozen=True)
class RandomDelivery:
    """Folders in order of receipt, and the end of the period to compute."""

    folders: list[Path]
    end: dt.date


def write_random(home: Path, seed: int) -> RandomDelivery:
    """Write a first delivery and, every third time, a second that says some of it anew."""
    random = Random(seed)
    end = PERIOD_ENDS[seed % len(PERIOD_ENDS)]
    rows: Rows = {"ohts": [{"oht_no": name} for name in TEAMS]}
    for number in range(TOWNS):
        town = Town(random, number, event_days(random, end), end)
        _add(rows, _town(town))
    _number(random, rows)
    _show_cards(Random(seed), rows)
    delivered = end + dt.timedelta(days=40)
    folders = [_write(home / "first", delivered, rows)]
    if seed % 3 == 0:
        anew = _said_anew(random, rows)
        anew["hospitals"] = _other_networks(random, rows["hospitals"])
        anew["combined_networks"] = anew["combined_networks"][random.randrange(3) :]
        folders.append(_write(home / "second", delivered + ONE_DAY, anew))
    return RandomDelivery(folders, end)


def _town(town: Town) -> Rows:
    """Give the rows of a town of 40 to 80 persons; every other one has practices of many days."""
    rows = {**crosswalk(town), **providers(town)}
    keys = [town.key(number) for number in range(town.random.randrange(40, 80))]
    for key in keys:
        _add(rows, person_rows(town, key, keys))
    if town.random.random() < 0.5:
        _add(rows, _practices(town))
    for family in oracle_families():
        own = dataclasses.replace(town, random=Random(f"{town.end} {town.number} {sorted(family.inputs)}"))
        _add(rows, family.random_town(own))
    return rows


def _practices(town: Town) -> Rows:
    """Give practices about as large as a comprehensive one, seen in the care of one person who has died."""
    key = {"health_number": health_number(1000 * town.number + 900)}
    person = {**key, "died": text(town.end - ONE_DAY)}
    return {"persons": [person], "claims": [{**key, **line} for line in practice_claims(town)]}


def _add(rows: Rows, more: Rows) -> None:
    for name, found in more.items():
        rows.setdefault(name, []).extend(found)


def _number(random: Random, rows: Rows) -> None:
    """Give every row of an event its identifier; a few have that of the row before."""
    for name, column in NUMBERED.items():
        for place, row in enumerate(rows.get(name, [])):
            row[column] = str(place - (random.random() < 0.03))


def _show_cards(random: Random, rows: Rows) -> None:
    """Give a few rows the health number as it stands on the card, with its version code."""
    for row in (row for name in sorted(rows) for row in rows[name] if "health_number" in row):
        if row["health_number"] and random.random() < 0.03:
            row["health_number"] += random.choice(["-AB", "AB", " c"])


def _said_anew(random: Random, rows: Rows) -> Rows:
    """Give the whole crosswalk again, and a tenth of the rows of persons with all but the key of another row."""
    anew: Rows = {name: rows[name] for name in WHOLE}
    for name in sorted(rows.keys() - set(WHOLE)):
        for row in random.sample(rows[name], len(rows[name]) // 10):
            other = {column: value for column, value in random.choice(rows[name]).items() if column not in KEYS}
            anew.setdefault(name, []).append({**row, **other})
    return anew


def _other_networks(random: Random, hospitals: list[Row]) -> list[Row]:
    """Give the sites again without the fifth ones; now and then a first site has another network or none.

    The fifth site of a town belongs to the corporation of the first, so that the two deliveries may disagree.
    """
    anew = []
    for row in hospitals:
        town, site = row["hospital_no"][0], row["hospital_no"][1:]
        if site == "S1" and random.random() < 0.5:
            anew.append({**row, "network_no": random.choice([f"{town}N1", f"{town}N2", ""])})
        elif site != "S5":
            anew.append(row)
    return anew


def _write(folder: Path, delivered: dt.date, rows: Rows) -> Path:
    """Write one delivery; a table without rows is no file, as the pipeline wants it."""
    folder.parent.mkdir(exist_ok=True)
    write_drop(folder, delivered, **rows)
    for name in COLUMNS:
        if not rows.get(name):
            (folder / f"{name}.csv").unlink(missing_ok=True)
    return folder
