"""Mammograms of screening, and who is out of it.

Rule: docs/explanation/families/screening.md 31.
"""

import datetime as dt

import polars as pl

from reference.screening_codes import screening_procedures
from transforms.features.family import Family, Frames
from transforms.screening import CODE_USES, READS, Programme, build_programme

PROGRAMME = Programme(
    name="breast",
    looked_for={
        "has_mammogram_30m": (("mammogram",), 30),
    },
    registry_reasons=("breast_cancer", "mastectomy"),
    practice_reasons=("cancer", "mastectomy", "not_applicable"),
)


def build_breast_screening(frames: Frames, period_end: dt.date) -> pl.DataFrame:
    """One row per person with a test that counts for breast screening, or with a reason that takes out of it.

    A flag for mammograms of 30 months. Of each sex: indicators ask for it.
    """
    return build_programme(frames, period_end, PROGRAMME)


FAMILY = Family(
    name="breast_screening",
    reads=READS,
    requires=PROGRAMME.requires,
    zeros=(),
    flags=PROGRAMME.flags,
    dates=(PROGRAMME.last_test,),
    build=build_breast_screening,
    codes=lambda: screening_procedures().rows(),
    code_uses=CODE_USES,
)
