"""Acute stays with the contacts that followed them; apart from `stays`, which needs no claims.

Rules: docs/explanation/indicators.md 20.
"""

import datetime as dt

import polars as pl

from reference.hospital_codes import selected_conditions
from transforms.features.family import ATTRIBUTION, EventFamily, Frames, Requirement
from transforms.features.stays import CODE_USES as STAY_CODE_USES
from transforms.features.stays import COLUMNS as STAY_COLUMNS
from transforms.features.stays import MONTHS, as_events, described_stays
from transforms.stays.followed import FLAGS, MENTAL_HEALTH_CONTACT, mark_followed

# Whether a person was urgently readmitted needs coded transfers, which follow-up does not ask for.
COLUMNS = {name: kind for name, kind in STAY_COLUMNS.items() if name != "is_readmitted_30d"}
# Contacts after stays for mental health are those of the family mental_health_stays.
COLUMNS |= {name: pl.Boolean() for name in FLAGS if name != MENTAL_HEALTH_CONTACT}


def build_stays_followed(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per acute stay of a counted person discharged in the 12 months ending at the period end."""
    stays = described_stays(frames, period_end)
    until = frames["contacts"].filter(pl.col("service_date") <= period_end)
    return as_events(mark_followed(stays, until, frames["physicians"], frames[ATTRIBUTION]), list(COLUMNS))


FAMILY = EventFamily(
    name="stays_followed",
    reads=("discharges", "contacts", "physicians", ATTRIBUTION),
    requires=(
        Requirement("discharges", months=MONTHS, columns=("disposition_code", "main_diagnosis_code")),
        Requirement("discharges", months=MONTHS, columns=("discharge_time",), is_helping=True),
        Requirement("claims", months=MONTHS),
    ),
    columns=COLUMNS,
    build=build_stays_followed,
    codes=lambda: selected_conditions().rows(),
    code_uses=STAY_CODE_USES,
    nullable=("condition",),
)
