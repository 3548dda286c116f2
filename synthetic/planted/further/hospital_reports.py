"""Cases of discharge summaries: sent in time and too late, to whom, and after which stays."""

import datetime as dt
from functools import partial

from synthetic.planted.cast import Cast
from synthetic.planted.story import Case, Story, rostered

SUMMARY, READMISSION = "ds48", "readmit30_cihi"
STAY_DAY = 60


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {
        "summary_after_48_hours": partial(_sent, days=2, at="10:00", counts=(1, 1)),
        "summary_after_48_hours_and_a_minute": partial(_sent, days=2, at="10:01", counts=(1, 0)),
        "summary_after_two_days_of_unknown_time": partial(_sent, days=2, at=None, counts=(1, 1)),
        "summary_after_three_days_of_unknown_time": partial(_sent, days=3, at=None, counts=(1, 0)),
        "summary_to_a_specialist": partial(_sent, days=0, at="12:00", counts=(1, 0), to="specialist"),
        "summary_to_nobody": partial(_sent, days=0, at="12:00", counts=(1, 0), to=None),
        "summary_of_a_transfer": partial(_sent, days=0, at="12:00", counts=(0, 0), disposition="10"),
        "no_summary": partial(_sent, days=None, at=None, counts=(1, 0)),
    }


def _sent(
    cast: Cast,
    days: int | None,
    at: str | None,
    counts: tuple[int, int],
    to: str | None = "second",
    disposition: str = "04",
) -> Story:
    """A stay that ended at ten, and a summary some days later; null days: none."""
    stay = cast.stay(STAY_DAY, discharged_at_time="10:00", disposition=disposition)
    reports = []
    if days is not None:
        reports.append(
            {
                "institution_no": stay["institution_no"],
                "discharged_on": stay["discharged_on"].isoformat(),
                "sent_on": (stay["discharged_on"] + dt.timedelta(days=days)).isoformat(),
                "sent_at": at,
                "sent_to": to and cast.home.physicians[to],
            }
        )
    return Story(
        rostered(cast),
        enrolments=[cast.long_spell()],
        discharges=[stay],
        further={"hospital_reports": reports},
        events={SUMMARY: counts},
    )
