"""Which chronic conditions residents have, and the diagnosis codes of their care that follow from them.

The codes are facts of the OHIP list and of ICD-10-CA, some of those of `reference/calibration/conditions.csv`. The
rates are made so that what the codes show comes near the published prevalence: more than they say have a condition,
since not all of them are seen for it twice.
"""

from dataclasses import dataclass

import polars as pl

from synthetic import codes
from synthetic.streams import Draws

# First years of the ages that a condition's rates hold for.
AGE_BANDS = [0, 18, 45, 65, 80]
DIABETES = "diabetes"
# By place in turn: adults with diabetes were 8.4 to 12.4 per cent from one part of Ontario to another.
DIABETES_BY_PLACE = [1.08, 0.79, 1.04, 1.0, 0.92, 1.12]
# How many codes of something else a person's lines have for one of each condition; how often a stay lists a condition.
PASSING_WEIGHT = 1.0
LISTED_SHARE = 0.75
PASSING_SHARE = 0.8


@dataclass(frozen=True)
class Condition:
    """One condition: its codes, expected cases per 1,000 people of each age, and how much more in women."""

    claim_codes: tuple[str, ...]
    stay_codes: tuple[str, ...]
    per_1000: tuple[float, ...]
    women_to_men: float = 1.0


CONDITIONS: dict[str, Condition] = {
    "arthritis": Condition(("715", "714", "716"), ("M19.9", "M16.1", "M06.9"), (3.66, 36.6, 171, 342, 427), 1.4),
    "asthma": Condition(("493",), ("J45.9",), (206, 169, 169, 194, 194), 1.1),
    "cancer": Condition(("153", "162", "188", "202"), ("C18.9", "C34.9", "C67.9"), (3.24, 16.2, 86.4, 216, 259)),
    "congestive_heart_failure": Condition(("428",), ("I50.0", "i50.0"), (0, 0.88, 8.8, 52.8, 176)),
    "copd": Condition(("496", "491", "492"), ("J44.9", "J44.1"), (0, 15.1, 88.2, 214, 302)),
    "cardiovascular_disease": Condition(("413", "412", "410"), ("I25.10", "I20.9"), (0, 5.25, 63, 189, 294), 0.6),
    "dementia": Condition(("290", "331"), ("F03", "G30.9"), (0, 0, 1.06, 37.1, 212), 1.1),
    DIABETES: Condition(("250",), ("E11.9", "E10.9", "E14.9"), (3.51, 35.1, 152, 316, 328), 0.85),
    "hiv": Condition(("042", "043"), ("B24",), (0, 1.7, 2.4, 0.6, 0.1), 0.3),
    "hypertension": Condition(("401", "402"), ("I10.0",), (1.6, 96, 480, 960, 1150)),
    "ibd": Condition(("555", "556"), ("K50.9", "K51.9"), (0.98, 6.86, 7.84, 7.84, 5.88)),
    "chronic_kidney_disease": Condition(("585",), ("N18.3", "N18.9"), (0.212, 2.12, 12.7, 53, 127)),
    "chronic_liver_disease": Condition(("571", "573"), ("K76.0", "K74.6"), (1.09, 13.1, 38.2, 43.6, 32.7), 0.8),
    "mood_disorder": Condition(
        ("300", "311", "296", "309"), ("F41.9", "F32.9", "F31.9"), (136, 422, 449, 367, 381), 1.6
    ),
    "osteoporosis": Condition(("733",), ("M81.9",), (0, 3.27, 32.7, 109, 174), 5.0),
    "stroke_tia": Condition(("436", "435", "432"), ("I64", "G45.9"), (0, 1.3, 7.8, 32.5, 71.5), 0.9),
    "urinary_incontinence": Condition(("788", "625"), ("N39.3", "R32"), (16.8, 33.6, 56, 89.6, 134), 2.0),
}


@dataclass(frozen=True)
class Conditions:
    """The conditions of one block's people, person after person.

    `held`: one row per person and condition, with the codes of the person's claims and stays. `first` and `count`, by
    person, tell where those of a person stand.
    """

    held: pl.DataFrame
    first: pl.Series
    count: pl.Series

    def claim_codes(self, person: pl.Series, draws: Draws) -> pl.Series:
        """Draw the diagnosis of each line: one of the person's conditions, or something passing."""
        passing = pl.Series(codes.PASSING_DIAGNOSES)
        count = self.count.gather(person)
        drawn = draws.uniform(len(person)) * (count + PASSING_WEIGHT)
        # What is drawn beyond the person's conditions tells which of the passing diagnoses it is.
        beyond = len(self.held) + (pl.lit(drawn - count) / PASSING_WEIGHT * len(passing)).cast(pl.Int32)
        own = pl.lit(self.first.gather(person)) + pl.lit(drawn).cast(pl.Int32)
        row = pl.select(pl.when(pl.lit(drawn < count)).then(own).otherwise(beyond)).to_series()
        return pl.concat([self.held["claim_code"], passing]).gather(row)

    def stay_codes(self, person: pl.Series, draws: Draws) -> list[pl.Series]:
        """Give the other diagnoses of each stay: most of the person's conditions, and something besides."""
        columns = []
        rows, passing = len(person), pl.Series(codes.PASSING_COMORBID)
        first, count = self.first.gather(person), self.count.gather(person)
        choices = pl.concat([self.held["stay_code"], passing])
        for slot, number in enumerate(range(2, 9)):
            listed = (count > slot) & draws.chance(LISTED_SHARE, rows)
            filled = draws.chance(PASSING_SHARE**number, rows)
            other = len(self.held) + draws.below(len(passing), rows)
            row = pl.when(pl.lit(listed)).then(pl.lit(first + slot)).when(pl.lit(filled)).then(pl.lit(other))
            columns.append(choices.gather(pl.select(row).to_series()).alias(f"dx_{number}"))
        return columns


def draw_conditions(people: pl.DataFrame, draws: Draws) -> Conditions:
    """Draw everybody's conditions by age and sex; who needs more care has more of them, non-users none."""
    held = pl.concat([_holders(people, name, draws) for name in CONDITIONS]).sort("person", "number")
    counts = (
        people.select("person")
        .join(
            held.group_by("person").agg(count=pl.len().cast(pl.Int32)), on="person", how="left", maintain_order="left"
        )["count"]
        .fill_null(0)
    )
    return Conditions(held, counts.cum_sum() - counts, counts)


def _holders(people: pl.DataFrame, name: str, draws: Draws) -> pl.DataFrame:
    """One row per person with one condition: `person`, `number` of the condition, and the codes."""
    condition = CONDITIONS[name]
    expected = people.select(_expected(condition, name)).to_series()
    holders = people.select("person").filter(draws.chance(1 - (-expected).exp(), len(people)))
    which = draws.uniform(len(holders))
    return holders.with_columns(
        pl.lit(list(CONDITIONS).index(name), dtype=pl.Int32).alias("number"),
        *(
            pl.Series(texts).gather((which * len(texts)).cast(pl.Int32)).alias(column)
            for column, texts in (("claim_code", condition.claim_codes), ("stay_code", condition.stay_codes))
        ),
    )


def _expected(condition: Condition, name: str) -> pl.Expr:
    """Give the expected number of cases of one person."""
    band = pl.lit(pl.Series(AGE_BANDS)).search_sorted(pl.col("age"), side="right") - 1
    rate = pl.lit(pl.Series([float(rate) / 1000 for rate in condition.per_1000])).gather(band)
    men = 2 / (1 + condition.women_to_men)
    by_sex = pl.when(pl.col("gender") == "2").then(men * condition.women_to_men).otherwise(men)
    place = pl.lit(pl.Series(DIABETES_BY_PLACE)).gather(pl.col("place") % len(DIABETES_BY_PLACE))
    return rate * by_sex * pl.col("need") * (place if name == DIABETES else 1.0)
