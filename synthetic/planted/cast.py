"""Who a planted case may use: physicians of one town, and short ways to write rows about its person."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

from synthetic.geography import Place
from synthetic.scale import years_before

Row = dict[str, Any]


@dataclass(frozen=True)
class Home:
    """A town with planted physicians by role; all but the roles that say so practise at the main hospital's door.

    Roles: `first`, `second`, `third` (family physicians, the second of specialty 05), `specialist`, `retired` (family
    physician whose practice has ended), `adrift` (family physician without a postal code). In a shared town:
    `decided` (by a physician row), `grouped` (by a group row), `open` (no row). Who practises how: `background`.

    Centres by role: `centre`, `other_centre`, and `hospital_centre`, whose people are admitted in the next town.
    """

    place: Place
    physicians: dict[str, str]
    centres: dict[str, str] = field(default_factory=dict)

    @property
    def oht_id(self) -> str:
        """The town's (first) team."""
        return self.place.oht_ids[0]

    @property
    def hospital_id(self) -> str:
        """The main site of the town's first corporation."""
        return self.place.sites[0]


@dataclass(frozen=True)
class Cast:
    """One planted person's surroundings. `turn` counts the persons of a case from zero; days are given before D.

    `towns` are all towns with a team of their own, `relative` is the health number kept for the person's mother.
    """

    number: str
    turn: int
    last_day: dt.date
    home: Home
    away: Home
    shared: Home
    towns: tuple[Home, ...]
    relative: str

    @property
    def first(self) -> str:
        """A family physician of the town."""
        return self.home.physicians["first"]

    @property
    def second(self) -> str:
        """Another, of specialty 05."""
        return self.home.physicians["second"]

    @property
    def third(self) -> str:
        """A third one."""
        return self.home.physicians["third"]

    @property
    def preferred(self) -> str:
        """Whichever of the first two the last step of the tie chain takes: the smaller SHA-256 of the id."""
        return min(self.first, self.second, key=digest)

    @property
    def other(self) -> str:
        """Whichever of the first two the last step of the tie chain leaves."""
        return max(self.first, self.second, key=digest)

    def ago(self, days: int) -> dt.date:
        """Give the day so many days before the last day; negative days lie after it."""
        return self.last_day - dt.timedelta(days=days)

    def years_ago(self, years: int, plus_days: int = 0) -> dt.date:
        """Give the day so many years before the last day, and so many days after that."""
        return years_before(self.last_day, years) + dt.timedelta(days=plus_days)

    def spell(self, physician: str, start: dt.date, end: dt.date | None = None) -> Row:
        """Write an enrolment spell."""
        return {
            "physician_no": physician,
            "programme": "FHO",
            "enrolled_on": start.isoformat(),
            "ended_on": end and end.isoformat(),
        }

    def long_spell(self, physician: str | None = None) -> Row:
        """Write an open spell of about three years."""
        return self.spell(physician or self.first, self.ago(1_100))

    def line(self, physician: str, day: int | dt.date, code: str = "A007A", units: int = 1, **others: Any) -> Row:
        """Write a claim line; `day` is a date or the number of days before the last day."""
        when = self.ago(day) if isinstance(day, int) else day
        usual = {"place": "O", "paid_cents": 3_000 * units, "dx": "460"}
        return {"physician_no": physician, "serviced_on": when, "fee_code": code, "units": units, **usual, **others}

    def registration(self, centre: str, start: int | dt.date = 1_100, end: dt.date | None = None) -> Row:
        """Write a registration with a centre; `start` is a date or the number of days before the last day."""
        day = self.ago(start) if isinstance(start, int) else start
        return {"centre_no": centre, "registered_on": day.isoformat(), "ended_on": end and end.isoformat()}

    def centre_visit(self, centre: str, day: int | dt.date = 100) -> Row:
        """Write a visit to a centre, to its physician or its nurse practitioner in turn."""
        when = self.ago(day) if isinstance(day, int) else day
        return {"centre_no": centre, "visited_on": when.isoformat(), "seen_by": ("MD", "NP", None)[self.turn % 3]}

    def address(self, area_id: str | None, start: dt.date) -> Row:
        """Write an address with its first day."""
        return {"lives_from": start.isoformat(), "postal_code": area_id and f"{area_id} 3C3"}

    def stay(self, day: int | dt.date, diagnosis: str = "K529", **others: Any) -> Row:
        """Write a medical, urgent stay of three days in the town's main site that ended on `day`."""
        end = self.ago(day) if isinstance(day, int) else day
        usual = {"institution_no": self.home.hospital_id, "entry_category": "U", "disposition": "04"}
        usual |= {"patient_service": "M", "alc_days": 0, "admitted_on": end - dt.timedelta(days=3)}
        return {**usual, "discharged_on": end, "dx_1": diagnosis, **others}

    def visit(self, day: int | dt.date, visit_type: str = "U", **others: Any) -> Row:
        """Write an emergency visit in the town's main site."""
        when = self.ago(day) if isinstance(day, int) else day
        usual = {"institution_no": self.home.hospital_id, "ctas": "4", "disposition": "01", "admitted": "N"}
        return {**usual, "registered_on": when.isoformat(), "visit_type": visit_type, "dx_main": "R104", **others}


def digest(provider: str) -> str:
    """Give what the last step of the tie chain compares."""
    return hashlib.sha256(provider.encode()).hexdigest()
