"""The reliability report after disclosure control: small tables by hand, and attacks by subtraction on random ones."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.changes import ChangeCounts, ChangeTotals
from schemas.core import Attribution
from schemas.reliability import AttachmentCounts, ConfidenceCounts, FileChildren, NetworkShares, PhysicianLinks
from tests.reports.sample_reliability import CHANGES, CONFIDENCE, LOYALTY, PHYSICIANS, released, tables
from tests.tables import table
from tests.transforms.attribution.placements import END, START, inputs, placed
from tests.transforms.disclosure.attack import small_by_subtraction
from tests.transforms.rows import BORN, METHOD
from transforms.attribution.change_counts import count_changes, count_totals
from transforms.attribution.changes import find_changes
from transforms.disclosure.audience import Audience
from transforms.disclosure.release import release_tiers
from transforms.disclosure.reliability import hide_figures
from transforms.indicators.units import count_tiers
from transforms.reliability.attachment import count_attachment
from transforms.reliability.confidence import count_confidence
from transforms.reliability.figures import FIGURE_KEY, Tables, gather_figures
from transforms.reliability.totals import describe_totals, list_reasons

NO_INPUTS = inputs()


def hidden(figures: pl.DataFrame, measure: str) -> set[str]:
    """Give unit, part and detail of the hidden cells of a measure."""
    rows = figures.filter(pl.col("suppression").is_not_null() & (pl.col("measure") == measure))
    return {f"{unit} {part} {detail}" for unit, part, detail in rows.select("unit_id", "part", "detail").iter_rows()}


def test_nothing_small_hides_nothing() -> None:
    figures, shares = released(tables())
    assert figures["suppression"].null_count() == figures.height
    assert shares["suppression"].null_count() == shares.height


def test_a_small_confidence_takes_its_partner_in_the_tier_and_one_in_another_team() -> None:
    text = CONFIDENCE.replace("T2      rostered       medium     80", "T2      rostered       medium     3")
    text = text.replace("T2      rostered       high       200", "T2      rostered       high       277")
    text = text.replace("ontario rostered       high       590", "ontario rostered       high       667")
    text = text.replace("ontario rostered       medium     180", "ontario rostered       medium     103")
    found = hidden(released(tables(confidence=table(text, ConfidenceCounts)))[0], "confidence")
    assert {"T2 rostered medium", "T2 rostered high", "T1 rostered medium"} <= found


def test_few_uncertainly_attached_beside_paediatric_children_are_not_told_by_the_tiers() -> None:
    # Of the 50 with another provider 47 are paediatric; three are left, and 447 of 450 are attached.
    text = "level unit_id persons attached paediatric\noht T1 450 447 47\noht T2 300 280 0\noht T3 100 90 0\n"
    attachment = table(f"{text}province ontario 880 817 47", AttachmentCounts)
    found = hidden(released(tables(attachment=attachment))[0], "attachment")
    assert {"T1 uncertain all", "T1 attached all", "T1 paediatric all"} <= found


def test_a_small_count_of_children_not_in_the_file_takes_the_others_of_the_row_and_a_team() -> None:
    text = "level unit_id children missing\noht T1 40 4\noht T2 30 12\nprovince ontario 70 16"
    figures, shares = released(tables(file_children=table(text, FileChildren)))
    found = hidden(figures, "under_five_in_file")
    assert {"T1 missing all", "T2 missing all"} <= found and len(found) >= 4
    of_file = shares.filter(pl.col("share_id") == "under_five_missing_from_file").sort("unit_id")
    assert of_file["suppression"].to_list()[:2] == ["small_cell", "small_cell"]


def test_a_small_reason_to_leave_hides_what_tells_it() -> None:
    text = CHANGES.replace("oht      T1      left      died     9", "oht      T1      left      died     3")
    changes = table(text.replace("ontario left      died     9", "ontario left      died     3"), ChangeCounts)
    totals = """
    level    unit_id before_persons joined_persons left_persons after_persons
    oht      T1      455            10             15           450
    oht      T2      296            12             8            300
    oht      T3      92             8              0            100
    province ontario 863            20             3            880
    """
    figures, shares = released(tables(changes=changes, change_totals=table(totals, ChangeTotals)))
    found = hidden(figures, "changes")
    # The only reason to leave the province: all who left, and the size before, which would give their number.
    assert {"T1 left died", "ontario left died", "ontario left all"} <= found
    assert "ontario before all" in found or "ontario after all" in found
    assert shares.filter((pl.col("share_id") == "left") & (pl.col("level") == "province"))["share"].to_list() == [None]


def test_few_physicians_and_few_visits_are_hidden_too() -> None:
    physicians = table(PHYSICIANS.replace("nearest            8", "nearest            2"), PhysicianLinks)
    assert "ontario family_physician nearest" in hidden(released(tables(physicians=physicians))[0], "physicians")
    text = LOYALTY.replace("N2      admissions          20     30", "N2      admissions          27     30")
    figures, shares = released(tables(), loyalty=text)
    of_networks = shares.filter((pl.col("share_id") == "loyalty") & (pl.col("unit_id") == "N2")).sort("part")
    assert of_networks["suppression"].to_list() == ["small_cell", None, None]
    assert of_networks["share"].to_list() == [None, 0.8, 0.6]
    assert of_networks["numerator"].null_count() == 3
    medians = shares.filter(pl.col("share_id") == "loyalty_median").sort("part")
    # N2 is one of the two networks in the middle. Counts of networks, province and groups are never shown.
    assert figures.filter(pl.col("measure") == "loyalty")["level"].unique().to_list() == ["oht"]
    assert medians["suppression"].to_list() == ["small_cell", None, None]
    assert medians["share"].null_count() == 1


def test_the_shares_of_a_network_hide_a_partner() -> None:
    text = "network_id oht_id given_share persons\nN1 T1 0.5 450\nN1 T2 0.5 300\nN1 T3 - 4"
    found = hidden(released(tables(networks=table(text, NetworkShares)))[0], "crosswalk")
    assert found == {"N1 T3 all", "N1 T2 all"}


def test_nothing_is_hidden_from_the_exact_view() -> None:
    text = "network_id oht_id given_share persons\nN1 T1 0.5 1\nN1 T2 0.5 2"
    figures = gather_figures(tables(networks=table(text, NetworkShares)))
    tiers = release_tiers(count_tiers(Attribution.empty()), "2026-09", ("m", "local"))
    exact = hide_figures(figures, tiers, Audience.PRACTICE)
    assert exact["number"].to_list() == figures.sort(FIGURE_KEY)["number"].to_list()


WORDS = [
    None,
    "enrolment:a:T1",
    "enrolment:b:T2",
    "core_care:a:T1",
    "core_care:c:T3",
    "paediatrician:c:T3",
    "mother:b:T2",
    "area:.:T1",
    "no_oht:.:.",
]
PEOPLE = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(1, 9)), min_size=2, max_size=14)
CONFIDENT = {"rostered": ["high", "medium"], "virtual": ["medium", "low"]}


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_no_subtraction_tells_a_small_count(groups: list) -> None:
    rows, number = [], 0
    for was, now, size in [*groups, ("enrolment:a:T1", "enrolment:a:T1", 30)]:
        for _ in range(size):
            number += 1
            rows.append({"person_id": number, "was": was, "now": now, "born": BORN})
    before, after = placed(rows, "was"), _with_confidence(placed(rows, "now"))
    tiers = count_tiers(after)
    figures = hide_figures(gather_figures(_tables(before, after, tiers)), _released(tiers), Audience.OHT)
    assert small_by_subtraction(figures, _released(tiers)) == []


def _released(tiers: pl.DataFrame) -> pl.DataFrame:
    """One row per level, unit and tier, as published."""
    return release_tiers(tiers, "2026-09", ("m", "local"))


def _with_confidence(attribution: pl.DataFrame) -> pl.DataFrame:
    """The same rows, with a confidence that differs within the tiers that have two."""
    usual = {"other_provider": ["low"], "newborn": ["low"], "postal_area": ["lowest"], "unattributable": [None]}
    levels = [
        (CONFIDENT | usual)[tier][person_id % len((CONFIDENT | usual)[tier])]
        for person_id, tier in attribution.select("person_id", "tier").iter_rows()
    ]
    return attribution.with_columns(pl.Series("confidence", levels, dtype=pl.String))


def _tables(before: pl.DataFrame, after: pl.DataFrame, tiers: pl.DataFrame) -> Tables:
    counts = count_changes(find_changes(before, after, NO_INPUTS, (START, END), METHOD, False))
    excluded = pl.DataFrame(schema={"excluded_reason": pl.String, "persons": pl.Int64})
    return tables(
        confidence=count_confidence(after),
        attachment=AttachmentCounts.validate(count_attachment(after)),
        totals=describe_totals(after.height, after.height, excluded, tiers),
        reasons=list_reasons(excluded, tiers),
        changes=counts.filter(pl.col("level") != "practice"),
        change_totals=count_totals(before, after, counts),
        children=None,
        file_children=None,
        networks=NetworkShares.empty(),
    )


NO_TIERS = pl.DataFrame(schema={"level": pl.String, "unit_id": pl.String, "tier": pl.String, "persons": pl.Int64})


@pytest.mark.parametrize("cell", [3, 5])
def test_the_attack_finds_what_is_left_open(cell: int) -> None:
    row = {"measure": "totals", "unit_id": "ontario", "level": "province", "suppression": None}
    parts = [("registered", "all", 100), ("counted", "all", 100 - cell), ("not_counted", "all", None)]
    figures = pl.DataFrame(
        [{**row, "part": part, "detail": detail, "number": number} for part, detail, number in parts]
    )
    assert small_by_subtraction(figures, NO_TIERS) == [cell]
