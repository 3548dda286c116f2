"""Cohen's kappa against the printed example.

Cohen J. A coefficient of agreement for nominal scales. Educational and Psychological Measurement 1960; 20:37-46: 200
cases, three categories, kappa .492.
"""

import polars as pl
import pytest

from schemas.agreement import AgreementCells
from tests.tables import table
from transforms.attribution.agreement import measure_agreement

COHEN_1960 = """
    oht_recomputed oht_official persons
    A              A            88
    A              B            14
    A              C            18
    B              A            10
    B              B            40
    B              C            10
    C              A            2
    C              B            6
    C              C            12
"""


def test_cohen_1960() -> None:
    cells = table(COHEN_1960, AgreementCells, standing="in_both", tier="rostered", age_band="18-44")
    row = measure_agreement(cells).filter(pl.col("dimension") == "all").row(0, named=True)
    assert (row["in_both"], row["agree"]) == (200, 140)
    assert row["kappa"] == pytest.approx(0.492, abs=0.0005)
