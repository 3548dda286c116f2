"""Cases of events that follow one another: linked stays, visits after a stay, repeated emergency visits.

Every person is enrolled with the first physician; the days lie far enough from both ends of the year.
"""

from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered

READMISSION, COPD, RETURN = "readmit30_cihi", "fu7_copd", "ed_repeat_mha30"
FIRST_VISIT, FREQUENT = "ed_first_mha", "ed_freq_mha"
TRANSFERRED = {"went_to_hospital": "Y", "disposition": "10"}
CAME = {"came_from_hospital": "Y"}
INDEX_DAY = 100


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_links(), **_visits_after_copd(), **_repeated_visits()}


def _links() -> dict[str, Case]:
    """Two stays on one day: one episode, or a readmission, by the minutes between them and what is coded."""
    return {
        "link_419_minutes": partial(_two_stays, until="10:00", again="16:59", counts=(1, 0)),
        "link_420_minutes": partial(_two_stays, until="10:00", again="17:00", counts=(2, 1)),
        "link_420_minutes_coded_out": partial(
            _two_stays, until="10:00", again="17:00", counts=(1, 0), first=TRANSFERRED
        ),
        "link_420_minutes_coded_in": partial(_two_stays, until="10:00", again="17:00", counts=(1, 0), second=CAME),
        "link_12_hours_coded_out": partial(_two_stays, until="08:00", again="20:00", counts=(1, 0), first=TRANSFERRED),
        "link_12_hours_coded_in": partial(_two_stays, until="08:00", again="20:00", counts=(1, 0), second=CAME),
        "link_12_hours_not_coded": partial(_two_stays, until="08:00", again="20:00", counts=(2, 1)),
        # The first stay codes a transfer and nothing follows in time: where the patient went is unknown.
        "link_721_minutes_coded_out": partial(
            _two_stays, until="08:00", again="20:01", counts=(1, 0), first=TRANSFERRED
        ),
        "link_721_minutes_coded_in": partial(_two_stays, until="08:00", again="20:01", counts=(2, 1), second=CAME),
        "link_unknown_times_same_day": partial(_two_stays, until=None, again=None, counts=(1, 0)),
    }


def _two_stays(
    cast: Cast,
    until: str | None,
    again: str | None,
    counts: tuple[int, int],
    first: Row | None = None,
    second: Row | None = None,
) -> Story:
    """A surgical stay, and another in the next town that begins on the day the first ended."""
    day = cast.ago(INDEX_DAY)
    usual: Row = {"patient_service": "S"}
    stays = [
        cast.stay(day, discharged_at_time=until, **usual, **(first or {})),
        cast.stay(
            INDEX_DAY - 5,
            admitted_on=day,
            admitted_at_time=again,
            institution_no=cast.away.hospital_id,
            **usual,
            **(second or {}),
        ),
    ]
    return _story(cast, {READMISSION: counts}, discharges=stays)


def _visits_after_copd() -> dict[str, Case]:
    """A specialist's office visit so many days after a stay for COPD; on the day itself by the hour of discharge."""
    return {
        "copd_seen_after_discharge_before_eight": partial(_after_copd, days=0, until="07:59", seen=1),
        "copd_seen_after_discharge_at_eight": partial(_after_copd, days=0, until="08:00", seen=0),
        "copd_seen_on_day_of_unknown_hour": partial(_after_copd, days=0, until=None, seen=0),
        "copd_seen_on_day_7": partial(_after_copd, days=7, until="12:00", seen=1),
        "copd_seen_on_day_8": partial(_after_copd, days=8, until="12:00", seen=0),
    }


def _after_copd(cast: Cast, days: int, until: str | None, seen: int) -> Story:
    line = cast.line(cast.home.physicians["specialist"], INDEX_DAY - days, "A133A")
    return _story(
        cast,
        {COPD: (1, seen), READMISSION: (1, 0)},
        counted={"acsc_admissions_12m": 1},
        person={"born": cast.years_ago(60).isoformat()},
        discharges=[cast.stay(INDEX_DAY, "J441", discharged_at_time=until)],
        claims=[line],
    )


def _repeated_visits() -> dict[str, Case]:
    """Two emergency visits for mental health, so many days apart."""
    repeated = {0: 0, 1: 1, 30: 1, 31: 0}
    return {
        f"ed_mental_health_again_on_day_{days}": partial(_again, days=days, returned=returned)
        for days, returned in repeated.items()
    }


def _again(cast: Cast, days: int, returned: int) -> Story:
    visits = [cast.visit(day, dx_main="F329") for day in (INDEX_DAY, INDEX_DAY - days)]
    events = {RETURN: (2, returned), FIRST_VISIT: (1, 1), FREQUENT: (1, 0)}
    return _story(cast, events, counted={"ed_visits_12m": 2}, ed_visits=visits)


def _story(cast: Cast, events: dict[str, tuple[int, int]], counted: Row | None = None, **rows: Any) -> Story:
    answer = rostered(cast, **(counted or {}))
    return Story(answer, enrolments=[cast.long_spell()], events=events, **rows)
