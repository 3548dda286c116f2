"""What a late claim makes stale: its person's bucket, and the periods whose windows hold its day."""

import datetime as dt
from pathlib import Path

import pytest

from tests.unbreakable.jobs import at, run
from tests.unbreakable.late import write_late_delivery
from tests.unbreakable.stages import BUCKETS
from tests.unbreakable.stores import differing, logical_hashes, remembered

BUCKET = 1
OTHER = "bucket=0000"
ATTRIBUTION, PRIMARY_CARE = "attribution/round_one", "features/primary_care"
MENTAL_HEALTH = "features/mental_health_ed_visits"
STEPS = (ATTRIBUTION, PRIMARY_CARE, MENTAL_HEALTH)
# Day → period → the steps of it, out of three, that are made anew. Attribution looks back 24 months, first contacts 36.
LATE_DAYS: dict[dt.date, dict[str, set[str]]] = {
    dt.date(2021, 3, 10): {},
    dt.date(2021, 9, 10): {"2024-08": {MENTAL_HEALTH}},
    dt.date(2022, 9, 10): {"2024-08": set(STEPS), "2024-09": {MENTAL_HEALTH}},
    dt.date(2024, 9, 10): {"2024-09": set(STEPS)},
}


@pytest.mark.parametrize("day", LATE_DAYS)
def test_a_late_claim_renews_its_bucket_and_its_periods(
    day: dt.date, finished: Path, deliveries: Path, tmp_path: Path
) -> None:
    steps, held = remembered(finished), logical_hashes(finished)
    late = write_late_delivery(deliveries, tmp_path / "late", BUCKETS, BUCKET, day)
    assert run(at([["receive", str(late), "--source", "synthetic"], ["run"]], finished)) == 0
    changed = differing(steps, remembered(finished))
    assert [name for name in changed if name.endswith(OTHER)] == []
    assert "inputs derived/core_lines/period=all/bucket=0001" in changed
    # A comparison with the period before stands on that period too; each period by itself does not.
    own = [name for name in changed if "/changes/" not in name]
    periods = {name.split(" ")[0] for name in own} - {"inputs"}
    # Other families look back further than these three.
    renewed = {period: _renewed(period, own) for period in periods}
    assert {period: found for period, found in renewed.items() if found} == LATE_DAYS[day]
    _assert_only_claims_say_something_new(differing(held, logical_hashes(finished)))


def _renewed(period: str, changed: list[str]) -> set[str]:
    return {step for step in STEPS if f"{period} derived/{step}/period={period}/bucket=0001" in changed}


def _assert_only_claims_say_something_new(changed: list[str]) -> None:
    """What was delivered again and says the same is another drop, and nothing else."""
    inputs = [name for name in changed if name.startswith("derived/inputs/") and ":data" in name]
    assert inputs == ["derived/inputs/claims/period=all:data bucket=0001"]
