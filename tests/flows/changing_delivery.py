"""Two deliveries whose changes are known by heart: September 2026 against August, and a late claim with corrections.

The persons of even place are patients of practice P1, the others of P2; the first 60 are enrolled.
"""

from pathlib import Path

from tests.flows.small_delivery import KEYS, Row, small_rows, write_small

LATER = "delivered_on: 2026-11-05\n"
ENROLLED = range(60, 74, 2)  # seven who went to P1 enrol with P2 in September
ENDED = range(0, 16, 2)  # eight enrolments with P1 end in September; their care stays with P1
DIED = [61, 63]  # two of P2, in September
INSURED = range(65, 77, 2)  # six of P2 are insured from September on
LATE, CORRECTED, DIED_EARLIER = 80, 1, 3


def write_changing(folder: Path) -> Path:
    """Write the delivery in which September differs from August."""
    rows = small_rows()
    persons = [{**row, **_person(place)} for place, row in enumerate(rows["persons"])]
    spells = [{**row, **_spell(place)} for place, row in enumerate(rows["enrolments"])]
    new = [{"health_number": KEYS[place], "physician_no": "P2", "enrolled_on": "2026-09-10"} for place in ENROLLED]
    return write_small(folder, persons=persons, enrolments=[*spells, *new])


def write_correcting(folder: Path) -> Path:
    """Write a later delivery: late claims of one person with P2, a corrected enrolment, and a death of July."""
    rows = small_rows()
    visits = [_claim(LATE, f"L{number}", f"2026-07-{10 + number}") for number in range(8)]
    ended = {**rows["enrolments"][CORRECTED], "ended_on": "2026-01-01"}
    moved = {**rows["enrolments"][CORRECTED], "physician_no": "P1", "enrolled_on": "2026-01-01"}
    persons = [{**rows["persons"][DIED_EARLIER], "died": "2026-07-01"}]
    none: dict[str, list[Row]] = {"discharges": [], "ed_visits": []}
    return write_small(folder, LATER, persons=persons, enrolments=[ended, moved], claims=visits, **none)


def _person(place: int) -> Row:
    if place in DIED:
        return {"died": "2026-09-20"}
    return {"covered_from": "2026-09-01"} if place in INSURED else {}


def _spell(place: int) -> Row:
    return {"ended_on": "2026-09-15"} if place in ENDED else {}


def _claim(place: int, name: str, day: str) -> Row:
    return {"claim_no": name, "health_number": KEYS[place], "physician_no": "P2", "serviced_on": day}
