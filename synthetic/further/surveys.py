"""Surveys: what residents and physicians say. Shares are made up to look plausible."""

import datetime as dt

import polars as pl

from synthetic.claims import days_drawn
from synthetic.faults import COPY, WARNING, Fault, Row, exact_copy
from synthetic.further import FurtherTable
from synthetic.hospital_care import numbers_of
from synthetic.layout import arranged
from synthetic.people import Block
from synthetic.planted.cast import Home
from synthetic.scale import Scale
from synthetic.streams import Draws, Purpose
from synthetic.world import World

INTERVIEWS_PER_YEAR = 0.012
YOUNGEST = 16
CAREGIVER_SHARE = 0.08
STRATA = ["north", "south", "east", "west"]
# Of an item the share of interviews that have it, and its answers with their weights.
HOW_OFTEN = {"always": 42, "often": 27, "sometimes": 17, "rarely": 7, "never": 3, "dont_know": 3, "refused": 1}
Item = tuple[float, dict[str, int]]
ITEMS: dict[str, Item] = {
    "Q01": (1.0, {"yes": 90, "no": 9, "refused": 1}),
    "Q02": (0.95, {"yes": 62, "no": 36, "dont_know": 2}),
    "Q03": (0.6, {"same_day": 24, "next_day": 17, "2_to_19_days": 47, "20_or_more_days": 8, "dont_know": 4}),
    "Q04": (
        0.5,
        {
            "very_difficult": 28,
            "somewhat_difficult": 26,
            "somewhat_easy": 16,
            "very_easy": 8,
            "no_need": 20,
            "refused": 2,
        },
    ),
    "Q05": (0.55, {**HOW_OFTEN, "depends": 6, "did_not_call": 20}),
    "Q06": (0.8, HOW_OFTEN),
    "Q07": (0.8, HOW_OFTEN),
    "Q08": (0.8, HOW_OFTEN),
    "Q09": (0.5, HOW_OFTEN),
    "Q10": (0.12, {"completely": 58, "quite_a_bit": 20, "partly": 14, "not_at_all": 6, "dont_know": 2}),
}
FORM_SHARE = 0.2
FORM_ITEMS: dict[str, Item] = {
    "B1": (1.0, {"1": 12, "2": 38, "3": 33, "4": 12, "5": 5}),
    "C1": (
        0.9,
        {"very_confident": 6, "somewhat_confident": 34, "not_very_confident": 38, "not_at_all_confident": 18,
         "dont_know": 4},
    ),
}  # fmt: skip


def survey_responses_table(block: Block) -> pl.DataFrame:
    """One row per interview of a resident or a caregiver and item asked."""
    draws = block.draws(Purpose.SURVEYS)
    expected = pl.Series([INTERVIEWS_PER_YEAR * block.scale.years]).new_from_index(0, len(block.people))
    events = days_drawn(block, expected, draws)
    rows = len(events)
    interviews = events.select(
        numbers_of(events, block.number, "Q").alias("interview_no"),
        "health_number",
        "age",
        pl.when(pl.lit(draws.chance(CAREGIVER_SHARE, rows)))
        .then(pl.lit("C"))
        .otherwise(pl.lit("P"))
        .alias("answered_by"),
        pl.col("serviced_on").cast(pl.String).alias("asked_on"),
        _thousandths(200 + draws.below(2600, rows)).alias("sample_weight"),
        pl.Series(STRATA).gather(draws.below(len(STRATA), rows)).alias("sample_stratum"),
    ).filter(pl.col("age") >= YOUNGEST)
    return arranged("survey_responses", _answered(interviews, ITEMS, draws))


def provider_responses_table(scale: Scale, world: World) -> pl.DataFrame:
    """One row per form of a physician and item; forms have no weight, and come in the last year."""
    draws = Draws(scale.seed, Purpose.SURVEYS, len(scale.block_sizes))
    physicians = world.workforce.physicians.select("physician_no")
    chosen = physicians.filter(draws.chance(FORM_SHARE, len(physicians)))
    rows = len(chosen)
    filled_in = pl.lit(scale.last_day) - pl.duration(days=pl.lit(draws.below(300, rows)))
    forms = chosen.select(
        (pl.lit("F") + pl.int_range(rows).cast(pl.String)).alias("form_no"),
        "physician_no",
        filled_in.cast(pl.String).alias("filled_in_on"),
    )
    return arranged("provider_responses", _answered(forms, FORM_ITEMS, draws))


def _answered(forms: pl.DataFrame, items: dict[str, Item], draws: Draws) -> pl.DataFrame:
    """One row per form and item asked: also item and said."""
    parts = []
    for item, (share, answers) in items.items():
        asked = forms.filter(draws.chance(share, len(forms)))
        said = pl.Series(list(answers)).gather(draws.choice([float(weight) for weight in answers.values()], len(asked)))
        parts.append(asked.with_columns(pl.lit(item).alias("item"), pl.lit(said).alias("said")))
    return pl.concat(parts)


def _thousandths(whole: pl.Series) -> pl.Series:
    """Write whole thousandths as decimals."""
    text = whole.cast(pl.String).str.zfill(4)
    return text.str.head(-3) + "." + text.str.tail(3)


def _good_answer(_scale: Scale, _home: Home, key: str, position: int, number: int) -> Row:
    """Write a faultless answer of long ago, so that it is in no window."""
    day = (dt.date(2010, 1, 1) + dt.timedelta(days=position)).isoformat()
    said = {"item": "Q06", "said": "always", "sample_weight": "1.250", "answered_by": "P"}
    return {"health_number": key, "interview_no": f"X{position}-{number}", "asked_on": day, **said}


def _answer_faults(future: dt.date) -> list[Fault]:
    return [
        Fault("missing_key", "health_number", {"health_number": None}),
        Fault("missing_value", "interview_no", {"interview_no": None}),
        *_date_faults("asked_on", future),
        Fault("unknown_code", "answered_by", {"answered_by": "Z"}),
        Fault("unknown_code", "item", {"item": "Q99"}, WARNING),
        Fault("unknown_code", "said", {"said": "perhaps"}, WARNING),
        *_weight_faults(),
        exact_copy(),
        Fault("conflicting_copy", "said", {"said": "never"}, COPY),
    ]


def _date_faults(column: str, future: dt.date) -> list[Fault]:
    return [
        Fault("unreadable_date", column, {column: "2011-02-30"}),
        Fault("impossible_date", column, {column: "1800-01-01"}),
        Fault("future_date", column, {column: future.isoformat()}),
    ]


def _weight_faults() -> list[Fault]:
    column = "sample_weight"
    return [
        Fault("unreadable_number", column, {column: "heavy"}),
        Fault("zero_weight", column, {column: "0"}),
        Fault("large_weight", column, {column: "10000.001"}),
    ]


TABLES = {
    "survey_responses": FurtherTable(
        main=survey_responses_table, is_covered=True, good=_good_answer, faults=_answer_faults
    ),
    # Forms are few: faults among them would be more than a delivery may have.
    "provider_responses": FurtherTable(whole=provider_responses_table),
}
