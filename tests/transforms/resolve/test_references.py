"""Rows that name what no table knows (method, 1.5 and 4)."""

from collections.abc import Sequence

import polars as pl

from schemas.base_tables import NettedClaims
from schemas.inputs.crosswalk import Ohts
from schemas.inputs.provider_responses import ProviderResponses
from schemas.inputs.registry import INPUTS, RESOLVED_BY_KEY
from schemas.results import ReferenceCounts
from tests.tables import assert_rows, table
from tests.transforms.packs.reconciled import entries
from tests.transforms.rows import (
    addresses,
    areas,
    bed_census,
    births,
    centre_rosters,
    centre_visits,
    centres,
    costs,
    discharges,
    ed_visits,
    enrolments,
    hospitals,
    netted,
    network_ohts,
    official,
)
from tests.transforms.rows import persons as registered
from tests.transforms.rows import physicians as practising
from transforms.resolve.references import (
    IN_BUCKET,
    IN_WHOLE,
    Reference,
    add_up_unknown,
    columns_needed,
    count_corporations,
    count_undecided,
    count_unknown,
    count_unknown_mothers,
    count_unknown_whole,
)

MODELS = {**INPUTS, "claims": NettedClaims}


def empty_tables(references: Sequence[Reference]) -> dict[str, pl.DataFrame]:
    """Give every table the rules read, without rows."""
    return {name: MODELS[name].empty() for name in columns_needed(references)}


BUCKET = empty_tables(IN_BUCKET) | {
    "costs": costs("person_id cost_cents\n1 100\n8 100\n9 100"),
    "addresses": addresses("person_id\n1\n3\n3"),
    "births": births("person_id mother_person_id\n1 2\n6 2\n7 8"),
    "centres": centres("centre_id\nh"),
    "centre_rosters": centre_rosters("person_id centre_id\n1 h\n1 z\n5 z"),
    "centre_visits": centre_visits("person_id centre_id\n2 h\n2 h\n2 z\n9 h"),
    "chart_entries": entries("physician_id person_id\na 1\na 2\nx 3"),
    "persons": registered("person_id\n1\n2"),
    "physicians": practising("physician_id\na\nb"),
    "hospitals": hospitals("hospital_id corporation_id\nS1 C1"),
    "enrolments": enrolments("person_id physician_id\n1 a\n2 x\n2 y\n3 x"),
    "claims": netted("person_id physician_id\n1 a\n1 x\n7 b\n8 b\n9 b"),
    "discharges": discharges("person_id hospital_id\n1 S1\n2 S9\n4 S9"),
    "ed_visits": ed_visits("person_id\n1\n1\n1"),
    "official_attribution": official("person_id oht_id\n1 T1\n2 T9\n5 T1\n6 T8"),
    "ohts": table("oht_id name\nT1 one\nT3 three", Ohts),
}
WHOLE = empty_tables(IN_WHOLE) | {
    "bed_census": bed_census("hospital_id\nS1\nS2\nS9\nS9"),
    "physicians": practising("physician_id\na\nb"),
    "provider_responses": table("response_id physician_id\n1 a\n2 x", ProviderResponses),
    "hospitals": hospitals("hospital_id corporation_id network_id\nS1 C1 N1\nS2 C1 N1\nS3 C2 N9\nS4 C3 -"),
    "areas": areas("area_id network_id\nN6A N1\nK9J N8\nK9K N8\nP0V -"),
    "network_ohts": network_ohts("network_id oht_id area_id\nN1 T1 -\nN2 T2 N6A\nN2 T3 N6B"),
    "ohts": table("oht_id name\nT1 one\nT3 three", Ohts),
}


def test_rows_of_a_bucket_that_name_nobody() -> None:
    counts = ReferenceCounts.validate(count_unknown(BUCKET)).filter(pl.col("of_rows") > 0)
    expected = """
        rule_id                      rows of_rows
        addresses_unknown_person     2    3        # 3 twice
        births_unknown_person        2    3        # 6, 7
        centre_rosters_unknown_centre 2   3        # z twice
        centre_rosters_unknown_person 1   3        # 5
        centre_visits_unknown_centre 1    4        # z
        centre_visits_unknown_person 1    4        # 9
        chart_entries_unknown_physician 1 3        # x
        claims_unknown_person        3    5        # 7, 8, 9
        claims_unknown_physician     1    5        # x
        costs_unknown_person         2    3        # 8, 9
        discharges_unknown_hospital  2    3        # S9 twice
        discharges_unknown_person    1    3        # 4
        ed_visits_unknown_person     0    3
        enrolments_unknown_person    1    4        # 3
        enrolments_unknown_physician 3    4        # x, y, x
        official_unknown_oht         2    4        # T9, T8
        official_unknown_person      2    4        # 5, 6
    """
    assert_rows(counts, expected)


def test_every_input_with_a_person_in_each_row_has_a_rule() -> None:
    """Nothing is to be done here for a new input."""
    people = {
        name
        for name, model in RESOLVED_BY_KEY.items()
        if "person_id" in model.to_schema().columns and name != "persons"
    }
    assert people == {rule.table for rule in IN_BUCKET if (rule.column, rule.known_in) == ("person_id", "persons")}
    assert {"costs", "deaths", "dispensations", "immunisations", "screening_tests"} <= people


def test_no_rule_is_there_twice() -> None:
    rules = [*IN_BUCKET, *IN_WHOLE]
    assert len({rule.rule_id for rule in rules}) == len({(rule.table, rule.column) for rule in rules}) == len(rules)


def test_of_an_empty_bucket_every_rule_is_there() -> None:
    empty = count_unknown({name: frame.clear() for name, frame in BUCKET.items()})
    assert empty["rule_id"].to_list() == [reference.rule_id for reference in IN_BUCKET]
    assert empty.select(pl.col("rows", "of_rows").sum()).row(0) == (0, 0)


def test_with_an_empty_registry_every_row_names_nobody() -> None:
    counts = count_unknown({**BUCKET, "persons": BUCKET["persons"].clear()})
    found = counts.filter(pl.col("rule_id").str.ends_with("_person"))
    assert found["rows"].to_list() == found["of_rows"].to_list()
    assert found.filter(pl.col("of_rows") > 0)["rows"].to_list() == [3, 3, 3, 4, 5, 3, 3, 3, 4, 4]


def test_only_the_columns_needed_are_read() -> None:
    needed = columns_needed(IN_BUCKET)
    assert needed["claims"] == needed["enrolments"] == ["person_id", "physician_id"]
    assert count_unknown({name: BUCKET[name].select(columns) for name, columns in needed.items()}).height == len(
        IN_BUCKET
    )


def test_rows_of_whole_tables_that_lead_nowhere() -> None:
    expected = """
        rule_id                       rows of_rows
        areas_network_without_oht     2    3       # N8 twice; P0V names no network
        bed_census_unknown_hospital   2    4       # S9 twice
        hospitals_network_without_oht 1    3       # N9; S4 names no network
        network_ohts_unknown_oht      1    3       # T2
        provider_responses_unknown_physician 1 2   # x
    """
    assert_rows(ReferenceCounts.validate(count_unknown_whole(WHOLE)), expected)


def test_corporations_whose_sites_disagree() -> None:
    sites = hospitals("""
        hospital_id corporation_id network_id
        S1          C1             N1
        S2          C1             N2
        S3          C2             N1
        S4          C2             -          # to name none is to disagree with one
        S5          C3             N1
        S6          C3             N1
        S7          C4             -
        S8          C4             -
    """)
    expected = "rule_id rows of_rows\nhospitals_divided_corporation 2 4\nhospitals_without_network 1 4"
    assert_rows(ReferenceCounts.validate(count_corporations(sites)), expected)


def test_networks_of_several_teams_with_a_row_that_decides_nothing() -> None:
    rows = network_ohts("""
        network_id oht_id area_id
        N1         T1     -
        N1         T2     -          # two teams, no key
        N2         T1     -
        N2         T2     N6A        # one of them has a key
        N3         T1     N6A
        N3         T2     N6B
        N4         T1     -
        N5         T1     -
        N5         T1     N6A        # one team
    """)
    expected = "rule_id rows of_rows\nnetwork_ohts_undecided 2 5"
    assert_rows(ReferenceCounts.validate(count_undecided(rows)), expected)


def test_a_mother_is_looked_for_in_every_bucket() -> None:
    told = [births("person_id mother_person_id\n1 2\n3 9"), births("person_id mother_person_id\n2 1\n4 9\n5 8")]
    known = [registered("person_id\n1\n3"), registered("person_id\n2\n8")]
    expected = "rule_id rows of_rows\nbirths_unknown_mother 2 5"
    assert_rows(ReferenceCounts.validate(count_unknown_mothers(iter(told), iter(known))), expected)


def test_counts_of_buckets_add_up() -> None:
    total = add_up_unknown([count_unknown(BUCKET), count_unknown_whole(WHOLE), count_unknown(BUCKET)])
    assert total["rule_id"].is_sorted() and total["rule_id"].is_unique().all()
    assert total.filter(pl.col("rule_id") == "claims_unknown_person").row(0)[1:] == (6, 10)
    assert total.filter(pl.col("rule_id") == "areas_network_without_oht").row(0)[1:] == (2, 3)
