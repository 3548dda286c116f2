"""How planted physicians practise apart from their cases: lines of filler residents, who are enrolled with others.

A pattern lists lines by the number of days before the last day. Lines lie on every seventh day, so that a case may add
lines on a day of work (`WORKING_DAY`, or `EARLIER_WORKING_DAY` a year before) without adding to the days.
"""

from synthetic.planted.cast import Cast, Home
from synthetic.planted.story import Story, rostered

# Days before the last day, fee code, place.
Line = tuple[int, str, str]

WEEKS, YEARS, DAYS_IN_YEAR = 52, 3, 365
FIRST_DAY, WORKING_DAY = 3, 73
EARLIER_WORKING_DAY = WORKING_DAY + DAYS_IN_YEAR
DAYS_OF_A_PRACTICE = 44
CORE, FOCUS, WARD = ("A007A", "O"), ("A917A", "O"), ("C002A", "I")
# Kinds of lines that are no activity: a laboratory test, a modality line, time.
NO_ACTIVITY = [("L810A", "O"), ("K300A", "V"), ("Q310A", "O")]


def days(weeks: int, year: int = 0) -> list[int]:
    """Give days before the last day, on so many weeks of one year (0: the year that ends at the last day)."""
    return [DAYS_IN_YEAR * year + FIRST_DAY + 7 * week for week in range(weeks)]


def _on(which: list[int], *kinds: tuple[str, str]) -> list[Line]:
    return [(day, code, place) for day in which for code, place in kinds]


def _each_year(weeks: int, *kinds: tuple[str, str], first: int = 0) -> list[Line]:
    return [line for year in range(first, YEARS) for line in _on(days(weeks, year), *kinds)]


ORDINARY = _each_year(WEEKS, CORE)
# Who has an ordinary practice, by role; physicians of scenes have one too.
ORDINARY_ROLES = ["first", "second", "third", "adrift", "decided", "grouped", "open"]
LIMITED_ROLES: dict[str, list[Line]] = {
    "part_time": _each_year(20, CORE),
    "walk_in": _each_year(30, CORE),
    "focused": _each_year(WEEKS, FOCUS) + _each_year(15, CORE),
    # One day short in each year, although the two years together have enough.
    "few_days": _each_year(DAYS_OF_A_PRACTICE - 1, CORE),
    "enough_days": _on(days(DAYS_OF_A_PRACTICE), CORE),
    "enough_days_before": _on(days(DAYS_OF_A_PRACTICE, 1), CORE),
    # Whoever has a case with these two adds one line of either kind.
    "half_core": _on(days(50), CORE, WARD),
    "most_core": _on(days(50), CORE, WARD) + _on(days(51)[50:], CORE),
    "laboratory": _on(days(50), CORE, *NO_ACTIVITY),
}
PATTERNS = {
    **dict.fromkeys(ORDINARY_ROLES, ORDINARY),
    # After the practice ended, a year ago, there is nothing.
    "retired": _each_year(WEEKS, CORE, first=1),
    **LIMITED_ROLES,
}


class Background:
    """The filler residents of all towns: twenty persons, in each town some enrolled with the first of its physicians.

    The others are enrolled with the second; they see the first, and all other lines are those of the former.
    """

    def __init__(self, homes: list[Home], fillers: int) -> None:
        self._homes, self._fillers = homes, fillers
        self._lines: dict[int, list[tuple[str, Line]]] = {turn: [] for turn in range(fillers)}

    def practise(self, home: Home, physician: str, pattern: list[Line]) -> None:
        """Give a physician of a town lines with the town's fillers; all lines of a day are of one person."""
        group = int(physician == home.physicians["first"])
        turns = [turn for turn in self._town(home) if self._group(turn) == group]
        for day, code, place in pattern:
            self._lines[turns[day // 7 % len(turns)]].append((physician, (day, code, place)))

    def case(self, cast: Cast) -> Story:
        """Write one filler: enrolled, and seen by others only."""
        own = self._lines[cast.turn]
        enrolled_with = cast.second if self._group(cast.turn) else cast.first
        claims = [cast.line(physician, day, code, place=place) for physician, (day, code, place) in own]
        seen = {(physician, day) for physician, (day, code, _) in own if code == CORE[0] and day < 2 * DAYS_IN_YEAR}
        spells = [cast.long_spell(enrolled_with)]
        return Story(rostered(cast, enrolled_with, primary_care_visits_24m=len(seen)), enrolments=spells, claims=claims)

    def _town(self, home: Home) -> list[int]:
        return list(range(self._homes.index(home), self._fillers, len(self._homes)))

    def _group(self, turn: int) -> int:
        return turn // len(self._homes) % 2


def settled(homes: list[Home], shared: Home, fillers: int) -> Background:
    """Let the planted physicians of all towns practise as their roles say; the shared town's with the first town's."""
    background = Background(homes, fillers)
    for town in [*homes, shared]:
        for role, physician in town.physicians.items():
            background.practise(town if town in homes else homes[0], physician, PATTERNS.get(role, []))
    return background
