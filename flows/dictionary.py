"""The data dictionary of all tables, from their models: `python -m flows.dictionary docs/reference/dictionary.csv`."""

import sys
from pathlib import Path

from reports.dictionary import render_dictionary
from schemas.agreement import (
    Agreement,
    AgreementCells,
    DifferenceCounts,
    Differing,
    OfficialChoice,
    OfficialFile,
)
from schemas.attribution_steps import (
    Activity,
    Admissions,
    AreaTeams,
    AttributedPersons,
    CentreAdmissions,
    CentreTeams,
    ComprehensivePhysicians,
    ExclusionCounts,
    JudgedPhysicians,
    NewbornAnswers,
    NewbornRequests,
    PhysicianTeams,
    Residents,
    YearOfActivity,
    YearOfCare,
    YearOfOtherCare,
)
from schemas.base_tables import CoreLines, NettedClaims, OtherLines, PanelCounts, PrimaryCarePhysicians
from schemas.changes import AttributionHistory, ChangeCounts, Changes, ChangeTotals, FixedCohortCounts
from schemas.core import Attribution
from schemas.inputs.registry import INPUTS
from schemas.membership import CohortMembership, Needs, PersonMembership, PhysicianMembership
from schemas.methods import MethodAgreement, MethodCounts, MethodRanges, MethodResults, PairCells
from schemas.pack import PACK_SHEETS, PACK_TABLES
from schemas.published import PublishedResults, PublishedTiers
from schemas.published_ranges import PublishedRanges
from schemas.reconciliation import Reconciliation
from schemas.results import CohortCounts, ReferenceCounts, Results, TierCounts

TABLES: dict[str, type] = {
    **{f"standard/{name}": model for name, model in INPUTS.items()},
    "derived/inputs/claims": NettedClaims,
    "derived/inputs/primary_care_physicians": PrimaryCarePhysicians,
    "derived/core_lines": CoreLines,
    "derived/other_lines": OtherLines,
    "derived/attribution/care/data": YearOfCare,
    "derived/attribution/care/other": YearOfOtherCare,
    "derived/attribution/care/activity": Activity,
    "derived/attribution/activity": YearOfActivity,
    "derived/attribution/comprehensive/data": ComprehensivePhysicians,
    "derived/attribution/comprehensive/judged": JudgedPhysicians,
    "derived/attribution/round_one/data": AttributedPersons,
    "derived/attribution/round_one/admissions": Admissions,
    "derived/attribution/round_one/centre_admissions": CentreAdmissions,
    "derived/attribution/round_one/residents": Residents,
    "derived/attribution/round_one/requests": NewbornRequests,
    "derived/attribution/round_one/excluded": ExclusionCounts,
    "derived/attribution/newborns": NewbornAnswers,
    "derived/attribution/round_two/data": PhysicianTeams,
    "derived/attribution/round_two/centres": CentreTeams,
    "derived/attribution/round_two/areas": AreaTeams,
    "derived/attribution/persons": Attribution,
    "derived/attribution/persons/panels": PanelCounts,
    "derived/attribution/official/file": OfficialFile,
    "derived/attribution/official/choice": OfficialChoice,
    "derived/attribution/official/persons": Attribution,
    "derived/attribution/agreement/data": AgreementCells,
    "derived/attribution/agreement/differing": Differing,
    "derived/attribution/agreement/reasons": DifferenceCounts,
    "derived/attribution/changes": Changes,
    "derived/attribution/history": AttributionHistory,
    "derived/membership (persons)": PersonMembership,
    "derived/membership (physicians)": PhysicianMembership,
    "derived/membership (cohorts)": CohortMembership,
    "derived/methods/counts": MethodCounts,
    "derived/methods/pairs": PairCells,
    "derived/needs": Needs,
    "derived/reconciliation": Reconciliation,
    "results/indicators": Results,
    "results/tiers": TierCounts,
    "results/cohorts": CohortCounts,
    "results/references": ReferenceCounts,
    "results/agreement/data": Agreement,
    "results/agreement/reasons": DifferenceCounts,
    "results/agreement/file": OfficialFile,
    "results/changes/data": ChangeCounts,
    "results/changes/totals": ChangeTotals,
    "results/fixed_cohort/persons": FixedCohortCounts,
    "results/methods/data": MethodResults,
    "results/methods/ranges": MethodRanges,
    "results/methods/agreement": MethodAgreement,
    "published/results": PublishedResults,
    "published/tiers": PublishedTiers,
    "published/ranges": PublishedRanges,
    **{f"packs/{name}": model for name, model in {**PACK_TABLES, **PACK_SHEETS}.items()},
}


def all_tables() -> bytes:
    """Give the dictionary of all tables as CSV."""
    return render_dictionary(TABLES)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(all_tables())
