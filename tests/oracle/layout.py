"""What the oracle knows of the inputs: stem of the file, columns that identify a row, and the order of the rules."""

from tests.oracle.families import further_inputs, oracle_families

KEYS: dict[str, list[str]] = {
    "persons": ["person_key"],
    "enrolments": ["person_key", "physician_id", "start_date"],
    "claims": ["person_key", "claim_id"],
    "physicians": ["physician_id"],
    "discharges": ["person_key", "discharge_id"],
    "ed_visits": ["person_key", "visit_id"],
    "day_surgeries": ["person_key", "visit_id"],
    "hospitals": ["hospital_id"],
    "network_ohts": ["network_id", "oht_id", "physician_id", "group_id", "area_id"],
    "combined_networks": ["network_id"],
    "areas": ["area_id"],
    "ohts": ["oht_id"],
    "addresses": ["person_key", "start_date"],
    "births": ["person_key"],
    "centres": ["centre_id"],
    "centre_rosters": ["person_key", "centre_id", "start_date"],
    "centre_visits": ["person_key", "visit_id"],
    "official_attribution": ["person_key", "as_of_date"],
    **{name: described.key for name, described in further_inputs().items()},
}

# Inputs that no drop need hold, with the columns as delivered: without a file they have no rows.
OPTIONAL: dict[str, list[str]] = {
    "combined_networks": ["network_no", "part_of"],
    "addresses": ["health_number", "lives_from", "postal_code"],
    "births": ["health_number", "mother_health_number"],
    "centres": ["centre_no", "kind", "centre_postal_code"],
    "centre_rosters": ["health_number", "centre_no", "registered_on", "ended_on"],
    "centre_visits": ["visit_no", "health_number", "centre_no", "visited_on", "seen_by"],
    "official_attribution": ["health_number", "as_of", "oht_no"],
    "day_surgeries": [
        *["visit_no", "health_number", "institution_no", "operated_on", "started_at", "left_at", "disposition"],
        *["came_from_hospital", "went_to_hospital", "dx_1", "dx_2", "cci_1", "cci_2"],
    ],
    **{name: described.columns.split() for name, described in further_inputs().items()},
}

# Columns that a delivered file may lack: they are then not supplied.
LATER: dict[str, list[str]] = {
    "discharges": ["admitted_at_time", "discharged_at_time", "came_from_hospital", "went_to_hospital"],
    "ed_visits": ["dx_2", "dx_3", "dx_4"],
    "areas": ["income"],
}

# A later delivery of these replaces all of the earlier, whatever keys it holds.
SNAPSHOTS = ["network_ohts", "combined_networks"]

CHECKS = [
    "persons",
    "enrolments",
    "claims",
    "physicians",
    "discharges",
    "ed_visits",
    "day_surgeries",
    "crosswalk",
    "networks",
    "families",
    "centres",
    "official",
    *(check for family in oracle_families() for check in family.checks),
]

# In this order: every file uses the tables of those before it. Networks are formed between the two.
RULES = [
    "combined",
    "counted",
    "netting",
    "code_days",
    "judged_lines",
    "comprehensive",
    "care",
    "centre_care",
    "candidates",
    "standing",
    "newborns",
    "tiers",
    "distances",
    "inpatient_services",
    "hospitals_of_providers",
    "seeds",
]
RULES_WITH_NETWORKS = [
    "networks",
    "ohts_of_networks",
    "networks_of_areas",
    "attribution",
    "confidence",
    "care_given",
    "loyalty",
    "person_facts",
    "membership",
    "needs",
    "contacts",
    "stays",
    "encounters",
    "episodes",
    "readmissions",
    "follow_up",
    "emergency",
    "primary_care",
    "enrolment_changes",
    "workforce",
    "decedents",
    *(rule for family in oracle_families() for rule in family.rules),
    "sums",
    "results",
    "medians",
    "strata",
    "standardised",
]
