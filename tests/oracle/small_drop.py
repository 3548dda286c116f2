"""Small deliveries in the layout of the synthetic source, for tests worked by hand."""

import csv
import datetime as dt
import zlib
from pathlib import Path

from tests.oracle.families import further_inputs
from tests.oracle.layout import OPTIONAL

Row = dict[str, str]

COLUMNS: dict[str, str] = {
    "persons": "health_number born gender died last_contact_on covered_from covered_to postal_code remark",
    "enrolments": "health_number physician_no group_no programme enrolled_on ended_on end_reason",
    "claims": "claim_no health_number physician_no serviced_on fee_code units paid_cents dx place institution_no",
    "physicians": "physician_no specialty group_no programme practice_postal_code active_from active_to",
    "discharges": "separation_no health_number institution_no admitted_on discharged_on entry_category disposition "
    "patient_service dx_1 dx_2 dx_3 dx_4 dx_5 dx_6 dx_7 dx_8 cci_1 cci_2 cci_3 cci_4 alc_days admitted_at_time "
    "discharged_at_time came_from_hospital went_to_hospital",
    "ed_visits": "visit_no health_number institution_no registered_on visit_type ctas disposition admitted dx_main "
    "dx_2 dx_3 dx_4",
    "day_surgeries": "visit_no health_number institution_no operated_on started_at left_at disposition "
    "came_from_hospital went_to_hospital dx_1 dx_2 cci_1 cci_2",
    "hospitals": "hospital_no corporation_no network_no lat long",
    "network_ohts": "network_no oht_no physician_no group_no fsa people_share",
    "combined_networks": "network_no part_of",
    "areas": "fsa network_no lat long rural deprivation income",
    "ohts": "oht_no oht_name",
    "addresses": "health_number lives_from postal_code",
    "births": "health_number mother_health_number",
    "centres": "centre_no kind centre_postal_code",
    "centre_rosters": "health_number centre_no registered_on ended_on",
    "centre_visits": "visit_no health_number centre_no visited_on seen_by",
    "official_attribution": "health_number as_of oht_no",
    **{name: described.columns for name, described in further_inputs().items()},
}

USUAL: dict[str, Row] = {
    "persons": {"born": "1980-06-15", "gender": "2", "postal_code": "N6A 1A1"},
    "enrolments": {"programme": "FHO", "enrolled_on": "2020-01-01"},
    "claims": {"serviced_on": "2026-03-02", "fee_code": "A007A", "units": "1", "place": "O"},
    "physicians": {"specialty": "00", "practice_postal_code": "N6A 1A1"},
    "discharges": {
        "institution_no": "S1",
        "admitted_on": "2026-03-01",
        "discharged_on": "2026-03-05",
        "entry_category": "U",
        "patient_service": "M",
        "dx_1": "J189",
    },
    "ed_visits": {"institution_no": "S1", "registered_on": "2026-03-02", "visit_type": "U"},
    "day_surgeries": {"institution_no": "S1", "operated_on": "2026-03-02"},
    "hospitals": {"lat": "43.0", "long": "-81.0"},
    "network_ohts": {},
    "combined_networks": {},
    "areas": {"lat": "43.0", "long": "-81.0"},
    "ohts": {"oht_name": "A team"},
    "addresses": {"lives_from": "2020-01-01", "postal_code": "N6A 1A1"},
    "births": {},
    "centres": {"kind": "CHC", "centre_postal_code": "N6A 1A1"},
    "centre_rosters": {"registered_on": "2020-01-01"},
    "centre_visits": {"visited_on": "2026-03-02", "seen_by": "NP"},
    "official_attribution": {"as_of": "2026-01-31", "oht_no": "T1"},
    **{name: dict(described.usual) for name, described in further_inputs().items()},
}

# Two corporations of two sites each; network NA has one team, NB two.
CROSSWALK: dict[str, list[Row]] = {
    "hospitals": [
        {"hospital_no": "S1", "corporation_no": "C1", "network_no": "NA"},
        {"hospital_no": "S2", "corporation_no": "C1", "network_no": "NA", "lat": "43.5"},
        {"hospital_no": "S3", "corporation_no": "C2", "network_no": "NB", "lat": "44.0"},
        {"hospital_no": "S4", "corporation_no": "C2", "network_no": "NB", "lat": "44.5"},
    ],
    "network_ohts": [
        {"network_no": "NA", "oht_no": "T1"},
        {"network_no": "NB", "oht_no": "T2", "physician_no": "by-number"},
        {"network_no": "NB", "oht_no": "T3", "group_no": "by-group"},
        {"network_no": "NB", "oht_no": "T2", "fsa": "K9J"},
    ],
    "areas": [
        {"fsa": "N6A", "network_no": "NA"},
        {"fsa": "K9J", "network_no": "NB", "lat": "44.0"},
        {"fsa": "P0V", "network_no": "", "lat": "51.0"},
    ],
    "ohts": [{"oht_no": "T1"}, {"oht_no": "T2"}, {"oht_no": "T3"}],
}


def health_number(number: int) -> str:
    """Give a ten-digit number with a right check digit; adding the digits as on a bank card must end in 0."""
    body = str(100_000_000 + number)
    doubled = [sum(divmod(int(digit) * 2, 10)) if place % 2 == 0 else int(digit) for place, digit in enumerate(body)]
    return body + str(-sum(doubled) % 10)


def key_of(name: str) -> str:
    """Give the health number of a person of a test, who is named by what is special about him or her."""
    return health_number(zlib.crc32(name.encode()) % 800_000_000)


def write_drop(folder: Path, delivered_on: dt.date, **inputs: list[Row]) -> Path:
    """Write one drop; inputs not named hold no rows (optional: no file), the crosswalk is `CROSSWALK` unless named."""
    folder.mkdir()
    (folder / "drop.yaml").write_text(f"delivered_on: {delivered_on}\n")
    for name, columns in COLUMNS.items():
        if name in OPTIONAL and name not in inputs:
            continue
        rows = inputs.get(name, CROSSWALK.get(name, []))
        with (folder / f"{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, columns.split())
            writer.writeheader()
            writer.writerows({**USUAL[name], **row} for row in rows)
    return folder
