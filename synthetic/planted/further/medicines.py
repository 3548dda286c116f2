"""Cases of medicines dispensed: new starts, doses, supplies that meet on a day, and older people.

Every person is enrolled with the first physician.
"""

import datetime as dt
from functools import partial

from synthetic.faults import Row
from synthetic.further.medicines import dispensing
from synthetic.planted.cast import Cast
from synthetic.planted.story import Case, Story, rostered

ANY, NEW, HIGH, BOTH = "opioid_any", "opioid_new", "opioid_high", "opioid_benzo"
OLD, OLD_CHRONIC, STATIN = "benzo_65", "benzo_65_chronic", "dm_statin"
MORPHINE, HYDROMORPHONE, METHADONE, LORAZEPAM = "N02AA01", "N02AA03", "N07BC02", "N05BA06"
Counts = dict[str, tuple[int, int]]
NOTHING: Counts = {ANY: (1, 0), NEW: (1, 0), HIGH: (1, 0), BOTH: (0, 0)}
AGAIN: Counts = {ANY: (1, 1), NEW: (1, 0), HIGH: (1, 0), BOTH: (1, 0)}
STARTED: Counts = {**AGAIN, NEW: (1, 1)}
ZERO: Counts = dict.fromkeys(NOTHING, (0, 0))


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_starts(), **_doses(), **_together(), **_older(), **_statins()}


def _starts() -> dict[str, Case]:
    """An opioid in the last month; before it, one just out of six months, or just within, or something else."""
    return {
        "opioid_six_months_after_the_last": partial(_again, days_later=0, events=STARTED),
        "opioid_within_six_months_of_the_last": partial(_again, days_later=1, events=AGAIN),
        "opioid_after_agonist_therapy": partial(_again, days_later=1, atc=METHADONE, events=AGAIN),
        "opioid_after_cough_medicine": partial(_again, days_later=1, atc="R05DA04", events=STARTED),
        "cough_medicine_alone": partial(_fetched, fills=[(60, "R05DA04", {})], events=NOTHING),
        "agonist_therapy_alone": partial(_fetched, fills=[(60, METHADONE, {})], events={**NOTHING, BOTH: (1, 0)}),
        "opioid_in_palliative_care": partial(_fetched, fills=[(60, MORPHINE, {})], events=ZERO, is_palliative=True),
    }


def _doses() -> dict[str, Case]:
    """Doses of a day at 90 mg of morphine and just below, in one supply and in two that meet or follow."""
    high: Counts = {**STARTED, HIGH: (1, 1)}
    half = {"unit_strength": "45"}
    return {
        "dose_of_90_mg": partial(_fetched, fills=[(60, MORPHINE, {"unit_strength": "90"})], events=high),
        "dose_below_90_mg": partial(_fetched, fills=[(60, MORPHINE, {"unit_strength": "89.9"})], events=STARTED),
        "dose_of_two_opioids": partial(
            _fetched, fills=[(60, MORPHINE, half), (31, HYDROMORPHONE, {"unit_strength": "9"})], events=high
        ),
        "dose_of_two_opioids_in_turn": partial(
            _fetched, fills=[(60, MORPHINE, half), (30, HYDROMORPHONE, {"unit_strength": "9"})], events=STARTED
        ),
        "dose_fetched_early": partial(_fetched, fills=[(60, MORPHINE, half), (35, MORPHINE, half)], events=STARTED),
        "dose_not_known": partial(_fetched, fills=[(60, MORPHINE, {"units": None})], events=STARTED),
    }


def _together() -> dict[str, Case]:
    """An opioid for 30 days, and a benzodiazepine on its last day or on the day after."""
    both: Counts = {**STARTED, BOTH: (1, 1)}
    return {
        "benzodiazepine_on_the_last_day": partial(
            _fetched, fills=[(60, MORPHINE, {}), (31, LORAZEPAM, {})], events=both
        ),
        "benzodiazepine_the_day_after": partial(
            _fetched, fills=[(60, MORPHINE, {}), (30, LORAZEPAM, {})], events=STARTED
        ),
        "benzodiazepine_with_agonist_therapy": partial(
            _fetched, fills=[(60, METHADONE, {}), (60, LORAZEPAM, {})], events={**NOTHING, BOTH: (1, 1)}
        ),
    }


def _older() -> dict[str, Case]:
    """Benzodiazepines of people on the day they are 65, and a day younger."""
    once, twice = [(60, LORAZEPAM, {})], [(60, LORAZEPAM, {}), (30, LORAZEPAM, {})]
    return {
        "benzodiazepine_once_at_65": partial(_aged, fills=once, events={OLD: (1, 1), OLD_CHRONIC: (1, 0)}),
        "benzodiazepine_twice_at_65": partial(_aged, fills=twice, events={OLD: (1, 1), OLD_CHRONIC: (1, 1)}),
        "benzodiazepine_twice_on_a_day": partial(_aged, fills=once * 2, events={OLD: (1, 1), OLD_CHRONIC: (1, 0)}),
        "relative_of_benzodiazepines_at_65": partial(
            _aged, fills=[(60, "N05CF01", {})], events={OLD: (1, 0), OLD_CHRONIC: (1, 0)}
        ),
        "benzodiazepine_a_day_before_65": partial(
            _aged, fills=twice, plus_days=1, events={OLD: (0, 0), OLD_CHRONIC: (0, 0)}
        ),
    }


def _statins() -> dict[str, Case]:
    """Statins of people of 65 whom two claims make a case of diabetes, or one claim none."""
    return {
        "statin_with_diabetes": partial(_diabetic, atc="C10AA05", events={STATIN: (1, 1)}),
        "no_statin_with_diabetes": partial(_diabetic, atc="C10AX09", events={STATIN: (1, 0)}),
        "statin_without_diabetes": partial(_diabetic, atc="C10AA05", claims=1, events={STATIN: (0, 0)}),
    }


def _diabetic(cast: Cast, atc: str, events: Counts, claims: int = 2) -> Story:
    lines = [cast.line(cast.home.physicians["specialist"], 300 + 40 * day, "A133A", dx="250") for day in range(claims)]
    born = {"born": cast.years_ago(65).isoformat()}
    return _story(cast, [dispensing(cast.ago(60), atc)], events, person=born, claims=lines)


def _again(cast: Cast, days_later: int, events: Counts, atc: str = MORPHINE) -> Story:
    """Morphine on the 15th of the last month, and something half a year before it or so many days later."""
    day = cast.last_day.replace(day=15)
    months = day.year * 12 + day.month - 1 - 6
    before = dt.date(months // 12, months % 12 + 1, 15) + dt.timedelta(days=days_later)
    return _story(cast, [dispensing(before, atc), dispensing(day)], events)


def _fetched(cast: Cast, fills: list[tuple[int, str, Row]], events: Counts, *, is_palliative: bool = False) -> Story:
    rows = [dispensing(cast.ago(day), atc, **others) for day, atc, others in fills]
    stays = [cast.stay(120, "C349", dx_2="Z515")] if is_palliative else []
    return _story(cast, rows, events, discharges=stays)


def _aged(cast: Cast, fills: list[tuple[int, str, Row]], events: Counts, plus_days: int = 0) -> Story:
    rows = [dispensing(cast.ago(day), atc, **others) for day, atc, others in fills]
    return _story(cast, rows, events, person={"born": cast.years_ago(65, plus_days).isoformat()})


def _a_year_before(rows: list[Row]) -> list[Row]:
    """Give the same fills a year earlier, which no rule looks back to.

    Without them so many planted fills in the last months would look like codes used otherwise than before.
    """
    year = dt.timedelta(days=365)
    return [row | {"filled_on": (dt.date.fromisoformat(str(row["filled_on"])) - year).isoformat()} for row in rows]


def _story(cast: Cast, rows: list[Row], events: Counts, **others: object) -> Story:
    fetched = [{"physician_no": cast.first, **row} for row in [*rows, *_a_year_before(rows)]]
    story: dict[str, object] = {"enrolments": [cast.long_spell()], **others}
    return Story(rostered(cast), events=events, further={"dispensations": fetched}, **story)  # type: ignore[arg-type]
