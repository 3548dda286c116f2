"""Tests of cervical screening, and who is out of it.

Rule: docs/explanation/families/screening.md 31.
"""

import datetime as dt

import polars as pl

from reference.screening_codes import screening_procedures
from transforms.features.family import Family, Frames
from transforms.screening import CODE_USES, READS, Programme, build_programme

PROGRAMME = Programme(
    name="cervical",
    looked_for={
        "has_pap_test_42m": (("pap",), 42),
        "has_pap_test_36m": (("pap",), 36),
        "has_hpv_test_60m": (("hpv",), 60),
        # Fee codes of repeats, follow-up and three-yearly tests alike.
        "has_cervical_specimen_36m": (("cervical_specimen",), 36),
    },
    registry_reasons=("cervical_cancer", "hysterectomy"),
    practice_reasons=("cancer", "hysterectomy", "not_applicable"),
)


def build_cervical_screening(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a test that counts for cervical screening, or with a reason that takes out of it.

    A flag for Pap tests of 42 and of 36 months, for HPV tests of 60 months, and for specimens of 36 months of which no
    more is known. Of each sex: indicators ask for it.
    """
    return build_programme(frames, period_end, PROGRAMME)


FAMILY = Family(
    name="cervical_screening",
    reads=READS,
    requires=PROGRAMME.requires,
    zeros=(),
    flags=PROGRAMME.flags,
    dates=(PROGRAMME.last_test,),
    build=build_cervical_screening,
    codes=lambda: screening_procedures().rows(),
    code_uses=CODE_USES,
)
