"""The data dictionary of all tables, from their models: `python -m flows.dictionary docs/reference/dictionary.csv`."""

import sys
from pathlib import Path

from reports.dictionary import render_dictionary
from schemas.base_tables import (
    Admissions,
    AttributedPersons,
    CoreLines,
    ExclusionCounts,
    NettedClaims,
    PanelCounts,
    PhysicianTeams,
)
from schemas.core import Attribution
from schemas.inputs.registry import INPUTS
from schemas.membership import CohortMembership, Needs, PersonMembership, PhysicianMembership
from schemas.pack import PACK_TABLES
from schemas.published import PublishedResults, PublishedTiers
from schemas.reconciliation import Reconciliation
from schemas.results import CohortCounts, ReferenceCounts, Results, TierCounts

TABLES: dict[str, type] = {
    **{f"standard/{name}": model for name, model in INPUTS.items()},
    "derived/inputs/claims": NettedClaims,
    "derived/core_lines": CoreLines,
    "derived/attribution/round_one/data": AttributedPersons,
    "derived/attribution/round_one/admissions": Admissions,
    "derived/attribution/round_one/excluded": ExclusionCounts,
    "derived/attribution/round_two": PhysicianTeams,
    "derived/attribution/persons": Attribution,
    "derived/attribution/persons/panels": PanelCounts,
    "derived/membership (persons)": PersonMembership,
    "derived/membership (physicians)": PhysicianMembership,
    "derived/membership (cohorts)": CohortMembership,
    "derived/needs": Needs,
    "derived/reconciliation": Reconciliation,
    "results/indicators": Results,
    "results/tiers": TierCounts,
    "results/cohorts": CohortCounts,
    "results/references": ReferenceCounts,
    "published/results": PublishedResults,
    "published/tiers": PublishedTiers,
    **{f"packs/{name}": model for name, model in PACK_TABLES.items()},
}


def all_tables() -> bytes:
    """Give the dictionary of all tables as CSV."""
    return render_dictionary(TABLES)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(all_tables())
