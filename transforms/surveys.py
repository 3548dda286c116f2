"""Answers to surveys: whose answer to an item counts, what it weighs, and whether it says yes.

Rule: docs/explanation/families/surveys.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

THOUSANDTHS = 1000


@dataclass(frozen=True)
class Item:
    """One item: its question, the answers that count at all, and those of them that say yes.

    `asked`: what must have been answered in the same interview, by question. `weight` and `flag` name what it gives.
    """

    weight: str
    flag: str
    question: str
    counted: tuple[str, ...]
    yes: tuple[str, ...]
    asked: Mapping[str, str] = field(default_factory=dict)


def latest_answers(answers: pl.DataFrame, item: Item, who: str) -> pl.DataFrame:
    """One row per `who` with an answer that counts, sorted: its weight in whole thousandths (Int64) and the flag.

    `answers`: one row per interview and question, of the days that are read. Of several interviews whose answer counts
    the latest does (day, then response_id). Without a weight an answer weighs 1.
    """
    counting = answers.filter(
        (pl.col("question_code") == item.question) & pl.col("answer_code").is_in(list(item.counted))
    )
    for question, answer in item.asked.items():
        said = (pl.col("question_code") == question) & (pl.col("answer_code") == answer)
        counting = counting.join(answers.filter(said), on=[who, "response_id"], how="semi")
    latest = counting.sort(who, "responded_on", "response_id").unique(who, keep="last", maintain_order=True)
    weight = (pl.col("weight").fill_null(1.0) * THOUSANDTHS).round(mode="half_away_from_zero").cast(pl.Int64)
    is_yes = pl.col("answer_code").is_in(list(item.yes))
    return latest.select(who, weight.alias(item.weight), is_yes.alias(item.flag)).sort(who)


def join_answers(people: pl.DataFrame, answers: pl.DataFrame, items: tuple[Item, ...], who: str) -> pl.DataFrame:
    """One row per row of `people`, in its order: also weight and flag of each item; no answer: zero and false."""
    for item in items:
        own = latest_answers(answers, item, who)
        people = people.join(own, on=who, how="left", maintain_order="left", validate="m:1").with_columns(
            pl.col(item.weight).fill_null(0), pl.col(item.flag).fill_null(False)
        )
    return people
