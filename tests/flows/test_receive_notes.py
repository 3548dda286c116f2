"""What comes with the tables: the sender's note, tables that may be absent, files nobody asked for, a second time."""

import datetime as dt
import json
from pathlib import Path

import pytest

from flows.drops import Drop, committed_drops, remark_on_order
from flows.store import Store
from tests.flows.conftest import Oht
from tests.flows.small_delivery import KEYS, NOTE, files_of, small_rows, spoil, write_small

TO = ("--source", "synthetic", "--store")
NEWER = {"delivered_on": "2026-11-05", "inputs": {"claims": {}, "chart_entries": {}}}
HINT = (
    "It may hold `delivered_on: 2026-10-05` and, under `covers`, for an input its first and last day: "
    '`claims: [2022-10-01, 2026-09-30]`. With a practice\'s own list: `practice: "123456"`, with quotes.'
)

# The note, and what is wrong with it.
NOTES = {
    "no_yaml": ("delivered_on: [", "it cannot be read as YAML, or says something twice"),
    "no_such_day": ("delivered_on: 2026-02-31", "it cannot be read as YAML, or says something twice"),
    "twice": (
        "delivered_on: 2026-10-05\ndelivered_on: 2026-10-06",
        "it cannot be read as YAML, or says something twice",
    ),
    "no_name": ("1234567897: 2026-10-05", "a name is not known here"),
    "no_mapping": ("- delivered_on", "it is not a list of names with values"),
    "no_day": ("delivered_on: yesterday", "delivered_on is not a day"),
    "empty_day": ("delivered_on:", "delivered_on is not a day"),
    "day_with_time": ("delivered_on: 2026-10-05 12:00:00", "delivered_on is not a day"),
    "unknown_name": ("deliverd_on: 2026-10-05", "deliverd_on is not known here"),
    "practice_number": ("practice: 012345", "practice is not a physician number in quotes"),
    "practice_empty": ('practice: ""', "practice is not a physician number in quotes"),
    "future": ("delivered_on: 2999-01-01", "delivered_on is after today"),
    "covers_no_mapping": ("covers: [2022-10-01, 2026-09-30]", "covers names no inputs"),
    "covers_unknown_input": ("covers: {claim: [2022-10-01, 2026-09-30]}", "covers: claim is not an input"),
    "covers_one_day": ("covers: {claims: [2022-10-01]}", "covers: claims needs a first and a last day"),
    "covers_three_days": (
        "covers: {claims: [2022-10-01, 2023-10-01, 2026-09-30]}",
        "covers: claims needs a first and a last day",
    ),
    "covers_text": ("covers: {claims: always}", "covers: claims needs a first and a last day"),
    "covers_nothing": ("covers: {claims: }", "covers: claims needs a first and a last day"),
    "covers_inverted": ("covers: {claims: [2026-09-30, 2022-10-01]}", "covers: claims ends before it begins"),
}


@pytest.mark.parametrize("case", NOTES)
def test_a_note_that_cannot_be_used_refuses_the_delivery(oht: Oht, store: Store, tmp_path: Path, case: str) -> None:
    note, mistake = NOTES[case]
    before = files_of(store.root)
    said = oht("receive", write_small(tmp_path / "d", note=note), "--source", "synthetic", "--store", store.root)
    assert (said.code, said.err) == (3, f"✗ d/drop.yaml: {mistake}. {HINT}\n")
    assert files_of(store.root) == before


def test_several_mistakes_of_a_note_are_said_at_once(oht: Oht, store: Store, tmp_path: Path) -> None:
    note = "delivered_on: soon\ncovers: {claim: [2022-10-01, 2026-09-30]}\n"
    said = oht("receive", write_small(tmp_path / "d", note=note), "--source", "synthetic", "--store", store.root)
    assert said.err == f"✗ d/drop.yaml: delivered_on is not a day; covers: claim is not an input. {HINT}\n"


def test_the_note_is_believed(oht: Oht, store: Store, tmp_path: Path) -> None:
    assert oht("receive", write_small(tmp_path / "d"), "--source", "synthetic", "--store", store.root).code == 0
    [drop] = committed_drops(store.root)
    assert drop.record["delivered_on"] == "2026-10-05"
    assert drop.record["covers"]["claims"] == ["2022-10-01", "2026-09-30"]


def test_without_a_note_the_rows_say_what_is_covered(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d", note="")
    assert oht("receive", folder, "--source", "synthetic", "--store", store.root).code == 0
    [drop] = committed_drops(store.root)
    assert drop.record["covers"]["claims"] == ["2026-03-02", "2026-03-31"]


def test_inputs_that_never_came_are_said_newer_ones_too(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d", discharges=[], ed_visits=[])
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root)
    assert said.code == 0
    [remark] = [line for line in said.out.splitlines() if "Never delivered by this source" in line]
    assert remark.startswith("  Never delivered by this source: discharges, ed_visits, day_surgeries, ")
    assert {"costs", "deaths", "immunisations"} <= set(remark.split(": ")[1].split(";")[0].split(", "))
    assert remark.endswith("; what needs them is not computable unless another source holds them: see oht quality.")
    assert "delivered it before" not in said.out


def test_inputs_that_came_before_and_lack_now_are_said(oht: Oht, store: Store, tmp_path: Path) -> None:
    deaths = [{"health_number": KEYS[0]}]
    oht("receive", write_small(tmp_path / "d", deaths=deaths), "--source", "synthetic", "--store", store.root)
    later = write_small(tmp_path / "e", "delivered_on: 2026-11-05\n", ed_visits=[])
    said = oht("receive", later, "--source", "synthetic", "--store", store.root)
    expected = (
        "  Not in this delivery, though this source delivered it before: ed_visits, deaths. What was delivered still "
        "counts, and nothing later is known. Ask the sender whether the delivery is complete.\n"
    )
    assert (said.code, expected in said.out) == (0, True)
    assert not any("Never delivered" in line and "deaths" in line for line in said.out.splitlines())


def test_what_another_source_delivered_is_not_missed(oht: Oht, store: Store, tmp_path: Path) -> None:
    """Each source has its own inputs: a practice's list does not stand for the registry."""
    oht("receive", write_small(tmp_path / "d"), "--source", "synthetic", "--store", store.root)
    [drop] = committed_drops(store.root)
    drop.record["source"] = "elsewhere"
    (store.root / "received" / drop.drop_id / "record.json").write_text(json.dumps(drop.record))
    later = write_small(tmp_path / "e", "delivered_on: 2026-11-05\n", ed_visits=[])
    said = oht("receive", later, "--source", "synthetic", "--store", store.root)
    assert "delivered it before" not in said.out
    assert "Never delivered by this source: ed_visits, " in said.out


def test_a_file_that_nobody_asked_for_is_said(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d", ed_visits=[])
    (folder / "ed_visit.csv").write_text("visit_no\n1\n")
    (folder / "letter.txt").write_text("Dear all")
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root)
    assert said.code == 0
    expected = (
        "  1 file(s) belong to no input of the source synthetic and were not read. Is ed_visit.csv meant to be "
        "ed_visits?\n"
    )
    assert expected in said.out


def test_a_stray_file_that_may_be_named_after_anybody_is_not_named(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d")
    (folder / "planted_person.csv").write_text("visit_no\n1\n")
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root)
    assert "1 file(s) belong to no input of the source synthetic and were not read.\n" in said.out
    assert "planted" not in said.out + "".join(path.read_text() for path in store.root.rglob("*.json"))


def test_a_stray_file_in_two_forms_does_no_harm(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d")
    for ending in ("csv", "csv.gz"):
        (folder / f"notes.{ending}").write_bytes(b"a\n1\n")
    assert oht("receive", folder, "--source", "synthetic", "--store", store.root).code == 0


def test_the_same_delivery_again_changes_nothing(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d")
    oht("receive", folder, "--source", "synthetic", "--store", store.root)
    before = files_of(store.root)
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root)
    [drop] = committed_drops(store.root)
    assert (said.code, said.err) == (0, "")
    assert said.out == f"This delivery is drop {drop.drop_id}, received before; nothing was changed.\n"
    assert files_of(store.root) == before


def test_another_note_with_the_same_files_is_said_not_to_count(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d")
    oht("receive", folder, "--source", "synthetic", "--store", store.root)
    (folder / "drop.yaml").write_text(NOTE.replace("2026-10-05", "2026-10-06"))
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root)
    assert said.code == 0
    assert "Its drop.yaml says something else than at receipt, which does not count" in said.out


def test_a_drop_cut_off_before_its_record_is_taken_in_again(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d", **spoil("persons", 2, lambda row: {**row, "gender": "7"}))
    oht("receive", folder, "--source", "synthetic", "--store", store.root)
    [record] = (store.root / "received").glob("*/record.json")
    whole = files_of(store.root, "received/" + record.parent.name + "/record.json")
    record.unlink()
    for path in sorted((store.root / "standard").rglob("*.parquet"))[:3]:
        path.write_bytes(b"half")
    said = oht("receive", folder, "--source", "synthetic", "--store", store.root, "--json")
    assert said.json[-1]["is_new"] is True
    assert files_of(store.root, "received/" + record.parent.name + "/record.json") == whole
    assert json.loads(record.read_text())["sequence"] == 1


def test_an_older_delivery_received_after_a_newer_one_is_said(oht: Oht, store: Store, tmp_path: Path) -> None:
    claims, later = small_rows()["claims"], "delivered_on: 2026-11-05\n"
    remark = (
        "  This delivery is of 2026-10-05, and one of 2026-11-05 was received before; where both speak of the same "
        "rows, this one counts.\n"
    )
    for name, note, number, is_said in [("a", later, 300, False), ("b", NOTE, 200, True), ("c", later, 100, False)]:
        said = oht("receive", write_small(tmp_path / name, note, claims=claims[:number]), *TO, store.root)
        assert (said.code, remark in said.out) == (0, is_said), name
    assert remark.strip() in committed_drops(store.root)[1].record["warnings"]


def test_a_delivery_of_other_inputs_is_older_than_nothing() -> None:
    """Of practices' own lists the day of the extract counts."""
    assert remark_on_order([Drop("x", NEWER)], dt.date(2026, 10, 5), ["claims", "persons"]) != []
    assert remark_on_order([Drop("x", NEWER)], dt.date(2026, 10, 5), ["persons", "chart_entries"]) == []
    assert remark_on_order([Drop("x", NEWER)], dt.date(2026, 11, 5), ["claims"]) == []
