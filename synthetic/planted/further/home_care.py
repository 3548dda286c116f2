"""Planted cases of home care: waits of five and six days, caregivers of 59 and 60 days, returns on day 30 and 31."""

from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, rostered

NURSING, SUPPORT, DISTRESS = "hc_nursing5", "hc_psw5", "caregiver_distress"
DECLINE, RETURN = "adl_decline", "hc_readmit"
AVAILABLE_DAY, ASSESSED_DAY, LEFT_DAY = 150, 100, 120
IN, ABOVE, OUT = (1, 0), (1, 1), (0, 0)


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    return {**_waits(), **_clients(), **_returns()}


def _waits() -> dict[str, Case]:
    """First visits of a nurse and a support worker so many days after the patient was available."""
    return {
        "home_care_begins_on_day_5": partial(_first_visits, days=5, needs="Y", nursing=ABOVE, support=ABOVE),
        "home_care_begins_on_day_6": partial(_first_visits, days=6, needs="Y", nursing=IN, support=IN),
        "home_care_begins_before_day_0": partial(_first_visits, days=-1, needs="Y", nursing=ABOVE, support=ABOVE),
        "home_care_without_complex_needs": partial(_first_visits, days=5, needs="N", nursing=ABOVE, support=OUT),
    }


def _first_visits(cast: Cast, days: int, needs: str, nursing: tuple[int, int], support: tuple[int, int]) -> Story:
    day = cast.ago(AVAILABLE_DAY - days).isoformat()
    services = [{"served_on": day, "service": code, "amount": "1"} for code in ("01", "11")]
    # A visit of the case manager is none of either.
    services.append({"served_on": cast.ago(AVAILABLE_DAY).isoformat(), "service": "10", "amount": "1"})
    referral = _referral(cast, AVAILABLE_DAY, complex_needs=needs, referred_on=cast.ago(AVAILABLE_DAY + 3).isoformat())
    return _story(cast, {NURSING: nursing, SUPPORT: support}, referrals=[referral], services=services)


def _clients() -> dict[str, Case]:
    """Assessments after so many days in home care: how the caregiver is, and daily life before and now."""
    return {
        "home_care_60_days_distressed_and_worse": partial(_client, days=60, helper="Y", adl="3", counts=ABOVE),
        "home_care_60_days_well_and_the_same": partial(_client, days=60, helper="N", adl="2", counts=IN),
        "home_care_caregiver_not_asked": partial(_client, days=60, helper="", adl="3", counts=ABOVE, distress=OUT),
        "home_care_59_days_distressed_and_worse": partial(_client, days=59, helper="Y", adl="3", counts=OUT),
    }


def _client(
    cast: Cast, days: int, helper: str, adl: str, counts: tuple[int, int], distress: tuple[int, int] | None = None
) -> Story:
    """Admitted so many days before the last assessment; the first one was on the second day.

    `helper`: whether the caregiver is distressed, empty: not asked at all. `distress`: other counts of that measure.
    """
    first = ASSESSED_DAY + days
    usual = {"helper": "Y", "helper_distressed": helper, "helper_unable": "N" if helper else "", "cps": "1"}
    assessments = [
        {"assessed_on": cast.ago(first - 1).isoformat(), "adl": "2", **usual},
        {"assessed_on": cast.ago(ASSESSED_DAY).isoformat(), "adl": adl, **usual},
    ]
    referral = _referral(cast, first, opened_on=cast.ago(first).isoformat())
    measures = {DISTRESS: distress or counts, DECLINE: counts}
    return _story(cast, measures, referrals=[referral], assessments=assessments)


def _returns() -> dict[str, Case]:
    """A stay after which the person was referred, and another that began so many days after it."""
    return {
        "home_care_back_on_day_30": partial(_return, days=30, counts=ABOVE),
        "home_care_back_on_day_31": partial(_return, days=31, counts=IN),
        "home_care_long_before_the_stay": partial(_return, days=30, counts=OUT, is_known=True),
    }


def _return(cast: Cast, days: int, counts: tuple[int, int], *, is_known: bool = False) -> Story:
    back = LEFT_DAY - days
    stays = [cast.stay(LEFT_DAY), cast.stay(back - 3, admitted_on=cast.ago(back))]
    referrals = [_referral(cast, LEFT_DAY + 1, referred_by="H")]
    if is_known:
        referrals.append(_referral(cast, LEFT_DAY + 200, opened_on=cast.ago(LEFT_DAY + 200).isoformat()))
    return _story(cast, {RETURN: counts}, referrals=referrals, discharges=stays)


def _referral(cast: Cast, day: int, **others: Any) -> Row:
    """Write a referral from the community, so many days before the last day; the patient could be seen at once."""
    when = cast.ago(day).isoformat()
    return {"referred_on": when, "pad_on": when, "referred_by": "C", **others}


def _story(
    cast: Cast,
    events: dict[str, tuple[int, int]],
    referrals: list[Row],
    services: list[Row] | None = None,
    assessments: list[Row] | None = None,
    **rows: Any,
) -> Story:
    further = {
        "home_care_referrals": referrals,
        "home_care_services": services or [],
        "home_care_assessments": assessments or [],
    }
    return Story(rostered(cast), enrolments=[cast.long_spell()], events=events, further=further, **rows)
