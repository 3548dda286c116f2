"""Rows that refer to what no table knows: counted at every refresh, and told as long as there are any.

A roster whose physician numbers were renamed is well formed, and without these counts nobody would see it vanish.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from flows.fingerprint import code_digest
from flows.store import Output, Produced, Step, Store, made
from flows.work import Work, bucket_contents, content_of, finished_output
from schemas.results import ReferenceCounts
from transforms.networks.combined import NETWORK_TEAM, chain_ends, rename_networks
from transforms.resolve.references import (
    IN_BUCKET,
    IN_WHOLE,
    ORDINARY,
    TABLES,
    Reference,
    add_up_unknown,
    columns_needed,
    count_corporations,
    count_undecided,
    count_unknown,
    count_unknown_mothers,
    count_unknown_whole,
)

CODE = ("transforms.resolve.references", "transforms.networks.combined")
ALL = Step("results", "references")
MOTHERS = Step("derived", "references_of_mothers")
MARKED_ABOVE_PERCENT = 5
MARK = "⚠ "

OutputOf = Callable[[str, int], Output | None]


@dataclass(frozen=True)
class Words:
    """What a rule is called for a reader: the rows and what follows (of one, of many), what they name, what to do."""

    row: str
    rows: str
    unknown: str
    effect: tuple[str, str]
    advice: str

    def sentence(self, table: str, rows: int, of_rows: int) -> str:
        """Say how many rows of a table break the rule; counts only."""
        mark = MARK if 100 * rows > MARKED_ABOVE_PERCENT * of_rows else ""
        thing = self.row if of_rows == 1 else self.rows
        verb, effect = ("names", self.effect[0]) if rows == 1 else ("name", self.effect[1])
        return f"{mark}{table}: {rows:,} of {of_rows:,} {thing} {verb} {self.unknown}; {effect}. {self.advice}"


PERSON = "a person who is not in the registry"
CENTRE = "a health centre that is not in centres"
PHYSICIAN = "a physician who is not in the registry"
NETWORK = "a network that no row of network_ohts names"
NOTHING = ("it counts for nothing", "they count for nothing")
NO_TEAM = ("it leads nobody to an OHT", "they lead nobody to an OHT")
COMPARE_PERSONS = "Compare the person keys of {} and persons, and look whether the latest persons are complete."
COMPARE_CENTRES = "Compare the centre numbers of {} and centres."
COMPARE_NETWORKS = "Compare the network numbers of {} and network_ohts."

UNKNOWN = {"persons": PERSON, "physicians": PHYSICIAN, "hospitals": "a hospital that is not in hospitals"}
COMPARE = {
    "persons": COMPARE_PERSONS,
    "physicians": "Compare the physician numbers of {} and the registry.",
    "hospitals": "Compare the hospital numbers of {} and hospitals.",
}
ORDINARY_WORDS = {
    rule.rule_id: Words("row", "rows", UNKNOWN[rule.known_in], NOTHING, COMPARE[rule.known_in].format(rule.table))
    for rule in ORDINARY
}
WORDS = ORDINARY_WORDS | {
    "addresses_unknown_person": Words("address", "addresses", PERSON, NOTHING, COMPARE_PERSONS.format("addresses")),
    "areas_network_without_oht": Words("area", "areas", NETWORK, NO_TEAM, COMPARE_NETWORKS.format("areas")),
    "births_unknown_mother": Words(
        "birth",
        "births",
        "a mother who is not in the registry",
        ("it places no newborn", "they place no newborn"),
        "Compare the mothers' keys of births and the keys of persons; some mothers may have left the province.",
    ),
    "births_unknown_person": Words(
        "birth", "births", "a child who is not in the registry", NOTHING, COMPARE_PERSONS.format("births")
    ),
    "centre_rosters_unknown_centre": Words(
        "registration", "registrations", CENTRE, NOTHING, COMPARE_CENTRES.format("centre_rosters")
    ),
    "centre_rosters_unknown_person": Words(
        "registration", "registrations", PERSON, NOTHING, COMPARE_PERSONS.format("centre_rosters")
    ),
    "centre_visits_unknown_centre": Words("visit", "visits", CENTRE, NOTHING, COMPARE_CENTRES.format("centre_visits")),
    "centre_visits_unknown_person": Words("visit", "visits", PERSON, NOTHING, COMPARE_PERSONS.format("centre_visits")),
    "chart_entries_unknown_physician": Words(
        "chart", "charts", PHYSICIAN, NOTHING, "Compare the physician numbers of the practices' lists and the registry."
    ),
    "claims_unknown_person": Words("line", "lines", PERSON, NOTHING, COMPARE_PERSONS.format("claims")),
    "claims_unknown_physician": Words(
        "line", "lines", PHYSICIAN, NOTHING, "Compare the physician numbers of the claims and the registry."
    ),
    "discharges_unknown_hospital": Words(
        "stay",
        "stays",
        UNKNOWN["hospitals"],
        ("it leads no physician to a hospital", "they lead no physician to a hospital"),
        COMPARE["hospitals"].format("discharges"),
    ),
    "discharges_unknown_person": Words("stay", "stays", PERSON, NOTHING, COMPARE_PERSONS.format("discharges")),
    "ed_visits_unknown_person": Words("visit", "visits", PERSON, NOTHING, COMPARE_PERSONS.format("ed_visits")),
    "enrolments_unknown_person": Words("spell", "spells", PERSON, NOTHING, COMPARE_PERSONS.format("enrolments")),
    "enrolments_unknown_physician": Words(
        "spell", "spells", PHYSICIAN, NOTHING, "Compare the physician numbers of the roster and the registry."
    ),
    "hospitals_divided_corporation": Words(
        "corporation",
        "corporations",
        "different networks from site to site, as the deliveries have it",
        NO_TEAM,
        "Deliver all its sites again, with one network.",
    ),
    "hospitals_network_without_oht": Words("site", "sites", NETWORK, NO_TEAM, COMPARE_NETWORKS.format("hospitals")),
    "hospitals_without_network": Words(
        "corporation",
        "corporations",
        "no network",
        (
            "it leads nobody to an OHT, so that their own areas do",
            "they lead nobody to an OHT, so that their own areas do",
        ),
        "Give its sites their network, if they have one.",
    ),
    "network_ohts_undecided": Words(
        "network",
        "networks",
        "several OHTs, and one of them without a deciding key",
        ("that row decides nothing", "those rows decide nothing"),
        "Deliver network_ohts with a physician, a group or an area in each of their rows.",
    ),
    "network_ohts_unknown_oht": Words(
        "row",
        "rows",
        "an OHT that is not in ohts",
        ("its team has no name on the pages", "their teams have no name on the pages"),
        "Compare the OHT numbers of network_ohts and ohts.",
    ),
    "official_unknown_oht": Words(
        "row",
        "rows",
        "an OHT that is not in ohts",
        ("its person has no official team", "their persons have no official team"),
        "Compare the OHT numbers of official_attribution and ohts.",
    ),
    "official_unknown_person": Words("row", "rows", PERSON, NOTHING, COMPARE_PERSONS.format("official_attribution")),
}


def count_references(work: Work, output_of: OutputOf) -> Output | None:
    """Bring the counts up to date: of each bucket, then of all with the whole tables; `output_of` (input, bucket)."""
    buckets = range(work.store.buckets)
    parts = [_count_bucket(work, output_of, bucket) for bucket in buckets]
    mothers = _count_mothers(work, *([output_of(name, bucket) for bucket in buckets] for name in ("births", "persons")))
    tables = _outputs(output_of, IN_WHOLE, 0)
    components = _components(tables)
    components |= bucket_contents("references", parts, "counts")
    components["input:references of mothers"] = content_of(mothers, "counts")
    combined = output_of("combined_networks", 0)
    components["input:combined_networks"] = content_of(combined)

    def produce() -> Produced:
        counts = [made(part).load("counts") for part in [*parts, mothers]]
        ends = chain_ends(made(combined).load())
        hospitals = made(tables["hospitals"]).load(columns=["corporation_id", "network_id"])
        teams = made(tables["network_ohts"]).load(columns=NETWORK_TEAM)
        whole = [count_corporations(rename_networks(hospitals, ends)), count_undecided(rename_networks(teams, ends))]
        whole.append(count_unknown_whole(_under_one_name(_load(tables, IN_WHOLE), ends)))
        return _checked("data", add_up_unknown([*counts, *whole]))

    return work.ensure(ALL, components, produce)


def _under_one_name(tables: Mapping[str, pl.DataFrame], ends: Mapping[str, str]) -> dict[str, pl.DataFrame]:
    """Give the same tables, with combined networks under the name of the last of their chain."""
    return {
        name: rename_networks(rows, ends) if "network_id" in rows.columns else rows for name, rows in tables.items()
    }


def broken_references(store: Store, table: str | None = None) -> list[str]:
    """Say for every rule that rows break what, how many and what to do, by the last finished refresh; marked above 5 %.

    `table`: of this one alone. Sorted by rule. Nothing of any row is in it.
    """
    counted = finished_output(store, ALL)
    if counted is None:
        return []
    rules = [rule for rule, named in TABLES.items() if table in (None, named)]
    broken = counted.load().filter(pl.col("rows") > 0, pl.col("rule_id").is_in(rules)).sort("rule_id")
    return [WORDS[rule].sentence(TABLES[rule], rows, of_rows) for rule, rows, of_rows in broken.iter_rows()]


def _count_bucket(work: Work, output_of: OutputOf, bucket: int) -> Output | None:
    inputs = _outputs(output_of, IN_BUCKET, bucket)
    step = Step("derived", "references", None, bucket)
    return work.ensure(step, _components(inputs), partial(_produce_bucket, inputs))


def _produce_bucket(inputs: Mapping[str, Output | None]) -> Produced:
    return _checked("counts", count_unknown(_load(inputs, IN_BUCKET)))


def _count_mothers(work: Work, births: list[Output | None], persons: list[Output | None]) -> Output | None:
    """Count by a step of its own: a child's mother may be in any bucket."""
    components = bucket_contents("births", births) | bucket_contents("persons", persons)

    def produce() -> Produced:
        named = (made(output).load(columns=["mother_person_id"]) for output in births)
        known = (made(output).load(columns=["person_id"]) for output in persons)
        return _checked("counts", count_unknown_mothers(named, known))

    return work.ensure(MOTHERS, {**components, "code": code_digest(*CODE)}, produce)


def _checked(table: str, counts: pl.DataFrame) -> Produced:
    return Produced({table: ReferenceCounts.validate(counts)})


def _outputs(output_of: OutputOf, references: Sequence[Reference], bucket: int) -> dict[str, Output | None]:
    return {name: output_of(name, bucket) for name in columns_needed(references)}


def _components(inputs: Mapping[str, Output | None]) -> dict[str, str | None]:
    read = {f"input:{name}": content_of(output) for name, output in inputs.items()}
    return {**read, "code": code_digest(*CODE)}


def _load(inputs: Mapping[str, Output | None], references: Sequence[Reference]) -> dict[str, pl.DataFrame]:
    """Only the columns that are compared: a bucket of claims is the largest table there is."""
    return {name: made(inputs[name]).load(columns=columns) for name, columns in columns_needed(references).items()}
