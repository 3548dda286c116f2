"""Words that do not fit: exit code 2, a sentence with the next step, and nothing changed."""

from pathlib import Path

import pytest

from flows.store import Store
from tests.flows.conftest import Oht
from tests.flows.small_delivery import files_of

RANGE = "A range needs --from and --to, such as --from 2025-04 --to 2026-03 --every quarter."
MONTH = "A period is a month written YYYY-MM, such as 2026-09; got '2026-13'."
WRONG_WORDS = {
    "plan --period 2026-13": MONTH,
    "run --period 2026-13": MONTH,
    "backfill --period 2026-13": MONTH,
    "publish --period 2026-13": MONTH,
    "plan --from 2026-13 --to 2027-01": MONTH,
    "run --from 2026-09 --to 2026-08": "The range is empty: --from 2026-09 is after --to 2026-08.",
    "run --period 2026-09 --from 2026-08": "Give either --period, or --from and --to, not both.",
    "backfill --period 2026-09 --to 2026-08": "Give either --period, or --from and --to, not both.",
    "plan --from 2026-08": RANGE,
    "run --to 2026-08": RANGE,
    "backfill --from 2026-08": RANGE,
    "backfill --to 2026-08": RANGE,
    "backfill": "A backfill needs --period, or --from and --to, such as --from 2025-04 --to 2026-03 --every quarter.",
    "run --every year": RANGE,
    "plan --period 2026-08 --every year": "Give either --period, or --from and --to, not both.",
    "run --period 2026-10": (
        "The period 2026-10 ends on 2026-10-31, after the latest delivery (2026-10-05), so it cannot be complete. Take "
        "in a later delivery first, or ask for 2026-09 or before."
    ),
    "plan --from 2026-08 --to 2062-08 --every year": (
        "The period 2027-08 ends on 2027-08-31, after the latest delivery (2026-10-05), so it cannot be complete. Take "
        "in a later delivery first, or ask for 2026-09 or before."
    ),
    "publish --period 2026-03": (
        "The period 2026-03 has not been computed, so there is nothing to publish. Run first: oht run --period 2026-03"
    ),
    "rollback": "There is no earlier publication to go back to.",
}


@pytest.mark.parametrize("words", WRONG_WORDS)
def test_words_that_do_not_fit(oht: Oht, small_store: Store, words: str) -> None:
    before = files_of(small_store.root)
    said = oht(*words.split(), "--store", small_store.root)
    assert (said.code, said.err, said.out) == (2, f"✗ {WRONG_WORDS[words]}\n", "")
    assert files_of(small_store.root) == before


WRONG_FOR_THE_PARSER = """

walk
receive
receive d
run --every week
plan --perio 2026-09
init --buckets two
init --buckets 0
init --people 0
demo --people -5
status --max-age -1
"""


@pytest.mark.parametrize("words", WRONG_FOR_THE_PARSER.splitlines()[1:])
def test_words_the_parser_knows_to_be_wrong(oht: Oht, tmp_path: Path, words: str) -> None:
    with pytest.raises(SystemExit) as caught:
        oht(*words.split())
    assert caught.value.code == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("run", "No period is covered yet. Take in a delivery with: oht receive FOLDER --source NAME"),
        ("plan", "Nothing was received yet. Take in a delivery with: oht receive FOLDER --source NAME"),
        (
            "plan --period 2026-09",
            "Nothing was received yet. Take in a delivery with: oht receive FOLDER --source NAME",
        ),
        ("publish", "No period has been computed, so there is nothing to publish. Run first: oht run"),
        ("rollback", "There is no earlier publication to go back to."),
    ],
)
def test_an_empty_store(oht: Oht, store: Store, words: str, sentence: str) -> None:
    before = files_of(store.root)
    said = oht(*words.split(), "--store", store.root)
    assert (said.code, said.err) == (2, f"✗ {sentence}\n")
    assert files_of(store.root) == before


@pytest.mark.parametrize(
    "words",
    ["plan", "run", "backfill --from 2026-01 --to 2026-02", "publish", "rollback", "status", "receive . --source x"],
)
def test_no_store(oht: Oht, tmp_path: Path, words: str) -> None:
    said = oht(*words.split(), "--store", tmp_path / "none")
    assert said.code == 9
    assert said.err == f"✗ There is no store at {tmp_path}/none. Make one with: oht init --store {tmp_path}/none\n"
    assert not (tmp_path / "none").exists()


def test_init_leaves_a_store_as_it_is(oht: Oht, store: Store) -> None:
    before = files_of(store.root)
    said = oht("init", "--store", store.root)
    assert (said.code, said.err) == (2, f"✗ There is a store at {store.root} already; it was left as it is.\n")
    assert files_of(store.root) == before


def test_init_leaves_a_folder_of_something_else_as_it_is(oht: Oht, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.png").touch()
    said = oht("init", "--store", tmp_path / "photos")
    assert said.code == 2
    assert said.err == f"✗ The folder {tmp_path}/photos is not empty and not a store. Name another one.\n"
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["cat.png"]


def test_init_in_place_of_a_file(oht: Oht, tmp_path: Path) -> None:
    (tmp_path / "store").touch()
    said = oht("init", "--store", tmp_path / "store")
    assert (said.code, said.err) == (2, f"✗ {tmp_path}/store is a file. Name a folder.\n")


def test_buckets_are_a_power_of_two(oht: Oht, tmp_path: Path) -> None:
    said = oht("init", "--buckets", 3, "--store", tmp_path / "store")
    assert (said.code, said.err) == (2, "✗ --buckets must be a power of two such as 1, 16 or 128, not 3.\n")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(("people", "buckets"), [(1, 1), (125_000, 1), (125_001, 2), (16_000_000, 128)])
def test_init_chooses_buckets_by_people(oht: Oht, tmp_path: Path, people: int, buckets: int) -> None:
    said = oht("init", "--people", people, "--store", tmp_path / "store", "--json")
    assert said.json == [{"store": str(tmp_path / "store"), "buckets": buckets}]


def test_the_store_is_named_once_by_the_environment(
    oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OHT_STORE", str(small_store.root))
    assert oht("plan").out == oht("plan", "--store", small_store.root).out
    assert oht("plan", "--store", tmp_path / "other").code == 9


@pytest.mark.parametrize("command", ["plan", "run", "backfill"])
def test_periods_mean_the_same_everywhere(oht: Oht, small_store: Store, command: str) -> None:
    def periods(*words: str) -> list[str]:
        said = oht(command, *words, "--store", small_store.root, "--json")
        assert said.code == 0
        return sorted({line["period"] for line in said.json[0]["plan"]} - {"all"})

    assert periods("--period", "2026-07") == ["2026-07"]
    assert periods("--from", "2026-07", "--to", "2026-09") == ["2026-07", "2026-08", "2026-09"]
    assert periods("--from", "2026-03", "--to", "2026-09", "--every", "quarter") == ["2026-03", "2026-06", "2026-09"]
    assert periods("--from", "2025-03", "--to", "2026-09", "--every", "year") == ["2025-03", "2026-03"]


def test_run_without_words_takes_the_open_periods(oht: Oht, small_store: Store) -> None:
    said = oht("run", "--store", small_store.root, "--json")
    assert said.json[-1]["periods"] == ["2026-08", "2026-09"]
