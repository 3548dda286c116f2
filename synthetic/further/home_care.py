"""Home care of the random residents: who is referred, what they receive, and how they are assessed."""

import datetime as dt

import polars as pl

from synthetic.claims import days_drawn
from synthetic.faults import COPY, KEPT, WARNING, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.hospital_care import numbers_of, stays_of
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Draws, Purpose, repeated

# Made up to look plausible.
FROM_COMMUNITY_PER_YEAR = 0.02
# Of those discharged home with support.
FROM_HOSPITAL_SHARE, SUPPORTED = 0.7, "04"
LONGEST_TO_AVAILABLE_DAYS, EARLIEST_REFERRAL_DAYS, LATEST_REFERRAL_DAYS = 6, 2, 8
ADMITTED_SHARE, MEAN_DAYS_ADMITTED = 0.93, 200
NURSED_SHARE, MEAN_WAIT_NURSING = 0.6, 2.2
SUPPORTED_SHARE, MEAN_WAIT_SUPPORT = 0.5, 3.0
MOST_OTHER_SERVICES = 6
SERVICES = {"01": 30, "02": 4, "05": 6, "06": 6, "07": 2, "10": 18, "11": 22, "13": 6, "14": 3, "15": 3, "17": 1}
CLIENT_TYPES = {"91": 30, "92": 15, "93": 25, "94": 20, "95": 10}
FIRST_ASSESSED_DAYS, BETWEEN_ASSESSMENTS_DAYS, JITTER_DAYS, MOST_ASSESSMENTS = 10, 170, 40, 8
HELPER_SHARE, DISTRESSED_SHARE, UNABLE_SHARE, UNKNOWN_SHARE = 0.9, 0.25, 0.12, 0.02
COMPLEX_SHARE = 0.35
OF_REFERRAL = ["person", "health_number", "age", "died", "to_day", "referred_on", "pad_on", "referred_by"]


def referrals_table(block: Block) -> pl.DataFrame:
    """One row per referral of a resident to home care."""
    return arranged(
        "home_care_referrals", _as_text(_referrals(block), "referred_on", "pad_on", "opened_on", "closed_on")
    )


def services_table(block: Block) -> pl.DataFrame:
    """One row per service of a resident on a day."""
    draws = _draws(block, 1)
    admitted = _admitted(block)
    services = pl.concat([_first_services(admitted, draws), _other_services(admitted, draws)])
    within = services.filter(pl.col("served_on").is_between(pl.col("opened_on"), pl.col("until")))
    numbered = within.with_columns(
        numbers_of(within, block.number, "HS").alias("service_no"),
        (draws.below(3, len(within)) + 1).cast(pl.String).alias("amount"),
    )
    return arranged("home_care_services", _as_text(numbered, "served_on"))


def assessments_table(block: Block) -> pl.DataFrame:
    """One row per assessment of a resident in home care."""
    draws = _draws(block, 2)
    admitted = _admitted(block).with_columns(draws.below(4, len(_admitted(block))).alias("base"))
    every = admitted.join(pl.DataFrame({"turn": range(MOST_ASSESSMENTS)}), how="cross", maintain_order="left_right")
    since = FIRST_ASSESSED_DAYS + BETWEEN_ASSESSMENTS_DAYS * pl.col("turn") + draws.below(JITTER_DAYS, len(every))
    dated = every.with_columns(assessed_on=pl.col("opened_on") + pl.duration(days=since))
    made = dated.filter(pl.col("assessed_on") <= pl.col("until"))
    numbered = made.with_columns(
        numbers_of(made, block.number, "HA").alias("assessment_no"), *_scales(made, draws), *_helpers(made, draws)
    )
    return arranged("home_care_assessments", _as_text(numbered, "assessed_on"))


def _draws(block: Block, part: int) -> Draws:
    """Give the random columns of one of the three tables of a block."""
    return Draws(block.scale.seed, Purpose.HOME_CARE, 3 * block.number + part)


def _referrals(block: Block) -> pl.DataFrame:
    """One row per referral with its admission (opened_on, closed_on; null: none)."""
    draws = _draws(block, 0)
    referrals = pl.concat([_from_hospital(block, draws), _from_community(block, draws)])
    rows = len(referrals)
    opens = pl.lit(draws.chance(ADMITTED_SHARE, rows)) & (pl.col("pad_on") <= pl.col("to_day"))
    days = (draws.exponential(rows) * MEAN_DAYS_ADMITTED).floor().cast(pl.Int32)
    kind = pl.Series(list(CLIENT_TYPES)).gather(draws.choice([float(share) for share in CLIENT_TYPES.values()], rows))
    opened = referrals.with_columns(
        numbers_of(referrals, block.number, "HR").alias("referral_no"),
        pl.when(opens).then("pad_on").alias("opened_on"),
        pl.when(~pl.lit(draws.chance(UNKNOWN_SHARE, rows))).then(pl.lit(kind)).alias("src"),
        _yes(COMPLEX_SHARE, draws, rows).alias("complex_needs"),
    ).with_columns(ends=pl.col("opened_on") + pl.duration(days=pl.lit(days)))
    closed = pl.when(pl.col("ends") <= pl.col("to_day")).then("ends").when(pl.col("died") == pl.col("to_day"))
    return opened.with_columns(pl.when(opens).then(closed.then("died")).alias("closed_on"))


def _from_hospital(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per stay after which the patient was referred, shortly before the discharge or after it."""
    stays = stays_of(block).filter(
        pl.col("disposition") == SUPPORTED,
        pl.col("discharged_on").is_between(block.scale.first_day, pl.col("to_day")),
        pl.col("admitted_on") >= block.scale.first_day,
    )
    chosen = stays.filter(draws.chance(FROM_HOSPITAL_SHARE, len(stays)))
    shift = draws.below(EARLIEST_REFERRAL_DAYS + LATEST_REFERRAL_DAYS, len(chosen)) - EARLIEST_REFERRAL_DAYS
    on = pl.max_horizontal(pl.col("discharged_on") + pl.duration(days=pl.lit(shift)), "admitted_on")
    referred = chosen.with_columns(referred_on=pl.min_horizontal(on, "to_day"), referred_by=pl.lit("H"))
    return referred.with_columns(pad_on=pl.max_horizontal("referred_on", "discharged_on")).select(OF_REFERRAL)


def _from_community(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per referral that no stay led to, or that nobody knows to have."""
    people = block.people
    by_age = people.select(pl.when(pl.col("age") < 65).then(0.25).when(pl.col("age") < 80).then(1.5).otherwise(7.0))
    expected = FROM_COMMUNITY_PER_YEAR * block.scale.years * by_age.to_series() * people["need"]
    events = days_drawn(block, expected, draws).rename({"serviced_on": "referred_on"})
    rows = len(events)
    waits = draws.below(LONGEST_TO_AVAILABLE_DAYS, rows)
    source = pl.Series(["C", "O", None]).gather(draws.choice([0.8, 0.17, 0.03], rows))
    return events.with_columns(
        (pl.col("referred_on") + pl.duration(days=pl.lit(waits))).alias("pad_on"), source.alias("referred_by")
    ).select(OF_REFERRAL)


def _admitted(block: Block) -> pl.DataFrame:
    """One row per referral that led to an admission, with `until`, the last day on which care can come."""
    admitted = _referrals(block).filter(pl.col("opened_on").is_not_null())
    return admitted.with_columns(until=pl.min_horizontal("closed_on", "to_day"))


def _first_services(admitted: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """One row per first visit of a nurse or a personal support worker, some days after the patient is available."""
    parts = []
    for share, mean, code in ((NURSED_SHARE, MEAN_WAIT_NURSING, "01"), (SUPPORTED_SHARE, MEAN_WAIT_SUPPORT, "11")):
        given = admitted.filter(draws.chance(share, len(admitted)))
        wait = (draws.exponential(len(given)) * mean).floor().cast(pl.Int32)
        parts.append(_served(given, wait, pl.lit(code)))
    return pl.concat(parts)


def _other_services(admitted: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """One row per other service, on any day of the first two months or until the discharge."""
    given = admitted[repeated(draws.below(MOST_OTHER_SERVICES, len(admitted)))]
    rows = len(given)
    weights = [float(weight) for weight in SERVICES.values()]
    code = pl.Series(list(SERVICES), dtype=pl.String).gather(draws.choice(weights, rows))
    return _served(given, draws.below(60, rows), pl.lit(code))


def _served(given: pl.DataFrame, wait: pl.Series, code: pl.Expr) -> pl.DataFrame:
    """One row per admission given: the service so many days after the patient was available."""
    day = pl.col("pad_on") + pl.duration(days=pl.lit(wait))
    return given.select("person", "health_number", "opened_on", "until", day.alias("served_on"), code.alias("service"))


def _scales(made: pl.DataFrame, draws: Draws) -> list[pl.Expr]:
    """Give the scales of an assessment; the ADL hierarchy wanders about that of the admission."""
    rows = len(made)
    adl = (pl.col("base") + pl.lit(draws.below(3, rows)) - 1 + pl.col("turn") // 3).clip(0, 6)
    known = ~pl.lit(draws.chance(UNKNOWN_SHARE, rows))
    others = {"cps": 7, "chess_scale": 6, "maple_level": 5, "divert_level": 6}
    lowest = {"maple_level": 1, "divert_level": 1}
    drawn = [
        (pl.lit(draws.below(levels, rows)) + lowest.get(name, 0)).cast(pl.String).alias(name)
        for name, levels in others.items()
    ]
    return [pl.when(known).then(adl.cast(pl.String)).alias("adl"), *drawn]


def _helpers(made: pl.DataFrame, draws: Draws) -> list[pl.Expr]:
    """Give whether somebody helps, and how that person is; of nobody, nothing is said."""
    rows = len(made)
    helper = _yes(HELPER_SHARE, draws, rows)
    items = {"helper_distressed": DISTRESSED_SHARE, "helper_unable": UNABLE_SHARE}
    said = [pl.when(helper == "Y").then(_yes(share, draws, rows)).alias(name) for name, share in items.items()]
    return [helper.alias("helper"), *said]


def _yes(share: float, draws: Draws, rows: int) -> pl.Expr:
    """Give Y or N, seldom nothing."""
    drawn, known = pl.lit(draws.uniform(rows)), ~pl.lit(draws.chance(UNKNOWN_SHARE, rows))
    return pl.when(known).then(pl.when(drawn < share).then(pl.lit("Y")).otherwise(pl.lit("N")))


def _as_text(rows: pl.DataFrame, *days: str) -> pl.DataFrame:
    """The same rows with days as text."""
    return rows.with_columns(pl.col(day).cast(pl.String) for day in days)


def good_referral(scale: Scale, _home: Home, key: str, _position: int, _number: int) -> Row:
    """Write a referral of a bystander who was not admitted."""
    day = (scale.last_day - dt.timedelta(days=80)).isoformat()
    return {"health_number": key, "referred_on": day, "pad_on": day, "referred_by": "C", "complex_needs": "N"}


def good_service(scale: Scale, _home: Home, key: str, _position: int, _number: int) -> Row:
    """Write a nursing visit of a bystander."""
    day = (scale.last_day - dt.timedelta(days=80)).isoformat()
    return {"health_number": key, "served_on": day, "service": "01", "amount": "1"}


def good_assessment(scale: Scale, _home: Home, key: str, _position: int, _number: int) -> Row:
    """Write an assessment of a bystander."""
    day = (scale.last_day - dt.timedelta(days=80)).isoformat()
    return {"health_number": key, "assessed_on": day, "helper": "Y", "adl": "2", "cps": "1"}


def day_faults(column: str, future: dt.date) -> list[Fault]:
    """Give the faults of a row's person and day."""
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("unreadable_date", column, {column: "2026-02-30"}),
        Fault("impossible_date", column, {column: "1800-01-01"}),
        Fault("future_date", column, {column: future.isoformat()}),
        Fault("unregistered_person", "health_number", {}, KEPT),
    ]


def referral_faults(future: dt.date) -> list[Fault]:
    """Give the faults of referrals."""
    inverted = {
        "referred_on": "2011-01-01",
        "pad_on": "2011-01-01",
        "opened_on": "2011-02-01",
        "closed_on": "2011-01-15",
    }
    # With a referral in the future nothing could be available.
    dated = [fault for fault in day_faults("referred_on", future) if fault.kind != "future_date"]
    return [
        *dated,
        Fault("future_date", "referred_on", {"referred_on": future.isoformat(), "pad_on": None}),
        Fault("inverted_spell", "closed_on", inverted),
        Fault("unknown_code", "referred_by", {"referred_by": "X"}),
        Fault("unknown_code", "src", {"src": "9"}),
        Fault("available_before_referral", "pad_on", {"pad_on": "2011-01-01"}, WARNING),
        exact_copy(),
        Fault("conflicting_copy", "referred_by", {"referred_by": "O"}, COPY),
    ]


def service_faults(future: dt.date) -> list[Fault]:
    """Give the faults of services."""
    return [
        *day_faults("served_on", future),
        Fault("unknown_code", "service", {"service": "N1"}),
        Fault("unlisted_code", "service", {"service": "18"}, WARNING),
        Fault("unreadable_number", "amount", {"amount": "an hour"}),
        exact_copy(),
        Fault("conflicting_copy", "amount", {"amount": "2"}, COPY),
    ]


def assessment_faults(future: dt.date) -> list[Fault]:
    """Give the faults of assessments."""
    return [
        *day_faults("assessed_on", future),
        Fault("unknown_code", "helper", {"helper": "?"}),
        Fault("unknown_code", "adl", {"adl": "7"}),
        Fault("unreadable_number", "cps", {"cps": "low"}),
        exact_copy(),
        Fault("conflicting_copy", "adl", {"adl": "3"}, COPY),
    ]


TABLES = {
    "home_care_referrals": FurtherTable(
        main=referrals_table, record_number="referral_no", good=good_referral, faults=referral_faults
    ),
    "home_care_services": FurtherTable(
        main=services_table, record_number="service_no", is_covered=True, good=good_service, faults=service_faults
    ),
    "home_care_assessments": FurtherTable(
        main=assessments_table,
        record_number="assessment_no",
        is_covered=True,
        good=good_assessment,
        faults=assessment_faults,
    ),
}
