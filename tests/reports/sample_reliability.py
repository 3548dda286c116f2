"""A reliability report made by hand: three teams of a few hundred people, everything computable unless it is said."""

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl

from reference.anchors import anchors
from reports.reliability import ReliabilityReport
from schemas.changes import ChangeCounts, ChangeTotals
from schemas.networks import Loyalty
from schemas.reliability import (
    AttachmentCounts,
    ChildCounts,
    ConfidenceCounts,
    FileChildren,
    NetworkShares,
    PhysicianLinks,
    Staleness,
    TotalReasons,
    Totals,
)
from tests.tables import table
from transforms.disclosure.audience import Audience
from transforms.disclosure.loyalty import release_loyalty
from transforms.disclosure.reliability import hide_figures
from transforms.reliability.figures import FIGURE_KEY, Tables, gather_figures, loyalty_figures
from transforms.reliability.medians import median_loyalty
from transforms.reliability.shares import Extras, take_shares

CONFIDENCE = """
level    unit_id tier           confidence persons
oht      T1      rostered       high       300
oht      T1      rostered       medium     100
oht      T1      other_provider low        50
oht      T2      rostered       high       200
oht      T2      rostered       medium     80
oht      T2      postal_area    lowest     20
oht      T3      rostered       high       90
oht      T3      newborn        low        10
province ontario rostered       high       590
province ontario rostered       medium     180
province ontario other_provider low        50
province ontario newborn        low        10
province ontario postal_area    lowest     20
province ontario unattributable -          30
"""
ATTACHMENT = """
level    unit_id persons attached paediatric
oht      T1      450     420      20
oht      T2      300     280      0
oht      T3      100     90       0
province ontario 880     790      20
"""
REASONS = """
kind         reason         persons
not_counted  dead           40
not_counted  ghost          20
without_team no_oht         10
without_team no_postal_code 20
"""
CHILDREN = """
level    unit_id age_years registered unknown placed
oht      T1      0         20         0       20
oht      T2      1         30         0       30
province ontario 0         30         0       20
province ontario 1         40         0       30
province ontario -         0          7       0
"""
FILE_CHILDREN = """
level    unit_id children missing
oht      T1      40       14
oht      T2      30       12
province ontario 80       36
"""
CHANGES = """
level    unit_id direction reason   persons
oht      T1      joined    born     10
oht      T1      left      died     9
oht      T2      joined    enrolled 12
oht      T1      left      enrolled 12
oht      T2      left      moved    8
oht      T3      joined    moved    8
province ontario joined    born     20
province ontario left      died     9
province ontario changed   enrolled 40
province ontario changed   moved    20
"""
CHANGE_TOTALS = """
level    unit_id before_persons joined_persons left_persons after_persons
oht      T1      461            10             21           450
oht      T2      296            12             8            300
oht      T3      92             8              0            100
province ontario 869            20             9            880
"""
PHYSICIANS = """
kind             network_basis      physicians
family_physician own_admissions     40
family_physician group_admissions   10
family_physician nearest            8
specialist       inpatient_services 60
specialist       none               6
"""
LOYALTY = """
level    unit_id kind                inside total
network  N1      visits              500    1000
network  N1      primary_care_visits 400    600
network  N1      admissions          30     50
network  N2      visits              300    500
network  N2      primary_care_visits 200    250
network  N2      admissions          20     30
oht      T1      visits              800    1500
oht      T1      primary_care_visits 600    850
province ontario visits              900    1700
province ontario primary_care_visits 700    950
"""
NETWORKS = """
network_id oht_id given_share persons
N1         T1     0.6         450
N1         T2     0.4         300
N1         T3     -           100
"""
STALENESS = """
input_name           delivered_on reaches_to staleness_days
births               2026-10-05   -          -
centres              -            -          -
claims               2026-10-05   2026-08-31 30
official_attribution 2026-10-05   2026-03-31 183
"""


def tables(**changed: Any) -> Tables:
    """Give the exact tables behind the report; others may be named, null is absent."""
    made = Tables(
        confidence=table(CONFIDENCE, ConfidenceCounts),
        attachment=table(ATTACHMENT, AttachmentCounts),
        totals=table("registered not_counted counted in_teams without_team\n940 60 880 850 30", Totals),
        reasons=table(REASONS, TotalReasons),
        physicians=table(PHYSICIANS, PhysicianLinks),
        networks=table(NETWORKS, NetworkShares),
        children=table(CHILDREN, ChildCounts),
        file_children=table(FILE_CHILDREN, FileChildren),
        changes=table(CHANGES, ChangeCounts),
        change_totals=table(CHANGE_TOTALS, ChangeTotals),
    )
    return replace(made, **changed)


def tiers_of(confidence: pl.DataFrame) -> pl.DataFrame:
    """One row per level, unit and tier: persons, 1 to 5 hidden, as a release without partners would show them."""
    summed = confidence.group_by("level", "unit_id", "tier").agg(pl.col("persons").sum())
    return summed.with_columns(pl.when(pl.col("persons") > 5).then("persons").alias("persons"))


def flows_of(loyalty: pl.DataFrame) -> pl.DataFrame:
    """One row per flow: of every unit to itself, and of the rest to where no unit can be told."""
    units = loyalty.filter(pl.col("level").is_in(["network", "oht"]))
    own = units.select(
        "level", "unit_id", pl.col("unit_id").alias("care_unit_id"), "kind", pl.col("inside").alias("total")
    )
    rest = units.select(
        "level", "unit_id", pl.lit(None, pl.String).alias("care_unit_id"), "kind", pl.col("total") - pl.col("inside")
    )
    return pl.concat([own, rest]).filter(pl.col("total") > 0)


def released(
    made: Tables, missing: dict[str, str] | None = None, loyalty: str | None = LOYALTY
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the figures after disclosure control, and the shares taken from them; null: no loyalty was measured."""
    figures = hide_figures(gather_figures(made), tiers_of(made.confidence), Audience.OHT)
    medians = shown = None
    if loyalty is not None:
        exact = table(loyalty, Loyalty)
        shown, medians = release_loyalty(exact, flows_of(exact)), median_loyalty(exact)
        figures = pl.concat([figures, loyalty_figures(shown)]).sort(FIGURE_KEY)
    return figures, take_shares(figures, Extras(medians, shown, made.networks, missing or {}), list(anchors()))


def sample_report(
    made: Tables | None = None,
    missing: dict[str, str] | None = None,
    loyalty: str | None = LOYALTY,
    **facts: Any,
) -> ReliabilityReport:
    """Give a report of September 2026."""
    figures, shares = released(made or tables(), missing, loyalty)
    usual: dict[str, Any] = {
        "period": "2026-09",
        "period_end": dt.date(2026, 9, 30),
        "data_cut_off": dt.date(2026, 10, 5),
        "day_before": dt.date(2026, 8, 31),
        "file_day": None,
        "method_id": "oht-attr/1",
        "method_status": "unverified",
        "notes": (),
        "staleness": table(STALENESS, Staleness),
        "team_names": {"T1": "North", "T2": "East & West", "T3": "Ajax"},
        "anchors": anchors(),
    }
    return ReliabilityReport(figures=figures, shares=shares, **{**usual, **facts})


NEEDS = {
    "under_five_placed": "needs births",
    "under_five_missing_from_file": "needs official_attribution as of 2026-09-30 or earlier",
    "joined": "needs an earlier period that is computed",
    "left": "needs an earlier period that is computed",
    "linked": "needs discharges",
    "loyalty": "needs results/loyalty of this period",
    "loyalty_median": "needs results/loyalty of this period",
    "crosswalk": "needs network_ohts.population_share",
}


def bare_report() -> ReliabilityReport:
    """Give a report of a first period to which every optional input is missing."""
    absent = dict.fromkeys(["children", "file_children", "changes", "change_totals"])
    bare = tables(**absent, networks=NetworkShares.empty())
    return sample_report(bare, NEEDS, loyalty=None, day_before=None)
