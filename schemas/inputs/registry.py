"""The list of inputs: adding one means one model file and one line here."""

from schemas.fields import InputModel
from schemas.inputs.addresses import Addresses
from schemas.inputs.bed_census import BedCensus
from schemas.inputs.birth_records import BirthRecords
from schemas.inputs.births import Births
from schemas.inputs.centres import CentreRosters, Centres, CentreVisits
from schemas.inputs.charts import ChartEntries, ChartNumbers
from schemas.inputs.claims import Claims
from schemas.inputs.costs import Costs
from schemas.inputs.crosswalk import Areas, CombinedNetworks, Hospitals, NetworkOhts, Ohts
from schemas.inputs.day_surgeries import DaySurgeries
from schemas.inputs.deaths import Deaths
from schemas.inputs.discharges import Discharges
from schemas.inputs.dispensations import Dispensations
from schemas.inputs.ed_visits import EdVisits
from schemas.inputs.enrolments import Enrolments
from schemas.inputs.home_care import HomeCareAssessments, HomeCareReferrals, HomeCareServices
from schemas.inputs.hospital_reports import HospitalReports
from schemas.inputs.immunisations import Immunisations
from schemas.inputs.laboratory_results import LaboratoryResults
from schemas.inputs.long_term_care import LongTermCareAssessments, LongTermCareStays
from schemas.inputs.mental_health_stays import MentalHealthStays
from schemas.inputs.official_attribution import OfficialAttribution
from schemas.inputs.persons import Persons
from schemas.inputs.physicians import Physicians
from schemas.inputs.provider_responses import ProviderResponses
from schemas.inputs.referrals import Referrals
from schemas.inputs.screening import PracticeExclusions, RegistryExclusions, ScreeningTests
from schemas.inputs.survey_responses import SurveyResponses

INPUTS: dict[str, type[InputModel]] = {
    "persons": Persons,
    "enrolments": Enrolments,
    "claims": Claims,
    "physicians": Physicians,
    "discharges": Discharges,
    "ed_visits": EdVisits,
    "day_surgeries": DaySurgeries,
    "hospitals": Hospitals,
    "network_ohts": NetworkOhts,
    "combined_networks": CombinedNetworks,
    "areas": Areas,
    "ohts": Ohts,
    "addresses": Addresses,
    "births": Births,
    "centres": Centres,
    "centre_rosters": CentreRosters,
    "centre_visits": CentreVisits,
    "official_attribution": OfficialAttribution,
    "immunisations": Immunisations,
    "hospital_reports": HospitalReports,
    "referrals": Referrals,
    "chart_entries": ChartEntries,
    "chart_numbers": ChartNumbers,
    "mental_health_stays": MentalHealthStays,
    "deaths": Deaths,
    "birth_records": BirthRecords,
    "laboratory_results": LaboratoryResults,
    "screening_tests": ScreeningTests,
    "registry_exclusions": RegistryExclusions,
    "practice_exclusions": PracticeExclusions,
    "home_care_referrals": HomeCareReferrals,
    "home_care_services": HomeCareServices,
    "home_care_assessments": HomeCareAssessments,
    "long_term_care_stays": LongTermCareStays,
    "long_term_care_assessments": LongTermCareAssessments,
    "survey_responses": SurveyResponses,
    "provider_responses": ProviderResponses,
    "dispensations": Dispensations,
    "bed_census": BedCensus,
    "costs": Costs,
}
# What all drops together say row by row; the lists of practices are settled extract by extract.
RESOLVED_BY_KEY = {name: model for name, model in INPUTS.items() if not model.contract().is_extract}
