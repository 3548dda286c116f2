"""The data dictionary of all tables, from their models: `python -m flows.dictionary docs/reference/dictionary.csv`.

It is written in English under that name, and in every other language beside it (`dictionary.fr.csv`). With `--missing`
in place of the file it shows the texts that still need a translation, as YAML to be filled in.
"""

import sys
from pathlib import Path

from reports.dictionary import dictionary_texts, render_dictionary
from reports.translation import DICTIONARY, ENGLISH, LANGUAGES, missing_pairs
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
from schemas.base_tables import (
    ConditionDays,
    Contacts,
    CoreLines,
    HospitalBase,
    InpatientLines,
    ListedServices,
    NettedClaims,
    OtherLines,
    PanelCounts,
    PhysicianBase,
    PreventiveLines,
    ScreeningLines,
    Visits,
)
from schemas.calibration import Calibration, CalibrationMeasures, CalibrationParts
from schemas.changes import AttributionHistory, ChangeCounts, Changes, ChangeTotals, FixedCohortCounts
from schemas.core import Attribution
from schemas.drift import CodeCounts, DriftFindings, DriftPlaces, DriftShares
from schemas.inputs.registry import INPUTS
from schemas.membership import (
    CohortMembership,
    HospitalMembership,
    Needs,
    PersonMembership,
    PhysicianMembership,
    RiskPatterns,
)
from schemas.methods import MethodAgreement, MethodCounts, MethodRanges, MethodResults, PairCells
from schemas.neighbourhoods import AreaPersons, AreaResults, PracticeAreas
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
    ShrunkenResults,
    StrataResults,
    TierCounts,
)

TABLES: dict[str, type] = {
    **{f"standard/{name}": model for name, model in INPUTS.items()},
    "derived/inputs/claims": NettedClaims,
    "derived/core_lines": CoreLines,
    "derived/other_lines": OtherLines,
    "derived/inpatient_lines": InpatientLines,
    "derived/preventive_lines": PreventiveLines,
    "derived/visits": Visits,
    "derived/contacts": Contacts,
    "derived/condition_days": ConditionDays,
    "derived/listed_services": ListedServices,
    "derived/screening_lines": ScreeningLines,
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
    "derived/base/physicians": PhysicianBase,
    "derived/base/hospitals": HospitalBase,
    "derived/membership (persons)": PersonMembership,
    "derived/membership (physicians)": PhysicianMembership,
    "derived/membership (hospitals)": HospitalMembership,
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
    "results/indicators/shrunken": ShrunkenResults,
    "results/tiers": TierCounts,
    "results/neighbourhoods/data": AreaPersons,
    "results/neighbourhoods/results": AreaResults,
    "results/neighbourhoods/practices": PracticeAreas,
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


def all_tables(language: str = ENGLISH) -> bytes:
    """Give the dictionary of all tables as CSV."""
    return render_dictionary(TABLES, language)


def dictionaries(name: str) -> dict[str, bytes]:
    """Give the dictionary of each language by the name of its file, made from the English one's: a stem and `.csv`."""
    stem = name.removesuffix(".csv")
    return {name if code == ENGLISH else f"{stem}.{code}.csv": all_tables(code) for code in LANGUAGES}


def missing(language: str = "fr") -> str:
    """Give the texts of the dictionary that a language does not translate, as YAML to be filled in."""
    return missing_pairs(dictionary_texts(TABLES), DICTIONARY, language)


if __name__ == "__main__":
    if sys.argv[1] == "--missing":
        sys.stdout.write(missing())
    else:
        path = Path(sys.argv[1])
        for file_name, content in dictionaries(path.name).items():
            path.with_name(file_name).write_bytes(content)
