"""The oracle: the numbers worked out a second time, in SQL, from the files as they were delivered.

It is written from `method.md`, `networks.md`, `indicators.md` and `comparisons.md` (24) of `docs/explanation/` and the
input models alone, and shares no code with the pipeline. A person is the raw health number here: no pseudonym, no
bucket. Each rule is a file under `sql/`; `views/` is the only part that knows the layout of the synthetic source. The
oracle computes every result from the rows alone; whether a source covers a window (method, 8) or an indicator holds for
the period (indicators, 18.10) is for the caller to ask.
"""

import datetime as dt
from pathlib import Path

import duckdb
import polars as pl

from tests.oracle.deliveries import read_deliveries
from tests.oracle.families import indicator_macros, oracle_families
from tests.oracle.forming import form_networks
from tests.oracle.layout import CHECKS, KEYS, RULES, RULES_WITH_NETWORKS, SNAPSHOTS
from tests.oracle.method_values import Value, method_macros

SQL = Path(__file__).parent / "sql"
REFERENCE = Path(__file__).parents[2] / "reference"
CODES = REFERENCE / "codes"
# Code sets of the indicators by the name of their table.
LISTED = {
    "selected_conditions": "selected_conditions",
    "deliveries_codes": "deliveries",
    "ed_best_managed_elsewhere": "ed_best_managed_elsewhere",
    "ohip_mental_health": "ohip_mental_health",
}


class Oracle:
    """All answers for one period end and one method, from drops in order of receipt.

    `drops`: folders with the delivered files and a `drop.yaml` that says `delivered_on`. `period_end`: the last day
    of a month. `method`: name of a shipped method file; `changed` gives single parameters another value.
    Raises `ValueError` when a drop lacks `delivered_on`.
    """

    def __init__(
        self,
        drops: list[Path],
        period_end: dt.date,
        threads: int = 2,
        *,
        method: str = "oht_attr_1",
        **changed: Value,
    ) -> None:
        self._drops = [drop.name for drop in drops]
        self._connection = duckdb.connect(config={"threads": threads})
        self._connection.execute(f"CREATE MACRO period_end() AS DATE '{period_end:%Y-%m-%d}'")
        self._connection.execute(method_macros(method, **changed))
        self._run("macros")
        self._connection.execute(indicator_macros())
        self._load_code_sets()
        read_deliveries(self._connection, drops)
        self._keep_rows()
        for rule in RULES:
            self._run(rule)
        form_networks(self._connection)
        for rule in RULES_WITH_NETWORKS:
            self._run(rule)

    def accounts(self) -> pl.DataFrame:
        """One row per drop and delivered input: drop, input, rows_in, quarantined, superseded, valid.

        `valid` rows are those that count now; the four numbers hold `rows_in = quarantined + superseded + valid`.
        """
        names = pl.DataFrame({"drop_index": range(len(self._drops)), "drop": self._drops}, schema_overrides=DROP_TYPES)
        rows = self._connection.sql("FROM accounts").pl()
        return rows.join(names, on="drop_index").select("drop", pl.exclude("drop", "drop_index")).sort("drop", "input")

    def attribution(self) -> pl.DataFrame:
        """One row per counted person: person_key and the columns of ATTRIBUTION.

        Of an unattributable person only area and reason are not null. `network_id` is the network that led to the OHT.
        """
        return self._table("attribution", "person_key").select("person_key", *ATTRIBUTION)

    def persons(self) -> pl.DataFrame:
        """One row per counted person: person_key, birth_date, sex."""
        return self._connection.sql("SELECT person_key, birth_date, sex FROM counted_persons").pl().sort("person_key")

    def facts(self) -> pl.DataFrame:
        """One row per counted person: person_key, visits (primary care, 24 months), emergency_visits and …

        … acsc_admissions (both 12 months; the admissions whatever the age), is_under_75 at the period end.
        """
        query = "SELECT person_key, visits, emergency_visits, acsc_admissions, is_under_75 FROM person_facts"
        return self._connection.sql(query).pl().sort("person_key")

    def excluded(self) -> pl.DataFrame:
        """One row per registered person who is not counted: person_key, reason."""
        query = "SELECT person_key, exclusion_reason AS reason FROM judged_persons WHERE exclusion_reason IS NOT NULL"
        return self._connection.sql(query).pl().sort("person_key")

    def physicians(self) -> pl.DataFrame:
        """One row per physician: physician_id, group_id, corporation_id, network_id, network_basis, …

        Further hospital_tie_step and oht_id: the team decided without a person's area; null: none is.
        """
        return self._table("physician_truth", "physician_id")

    def centres(self) -> pl.DataFrame:
        """One row per health centre: centre_id and the other columns of `physicians()` but the group."""
        return self._table("centre_truth", "centre_id")

    def practices(self) -> pl.DataFrame:
        """One row per physician with specialty 00 or 05: physician_id, is_comprehensive and what it rests on.

        Further most_days (days with activity lines in the best year), activity_lines and core_lines (whole look-back).
        """
        return self._table("practices", "physician_id")

    def areas(self) -> pl.DataFrame:
        """One row per area of the table or of a counted person: area_id, network_id, area_basis, oht_id.

        Nulls: nothing leads from the area to a network, or from the network to one team.
        """
        return self._table("area_truth", "area_id")

    def networks(self) -> pl.DataFrame:
        """One row per network that a corporation, a physician or a counted person has: network_id, network_rule, …

        Further the numbers of corporations, people, family_physicians and specialists.
        """
        return self._table("oracle_networks", "network_id")

    def mergers(self) -> pl.DataFrame:
        """One row per turn of the forming of networks, with the columns of `NetworkMergers`."""
        return self._table("oracle_mergers", "turn")

    def loyalty(self) -> pl.DataFrame:
        """One row per level, unit and kind of care with any: level, unit_id, kind, inside, total."""
        return self._table("oracle_loyalty", "level", "unit_id", "kind")

    def flows(self) -> pl.DataFrame:
        """One row per level, unit of the people, unit of care and kind: level, unit_id, care_unit_id, kind, total."""
        return self._table("oracle_flows", "level", "unit_id", "care_unit_id", "kind")

    def official(self) -> pl.DataFrame:
        """One row per person and day of an official file that counts: person_key, as_of_date, oht_id."""
        return self._table("official_attribution", "person_key", "as_of_date")

    def results(self) -> pl.DataFrame:
        """One row per indicator, level and unit: indicator_id, level, unit_id, numerator, denominator and squares.

        Levels are practice, group, oht and province (unit `ontario`). Units: every practice and group with a person,
        every OHT of the crosswalk, the province; counts of zero are rows too. `n_squares`, `products` and `d_squares`
        are sums over persons, or physicians, of n², n·d and d²; `members_above` and
        `members` are how many have any n, and any d. Eras are for the caller.
        """
        return self._table("results", "indicator_id", "level", "unit_id")

    def weighted(self) -> pl.DataFrame:
        """One row per survey indicator, level and unit with respondents: weight, weight_yes (thousandths), …

        … respondents, residual_squares (sum of the squares of weight times answer less value).
        """
        return self._table("weighted_results", "indicator_id", "level", "unit_id")

    def events(self) -> pl.DataFrame:
        """One row per indicator of events and person with any: person_key, indicator_id, numerator, denominator."""
        return self._table("event_sums", "indicator_id", "person_key")

    def person_counts(self) -> pl.DataFrame:
        """One row per indicator of persons or their events and person in it: person_key, indicator_id, n and d."""
        query = "SELECT person_key, indicator_id, numerator, denominator FROM person_counts"
        return self._connection.sql(query).pl().sort("indicator_id", "person_key")

    def population(self) -> pl.DataFrame:
        """One row per counted person and per decedent: person_key, its units, death_date (null: alive at D)."""
        query = "SELECT person_key, area_id, physician_id, group_id, oht_id, death_date FROM population"
        return self._connection.sql(query).pl().sort("person_key")

    def population_counts(self) -> pl.DataFrame:
        """One row per indicator of the population and person in it: person_key, indicator_id, n and d."""
        query = "SELECT person_key, indicator_id, numerator, denominator FROM population_counts"
        return self._connection.sql(query).pl().sort("indicator_id", "person_key")

    def medians(self) -> pl.DataFrame:
        """One row per indicator that is a median, level and unit with a row: value, lower and upper (null: none)."""
        return self._table("medians", "indicator_id", "level", "unit_id")

    def episodes(self) -> pl.DataFrame:
        """One row per episode of care with at least one stay: person_key, first_day, index_day and the other facts."""
        return self._table("episodes", "person_key", "chain")

    def strata(self) -> pl.DataFrame:
        """One row per indicator, OHT or province, dimension and stratum with a denominator: numerator, denominator.

        Dimensions: age_group, sex, deprivation, income, rurality, model. A null stratum: not known.
        Indicators of physicians have none.
        """
        return self._table("strata", "indicator_id", "level", "unit_id", "dimension", "stratum")

    def standardised(self) -> pl.DataFrame:
        """One row per directly standardised indicator and OHT or province with a denominator: rate.

        Null: below 10 events, or an age and sex that the province's denominator has is missing.
        """
        return self._table("standardised", "indicator_id", "level", "unit_id")

    def needs(self) -> pl.DataFrame:
        """One row per practice and need: practice_id, need_id, persons (zero too)."""
        return self._table("needs", "practice_id", "need_id")

    def cohort(self) -> pl.DataFrame:
        """One row per level and unit: level, unit_id, persons of `frequent_ed` (zero too)."""
        return self._table("cohort", "level", "unit_id")

    def tier_counts(self) -> pl.DataFrame:
        """One row per level, unit and tier that occurs in it: level, unit_id, tier, persons."""
        return self._table("tier_counts", "level", "unit_id", "tier")

    def _table(self, name: str, *order: str) -> pl.DataFrame:
        return self._connection.sql(f"FROM {name}").pl().sort(order)

    def _run(self, name: str, **values: str) -> None:
        text = (SQL / f"{name}.sql").read_text()
        self._connection.execute(text.format(**values) if values else text)

    def _load_code_sets(self) -> None:
        self._run("code_lines", codes=str(CODES))
        self._run("code_sets")
        further = {table: name for family in oracle_families() for table, name in family.code_sets.items()}
        for table, name in {**LISTED, **further}.items():
            self._run("listed_codes", table=table, file=str(CODES / f"{name}.csv"))
        self._run("standard_population", file=str(REFERENCE / "populations" / "ontario_2011.csv"))

    def _keep_rows(self) -> None:
        for name in CHECKS:
            self._run(f"check_{name}")
        for name, key in KEYS.items():
            described = self._connection.execute(f"DESCRIBE checked_{name}").fetchall()
            columns = [row[0] for row in described if row[0] not in ("drop_index", "is_broken")]
            ordered = ", ".join(f"{column} ASC NULLS FIRST" for column in columns)
            first = f"(SELECT max(drop_index) FROM deliveries WHERE input = '{name}')" if name in SNAPSHOTS else "0"
            self._run("keep_rows", input=name, key=", ".join(key), ordered_columns=ordered, first_drop=first)


DROP_TYPES = {"drop_index": pl.Int64}
ATTRIBUTION = [
    "area_id",
    "tier",
    "tier_rule",
    "physician_id",
    "centre_id",
    "group_id",
    "corporation_id",
    "network_id",
    "oht_id",
    "oht_basis",
    "tie_step",
    "own_value",
    "other_value",
    "all_value",
    "confidence",
    "unattributable_reason",
]
