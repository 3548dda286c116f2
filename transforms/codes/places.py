"""Where codes stand: the columns of the inputs that hold some, the system of each, and the day that dates them."""

from dataclasses import dataclass

ICD, CCI, FEE, OHIP_DIAGNOSIS = "ICD-10-CA", "CCI", "OHIP fee", "OHIP diagnosis"
HCD_SERVICE = "HCD service"
ATC = "ATC"


@dataclass(frozen=True)
class CodedInput:
    """An input with codes: the column of its day, and system by column. Columns may hold lists."""

    day: str
    systems: dict[str, str]


HOSPITAL = {"main_diagnosis_code": ICD, "other_diagnosis_codes": ICD}
CODED_INPUTS = {
    "claims": CodedInput("service_date", {"fee_code": FEE, "diagnosis_code": OHIP_DIAGNOSIS}),
    "discharges": CodedInput("discharge_date", {**HOSPITAL, "intervention_codes": CCI}),
    "ed_visits": CodedInput("visit_date", HOSPITAL),
    "day_surgeries": CodedInput("visit_date", {**HOSPITAL, "intervention_codes": CCI}),
    # Stays that have not ended have no other day.
    "mental_health_stays": CodedInput("admission_date", {"main_diagnosis_code": ICD}),
    "home_care_services": CodedInput("service_date", {"service_code": HCD_SERVICE}),
    "dispensations": CodedInput("dispensed_date", {"atc_code": ATC}),
    "deaths": CodedInput("death_date", {"underlying_cause_code": ICD}),
}
