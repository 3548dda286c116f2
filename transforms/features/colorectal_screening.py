"""Tests of colorectal screening, and who is out of it.

Rule: docs/explanation/families/screening.md 31.
"""

import datetime as dt

import polars as pl

from reference.screening_codes import screening_procedures
from transforms.features.family import Family, Frames
from transforms.screening import CODE_USES, READS, Programme, build_programme

PROGRAMME = Programme(
    name="colorectal",
    looked_for={
        "has_stool_test_24m": (("fobt", "fit"), 24),
        "has_colonoscopy_120m": (("colonoscopy",), 120),
        "has_sigmoidoscopy_120m": (("flexible_sigmoidoscopy",), 120),
    },
    registry_reasons=("colorectal_cancer", "colectomy"),
    practice_reasons=("cancer", "colectomy", "not_applicable"),
)


def build_colorectal_screening(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a test that counts for colorectal screening, or with a reason that takes out of it.

    A flag for stool tests (FOBT, FIT) of 24 months, for colonoscopies and for flexible sigmoidoscopies of 120 months.
    """
    return build_programme(frames, period_end, PROGRAMME)


FAMILY = Family(
    name="colorectal_screening",
    reads=READS,
    requires=PROGRAMME.requires,
    zeros=(),
    flags=PROGRAMME.flags,
    dates=(PROGRAMME.last_test,),
    build=build_colorectal_screening,
    codes=lambda: screening_procedures().rows(),
    code_uses=CODE_USES,
)
