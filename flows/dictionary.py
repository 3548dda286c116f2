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
    CorporationNetworks,
    ExclusionCounts,
    InpatientServices,
    JudgedPhysicians,
    NetworkTeams,
    NewbornAnswers,
    NewbornRequests,
    PhysicianTeams,
    Residents,
    YearOfActivity,
    YearOfCare,
    YearOfOtherCare,
)
from schemas.base_tables import CoreLines, InpatientLines, NettedClaims, OtherLines, PanelCounts, Visits
from schemas.calibration import Calibration, CalibrationMeasures, CalibrationParts
from schemas.changes import AttributionHistory, ChangeCounts, Changes, ChangeTotals, FixedCohortCounts
from schemas.core import Attribution
from schemas.drift import CodeCounts, DriftFindings, DriftPlaces, DriftShares
from schemas.inputs.registry import INPUTS
from schemas.membership import CohortMembership, Needs, PersonMembership, PhysicianMembership, RiskPatterns
from schemas.methods import MethodAgreement, MethodCounts, MethodRanges, MethodResults, PairCells
from schemas.networks import Flows, GroupCare, Loyalty, LoyaltyMissing, NetworkMergers, NetworkPeople, Networks
from schemas.pack import PACK_SHEETS, PACK_TABLES
from schemas.published import PublishedFlows, PublishedLoyalty, PublishedPeers, PublishedResults, PublishedTiers
from schemas.published_ranges import PublishedRanges
from schemas.published_strata import PublishedInequality, PublishedStrata
from schemas.reconciliation import Reconciliation
from schemas.reliability import (
    AttachmentCounts,
    ChildCounts,
    ConfidenceCounts,
    FileChildren,
    NetworkShares,
    NetworkTeamCounts,
    PhysicianLinks,
    Staleness,
    TotalReasons,
    Totals,
)
from schemas.reliability_published import PublishedAnchors, PublishedFigures, PublishedShares, PublishedStaleness
from schemas.results import (
    CohortCounts,
    InequalityResults,
    PanelFacts,
    PeerMembers,
    PracticePeers,
    ReferenceCounts,
    Results,
    StrataResults,
    TierCounts,
)

TABLES: dict[str, type] = {
    **{f"standard/{name}": model for name, model in INPUTS.items()},
    "derived/inputs/claims": NettedClaims,
    "derived/core_lines": CoreLines,
    "derived/other_lines": OtherLines,
    "derived/inpatient_lines": InpatientLines,
    "derived/visits": Visits,
    "derived/codes": CodeCounts,
    "derived/attribution/services": InpatientServices,
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
    "derived/attribution/round_two/corporations": CorporationNetworks,
    "derived/attribution/round_two/network_ohts": NetworkTeams,
    "derived/attribution/round_two/mergers": NetworkMergers,
    "derived/attribution/loyalty/data": Flows,
    "derived/attribution/loyalty/groups": GroupCare,
    "derived/attribution/loyalty/people": NetworkPeople,
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
    "derived/membership (risk patterns)": RiskPatterns,
    "derived/membership (cohorts)": CohortMembership,
    "derived/methods/counts": MethodCounts,
    "derived/methods/pairs": PairCells,
    "derived/needs": Needs,
    "derived/peers": PanelFacts,
    "derived/reconciliation": Reconciliation,
    "derived/calibration": CalibrationParts,
    "results/indicators/data": Results,
    "results/indicators/strata": StrataResults,
    "results/indicators/inequality": InequalityResults,
    "results/tiers": TierCounts,
    "results/peers/data": PracticePeers,
    "results/peers/members": PeerMembers,
    "results/drift/data": DriftFindings,
    "results/drift/places": DriftPlaces,
    "results/drift/shares": DriftShares,
    "results/cohorts": CohortCounts,
    "results/references": ReferenceCounts,
    "results/networks/data": Networks,
    "results/networks/mergers": NetworkMergers,
    "results/loyalty/data": Loyalty,
    "results/loyalty/flows": Flows,
    "results/loyalty/missing": LoyaltyMissing,
    "results/agreement/data": Agreement,
    "results/agreement/reasons": DifferenceCounts,
    "results/agreement/file": OfficialFile,
    "results/changes/data": ChangeCounts,
    "results/changes/totals": ChangeTotals,
    "results/fixed_cohort/persons": FixedCohortCounts,
    "results/calibration/data": Calibration,
    "results/calibration/measures": CalibrationMeasures,
    "results/reliability/counts/data": ConfidenceCounts,
    "results/reliability/counts/attachment": AttachmentCounts,
    "results/reliability/counts/children": ChildCounts,
    "results/reliability/counts/file_children": FileChildren,
    "results/reliability/counts/networks": NetworkTeamCounts,
    "results/reliability/networks": NetworkShares,
    "results/reliability/physicians": PhysicianLinks,
    "results/reliability/staleness": Staleness,
    "results/reliability/totals/data": Totals,
    "results/reliability/totals/reasons": TotalReasons,
    "results/methods/data": MethodResults,
    "results/methods/ranges": MethodRanges,
    "results/methods/agreement": MethodAgreement,
    "published/results": PublishedResults,
    "published/tiers": PublishedTiers,
    "published/peers": PublishedPeers,
    "published/loyalty": PublishedLoyalty,
    "published/flows": PublishedFlows,
    "published/reliability/figures": PublishedFigures,
    "published/reliability/shares": PublishedShares,
    "published/reliability/staleness": PublishedStaleness,
    "published/reliability/anchors": PublishedAnchors,
    "published/ranges": PublishedRanges,
    "published/strata": PublishedStrata,
    "published/inequality": PublishedInequality,
    **{f"packs/{name}": model for name, model in {**PACK_TABLES, **PACK_SHEETS}.items()},
}


def all_tables() -> bytes:
    """Give the dictionary of all tables as CSV."""
    return render_dictionary(TABLES)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(all_tables())
