"""The state of a store at a glance: grid, lock, accounts, age."""

import json
from pathlib import Path

import polars as pl
import pytest

from flows.lock import hold_lock
from flows.store import Store
from tests.flows.changing_delivery import write_correcting
from tests.flows.conftest import Oht
from tests.flows.small_delivery import small_rows, write_small

SUM = "Accounts: rows in = valid + quarantined + superseded, in the record and in the files.\n"


def grid_of(text: str) -> dict[str, list[str]]:
    """Give the rows of the grid by period."""
    lines = [line.split() for line in text.splitlines()]
    return {line[0]: line[1:] for line in lines if line and line[0][:2] == "20"}


def test_an_empty_store(oht: Oht, store: Store) -> None:
    said = oht("status", "--store", store.root)
    expected = f"Store {store.root}: no delivery yet.\nLock: held by nobody.\nCurrent publication: none.\n"
    assert (said.code, said.out) == (0, expected)


def test_a_computed_store(oht: Oht, small_store: Store) -> None:
    lines = oht("status", "--store", small_store.root).out.splitlines()
    assert lines[0] == f"Store {small_store.root}: 1 delivery, the latest of 2026-10-05."
    assert lines[2] == "Inputs: up to date."
    stages = ["attribution", "networks", "loyalty", "features", "base", "membership", "needs"]
    stages += ["decedents", "tiers", "counts"]
    assert lines[3].split()[:12] == ["period", *stages, "indicators"]
    assert lines[3].split()[-1] == "changes"
    done = ["ok"] * (len(lines[3].split()) - 2)
    # The first period has none before it.
    assert grid_of("\n".join(lines)) == {"2026-08": [*done, "-"], "2026-09": [*done, "ok"]}
    assert lines[-1] == "Current publication: none. Practice packs of 2026-09."


def test_after_a_publication(oht: Oht, small_store: Store) -> None:
    [line] = oht("publish", "--store", small_store.root, "--json").json
    last = oht("status", "--store", small_store.root).out.splitlines()[-1]
    assert last == f"Current publication: {line['release']}. Practice packs of 2026-09."


def test_a_delivery_not_yet_computed(oht: Oht, store: Store, tmp_path: Path) -> None:
    oht("receive", write_small(tmp_path / "d"), "--source", "synthetic", "--store", store.root)
    grid = grid_of(oht("status", "--store", store.root).out)
    assert list(grid) == ["2026-08", "2026-09"]
    assert set(grid["2026-09"]) == {"waits"}


def test_a_correction_not_yet_computed(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "e", note="delivered_on: 2026-11-05\n", ed_visits=small_rows()["ed_visits"][:5])
    oht("receive", folder, "--source", "synthetic", "--store", small_store.root)
    said = oht("status", "--store", small_store.root)
    assert "2 deliveries, the latest of 2026-11-05." in said.out
    [inputs] = [line for line in said.out.splitlines() if line.startswith("Inputs: ")]
    assert inputs.endswith(" not up to date (oht plan says why).")
    assert "ed_visits" in inputs
    assert "waits" in grid_of(said.out)["2026-09"]


def test_a_changed_rule_is_named_in_the_grid(oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.results.code_digest", lambda *_: "other")
    said = oht("status", "--store", small_store.root, "--json")
    assert said.json[0]["periods"]["2026-09"]["tiers"] == "stale: code changed"
    assert said.json[0]["periods"]["2026-09"]["attribution"] == "ok"
    assert "stale: code changed" in oht("status", "--store", small_store.root).out


def test_a_lost_output_is_seen(oht: Oht, small_store: Store) -> None:
    for manifest in (small_store.root / "results" / "tiers" / "period=2026-08").rglob("manifest.json"):
        manifest.unlink()
    periods = oht("status", "--store", small_store.root, "--json").json[0]["periods"]
    assert periods["2026-08"]["tiers"] == "stale: output is missing"
    assert periods["2026-09"]["tiers"] == "ok"


def test_an_open_period_that_was_never_computed_is_missing(oht: Oht, small_store: Store) -> None:
    path = small_store.root / "store.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "open_periods": 3}))
    grid = grid_of(oht("status", "--store", small_store.root).out)
    assert list(grid) == ["2026-07", "2026-08", "2026-09"]
    assert "missing" in grid["2026-07"]


def test_the_holder_of_the_lock_is_named(oht: Oht, small_store: Store) -> None:
    with hold_lock(small_store.root, "oht backfill"):
        assert "Lock: held by oht backfill (process " in oht("status", "--store", small_store.root).out
    assert "Lock: held by nobody.\n" in oht("status", "--store", small_store.root).out


def test_a_refused_command_leaves_no_holder(oht: Oht, small_store: Store) -> None:
    assert oht("rollback", "--store", small_store.root).code == 2
    assert "Lock: held by nobody.\n" in oht("status", "--store", small_store.root).out


def test_accounts_add_up(oht: Oht, small_store: Store) -> None:
    said = oht("status", "--accounts", "--store", small_store.root)
    assert said.code == 0
    assert said.out.endswith(SUM)
    line = oht("status", "--accounts", "--store", small_store.root, "--json").json[1]
    assert line == {"accounts_differ": [], "not_counted_yet": []}


def test_a_delivery_that_no_run_has_seen_is_not_counted_yet_and_no_fault(
    oht: Oht, small_store: Store, tmp_path: Path
) -> None:
    later = write_correcting(tmp_path / "later")
    assert oht("receive", later, "--source", "synthetic", "--store", small_store.root).code == 0
    said = oht("status", "--accounts", "--store", small_store.root)
    assert said.code == 0 and " on record and " not in said.out
    assert "Superseded rows not counted yet, run first: oht run (" in said.out
    line = oht("status", "--accounts", "--store", small_store.root, "--json").json[1]
    assert {"claims", "enrolments", "persons"} <= set(line["not_counted_yet"])
    assert oht("run", "--store", small_store.root).code == 0
    assert oht("status", "--accounts", "--store", small_store.root).out.endswith(SUM)


def test_other_faults_are_told_before_the_next_run_too(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    later = write_correcting(tmp_path / "later")
    assert oht("receive", later, "--source", "synthetic", "--store", small_store.root).code == 0
    parts = (small_store.root / "standard" / "claims").glob("drop=*/bucket=0000/data.parquet")
    [part] = [path for path in parts if pl.read_parquet(path).height == 300]
    pl.read_parquet(part).head(290).write_parquet(part)
    said = oht("status", "--accounts", "--store", small_store.root)
    assert said.code == 3
    assert "claims: valid is 300 on record and 290 in the files." in said.out


def test_accounts_that_do_not_add_up(oht: Oht, small_store: Store) -> None:
    [part] = (small_store.root / "standard" / "claims").glob("drop=*/bucket=0000/data.parquet")
    pl.read_parquet(part).head(290).write_parquet(part)
    said = oht("status", "--accounts", "--store", small_store.root)
    drop = part.parent.parent.name.removeprefix("drop=")
    assert said.code == 3
    assert f"drop {drop}, claims: valid is 300 on record and 290 in the files.\n" in said.out
    assert SUM not in said.out


@pytest.mark.parametrize(
    ("today", "code", "late"),
    [("2026-10-15", 0, ""), ("2026-10-16", 4, "Late: the latest delivery is 11 days old; at most 10 are allowed.\n")],
)
def test_late_deliveries(
    oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch, today: str, code: int, late: str
) -> None:
    monkeypatch.setattr("flows.commands.today", lambda: __import__("datetime").date.fromisoformat(today))
    said = oht("status", "--max-age", 10, "--store", small_store.root)
    assert (said.code, "Late: " in said.out) == (code, bool(late))
    assert said.out.endswith(late)
    line = oht("status", "--max-age", 10, "--store", small_store.root, "--json").json[0]
    assert (line["is_late"], line["age_days"]) == (bool(late), 11 if late else 10)


def test_no_delivery_is_late_too(oht: Oht, store: Store) -> None:
    said = oht("status", "--max-age", 10, "--store", store.root)
    assert said.code == 4
    assert said.out.endswith("Late: nothing was received yet.\n")
