"""With --json, standard output is JSON lines and nothing else."""

from pathlib import Path

import pytest

from flows.store import Store
from tests.flows.conftest import Oht
from tests.flows.small_delivery import spoil, write_small


def test_every_command_gives_json_lines(oht: Oht, tmp_path: Path) -> None:
    root = tmp_path / "store"
    folder = write_small(tmp_path / "d")
    status = {"drops", "latest", "age_days", "is_late", "holder", "periods", "release", "period", "broken_references"}
    keys = {
        f"receive {folder} --source synthetic": [{"drop", "is_new", "inputs", "remarks"}],
        "plan": [{"plan"}],
        "run": [{"plan"}, {"periods", "steps_run", "packs", "broken_references"}],
        "backfill --period 2026-07": [{"plan"}, {"periods", "steps_run", "packs", "broken_references"}],
        "publish": [{"release", "period", "packs", "first_page", "is_new"}],
        "status": [status],
        "status --accounts": [status, {"accounts_differ", "not_counted_yet"}],
    }
    assert [set(line) for line in oht("init", "--store", root, "--json").json] == [{"store", "buckets"}]
    for words, expected in keys.items():
        said = oht(*words.split(), "--store", root, "--json")
        assert (said.code, said.err) == (0, ""), words
        assert [set(line) for line in said.json] == expected, words


@pytest.mark.parametrize(
    ("words", "code", "refusal"),
    [
        ("run --period 2026-13", 2, "usage"),
        ("rollback", 2, "no_earlier"),
        ("publish --period 2026-01", 2, "not_refreshed"),
    ],
)
def test_a_refusal_is_a_line_too(oht: Oht, small_store: Store, words: str, code: int, refusal: str) -> None:
    said = oht(*words.split(), "--store", small_store.root, "--json")
    [line] = said.json
    assert (said.code, line["exit_code"], line["refusal"]) == (code, code, refusal)
    assert said.err == f"✗ {line['error']}\n"


def test_a_refused_delivery_is_one_line(oht: Oht, store: Store, tmp_path: Path) -> None:
    folder = write_small(tmp_path / "d", **spoil("persons", 50, lambda row: {**row, "gender": "7"}))
    [line] = oht("receive", folder, "--source", "synthetic", "--store", store.root, "--json").json
    assert (line["exit_code"], line["refusal"]) == (3, "rows_rejected")


def test_an_unforeseen_error_is_a_line_without_refusal(
    oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.commands.make_plan", lambda *_: 1 / 0)
    [line] = oht("plan", "--store", small_store.root, "--json").json
    assert (line["exit_code"], line["refusal"]) == (1, None)


def test_nothing_in_a_path_is_taken_for_markup(oht: Oht, tmp_path: Path) -> None:
    root = tmp_path / "a :smile: [bold]\té"
    assert oht("init", "--store", root, "--json").json == [{"store": str(root), "buckets": 1}]
    assert f"{tmp_path}/a :smile: [bold]" in oht("status", "--store", root).out


def test_a_long_plan_is_one_line(oht: Oht, small_store: Store) -> None:
    said = oht("plan", "--from", "2023-01", "--to", "2026-09", "--store", small_store.root, "--json")
    [line] = said.json
    assert len(line["plan"]) > 500
    assert set(line["plan"][0]) == {"period", "step", "state", "buckets", "reason"}
