"""Newborns by their mother's provider: she may live in another bucket, so this happens between the rounds.

Method: docs/explanation/method.md 4, rule mother.
"""

from collections.abc import Iterable

import polars as pl

from transforms.attribution.tiers import PROVIDERS


def answer_requests(requests: pl.DataFrame, buckets: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One row per newborn whose mother has a provider: person_id, physician_id, centre_id; sorted by person.

    `requests` are those of all buckets (person_id, mother_person_id). `buckets`: the persons of round one, one frame a
    bucket, read one after the other. A mother stands for her child only on a rule of her own.
    """
    mothers = requests.select(pl.col("mother_person_id").alias("person_id")).unique()
    known = [
        persons.filter(pl.col("tier_rule").is_not_null()).select("person_id", *PROVIDERS).join(mothers, on="person_id")
        for persons in buckets
    ]
    found = pl.concat(known).rename({"person_id": "mother_person_id"})
    answers = requests.join(found, on="mother_person_id", how="inner")
    return answers.select("person_id", *PROVIDERS).sort("person_id")
