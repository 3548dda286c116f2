"""The pipeline against the oracle on small random deliveries rich in ties, under every method and changes of it.

A delivery holds five towns of 40 to 80 persons that share no provider, so that nine deliveries are 45 populations.
"""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from schemas.core import CONFIDENCES, OFFICIAL_REASONS, TIE_STEPS, TIER_BY_RULE, UNATTRIBUTABLE_REASONS
from schemas.networks import CARE_KINDS, FLOW_LEVELS, LOYALTY_LEVELS, MERGER_REASONS, MERGER_TIE_STEPS
from tests.oracle.both_sides import COMPARED, Side, compute_both

SEEDS = list(range(9))
BASES = {"inpatient_services", "own_admissions", "group_admissions", "nearest", "none"}
HOSPITAL_STEPS = {"none", "services", "admissions", "patients", "latest", "distance", "id"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Side, Side]:
    """All deliveries through the pipeline and through the oracle."""
    with pytest.MonkeyPatch.context() as patch:
        return compute_both(tmp_path_factory.mktemp("random"), SEEDS, patch)


@pytest.mark.parametrize("name", COMPARED)
def test_both_sides_agree(sides: tuple[Side, Side], name: str) -> None:
    ours, theirs = (side.table(name) for side in sides)
    only_one = pl.concat([ours, theirs]).filter(~pl.concat([ours, theirs]).is_duplicated())
    assert only_one.is_empty(), only_one.group_by("seed", "method", "changed", "buckets").len().to_dicts()
    assert_frame_equal(ours, theirs)


@pytest.mark.parametrize(
    ("name", "column", "values"),
    [
        ("persons", "tier_rule", set(TIER_BY_RULE)),
        ("persons", "tie_step", set(TIE_STEPS)),
        ("persons", "confidence", set(CONFIDENCES)),
        ("persons", "oht_basis", {"provider", "area"}),
        ("persons", "unattributable_reason", set(UNATTRIBUTABLE_REASONS) - set(OFFICIAL_REASONS)),
        ("excluded", "reason", {"dead", "unborn", "not_covered", "too_old", "ghost"}),
        ("practices", "is_comprehensive", {True, False}),
        ("physicians", "network_basis", BASES),
        ("physicians", "hospital_tie_step", HOSPITAL_STEPS),
        ("centres", "network_basis", BASES - {"group_admissions", "inpatient_services"}),
        ("areas", "area_basis", {"plurality", "nearest", "supplied"}),
        ("mergers", "reason", set(MERGER_REASONS)),
        ("mergers", "tie_step", set(MERGER_TIE_STEPS)),
        ("networks", "network_rule", {"supplied", "formed"}),
        ("loyalty", "level", set(LOYALTY_LEVELS)),
        ("loyalty", "kind", set(CARE_KINDS)),
        ("flows", "level", set(FLOW_LEVELS)),
    ],
)
def test_everything_occurs(sides: tuple[Side, Side], name: str, column: str, values: set[object]) -> None:
    """Otherwise the comparison says nothing of what is missing."""
    assert set(sides[1].table(name)[column].drop_nulls()) == values
