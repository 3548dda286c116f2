"""What the oracle knows of the ten inputs: the name of the file's stem and the columns that identify a row."""

KEYS: dict[str, list[str]] = {
    "persons": ["person_key"],
    "enrolments": ["person_key", "physician_id", "start_date"],
    "claims": ["person_key", "claim_id"],
    "physicians": ["physician_id"],
    "discharges": ["person_key", "discharge_id"],
    "ed_visits": ["person_key", "visit_id"],
    "hospitals": ["hospital_id"],
    "network_ohts": ["network_id", "oht_id", "physician_id", "group_id", "area_id"],
    "areas": ["area_id"],
    "ohts": ["oht_id"],
}

CHECKS = ["persons", "enrolments", "claims", "physicians", "discharges", "ed_visits", "crosswalk"]

# In this order: every file uses the tables of those before it.
RULES = [
    "counted",
    "netting",
    "core_lines",
    "tiers",
    "hospitals_of_physicians",
    "ohts_of_networks",
    "attribution",
    "person_facts",
    "results",
    "needs",
]
