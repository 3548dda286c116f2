"""Stays of the random residents in adult designated mental-health beds, some of them after an acute stay."""

import datetime as dt

import polars as pl

from synthetic.claims import days_drawn
from synthetic.faults import KEPT, WARNING, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.hospital_care import STAYS_AWAY, numbers_of, site_drawn, stays_of
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Draws, Purpose
from synthetic.transfers import MINUTES_A_DAY, MISSING_TIME_SHARE, clock

# Made up to look plausible: adults alone, and few stays that last for months or years.
ADULT, STAYS_PER_YEAR = 17, 0.004
USUAL_DAYS, LONG_DAYS, LONG_SHARE = 16.0, 300.0, 0.03
# Of acute stays for mental health: those after which the patient moves on the same day into a designated bed.
MOVED_SHARE = 0.2
LEFT_TO = {"H": 0.86, "T": 0.05, "A": 0.05, "X": 0.04}
LEGAL_STATES = {"V": 0.55, "I": 0.4, "F": 0.03, "X": 0.02}
GROUPS = {"PSY": 0.3, "MOOD": 0.34, "SUB": 0.12, "ANX": 0.06, "TRA": 0.06, "PER": 0.06, "NCD": 0.03, "OTH": 0.03}
CODES = {"PSY": "F209", "MOOD": "F322", "SUB": "F102", "ANX": "F411", "TRA": "F431", "PER": "F603", "NCD": "F03"}
NO_CODE_SHARE, NO_GROUP_SHARE = 0.5, 0.02


def mental_health_stays_table(block: Block) -> pl.DataFrame:
    """One row per stay of a resident in a designated mental-health bed; one that goes on has no discharge."""
    draws = block.draws(Purpose.MENTAL_STAYS)
    stays = _with_ends(pl.concat([_begun(block, draws), _moved(block, draws)]), block, draws)
    texts = [pl.col(name).cast(pl.String) for name in ("admitted_on", "discharged_on")]
    return arranged("mental_health_stays", _with_codes(stays, block, draws).with_columns(texts))


def _begun(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per stay that began at home: person's days, institution_no, admitted_on, admitted_at (minute)."""
    adult = (block.people["age"] >= ADULT).cast(pl.Float64)
    stays = days_drawn(block, STAYS_PER_YEAR * block.scale.years * adult, draws)
    return stays.select(
        "health_number", "died", "to_day", site_drawn(stays, block, STAYS_AWAY, draws).alias("institution_no"),
        admitted_on="serviced_on", admitted_at=pl.lit(draws.below(MINUTES_A_DAY, len(stays))),
    )  # fmt: skip


def _moved(block: Block, draws: Draws) -> pl.DataFrame:
    """One row per stay that began where an acute stay for mental health ended: the same columns."""
    acute = stays_of(block).filter(pl.col("patient_service") == "P", pl.col("discharged_on") < pl.col("to_day"))
    moved = acute.filter(draws.chance(MOVED_SHARE, len(acute)))
    later = (moved["discharged_at"] + draws.below(60, len(moved))).clip(upper_bound=MINUTES_A_DAY - 1)
    return moved.select(
        "health_number", "died", "to_day", "institution_no", admitted_on="discharged_on",
        admitted_at=pl.lit(later.cast(pl.Int32)),
    )  # fmt: skip


def _with_ends(stays: pl.DataFrame, block: Block, draws: Draws) -> pl.DataFrame:
    """The same rows with discharged_on and left_to: at death, or null for who is still in the bed on the last day."""
    rows = len(stays)
    mean = pl.when(pl.lit(draws.chance(LONG_SHARE, rows))).then(LONG_DAYS).otherwise(USUAL_DAYS)
    days = (pl.lit(draws.exponential(rows)) * mean).floor().cast(pl.Int32)
    left_to = pl.lit(pl.Series(list(LEFT_TO)).gather(draws.choice(list(LEFT_TO.values()), rows)))
    ended = stays.with_columns(end=pl.col("admitted_on") + pl.duration(days=days)).with_columns(
        dies=(pl.col("died") <= pl.col("end")).fill_null(False)
    )
    goes_on = ~pl.col("dies") & (pl.col("end") > block.scale.last_day)
    return ended.with_columns(
        discharged_on=pl.when("dies").then("died").when(~goes_on).then("end"),
        left_to=pl.when("dies").then(pl.lit("D")).when(~goes_on).then(left_to),
    )


def _with_codes(stays: pl.DataFrame, block: Block, draws: Draws) -> pl.DataFrame:
    """The same rows with numbers, times, legal status and diagnosis as delivered; some of them were never entered."""
    rows = len(stays)
    group = pl.Series(list(GROUPS)).gather(draws.choice(list(GROUPS.values()), rows))
    same_day = pl.col("admitted_on") == pl.col("discharged_on")
    end = pl.when(same_day).then("admitted_at").otherwise(pl.lit(draws.below(MINUTES_A_DAY, rows)))
    is_known = [pl.lit(draws.uniform(rows)) >= MISSING_TIME_SHARE for _ in range(2)]
    return stays.with_columns(
        numbers_of(stays, block.number, "M").alias("bed_stay_no"),
        pl.when(is_known[0]).then(clock(pl.col("admitted_at"))).alias("admitted_at_time"),
        pl.when(is_known[1] & pl.col("discharged_on").is_not_null()).then(clock(end)).alias("discharged_at_time"),
        pl.Series(list(LEGAL_STATES)).gather(draws.choice(list(LEGAL_STATES.values()), rows)).alias("legal_state"),
        pl.when(pl.lit(draws.uniform(rows)) >= NO_GROUP_SHARE).then(pl.lit(group)).alias("dsm_group"),
        pl.when(pl.lit(draws.uniform(rows)) >= NO_CODE_SHARE)
        .then(pl.lit(group.replace_strict(CODES, default=None, return_dtype=pl.String)))
        .alias("dx_icd10"),
    )


def _good(scale: Scale, home: Home, key: str, _position: int, _number: int) -> Row:
    """Write a stay of a bystander."""
    end = scale.last_day - dt.timedelta(days=120)
    return {
        "health_number": key, "institution_no": home.hospital_id, "left_to": "H", "legal_state": "V",
        "admitted_on": (end - dt.timedelta(days=9)).isoformat(), "discharged_on": end.isoformat(), "dsm_group": "MOOD",
    }  # fmt: skip


def _faults(future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("missing_value", "institution_no", {"institution_no": None}),
        Fault("missing_value", "admitted_on", {"admitted_on": None}),
        Fault("unreadable_date", "discharged_on", {"discharged_on": "soon"}),
        Fault("future_date", "discharged_on", {"discharged_on": future.isoformat()}),
        Fault("inverted_spell", "admitted_on", {"admitted_on": "2020-02-01", "discharged_on": "2020-01-31"}),
        Fault("unknown_code", "left_to", {"left_to": "Q"}),
        Fault("unknown_code", "legal_state", {"legal_state": "Q"}),
        Fault("unknown_code", "dsm_group", {"dsm_group": "QQQ"}),
        Fault("unknown_code", "dx_icd10", {"dx_icd10": "44J"}),
        Fault("unreadable_time", "admitted_at_time", {"admitted_at_time": "25:10"}),
        Fault("end_without_day", "left_to", {"discharged_on": None}, WARNING),
        Fault("stay_above_five_years", "admitted_on", {"admitted_on": "2010-01-01"}, WARNING),
        Fault("unregistered_person", "health_number", {}, KEPT),
        exact_copy(),
    ]


TABLES = {
    "mental_health_stays": FurtherTable(
        main=mental_health_stays_table, record_number="bed_stay_no", good=_good, faults=_faults, is_covered=True
    )
}
