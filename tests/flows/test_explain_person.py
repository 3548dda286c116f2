"""`oht explain --person -`: the receipt of one person, where it is put, and what is kept of the asking."""

import io
import json
import stat
from pathlib import Path

import polars as pl
import pytest

from flows.store import Store
from tests.flows.conftest import Oht, Said
from tests.flows.small_delivery import KEYS, write_small
from transforms.packs.patients import name_patients
from transforms.standardise.pseudonyms import pseudonyms_of

PURPOSE = "a practice asked"
USUAL = ["--period", "2026-09", "--purpose", PURPOSE]


@pytest.fixture
def ask(oht: Oht, small_store: Store, monkeypatch: pytest.MonkeyPatch):
    """Ask for a receipt with a text on standard input; other words take the place of the usual."""

    def asked(text: str, *words: str, store: Store = small_store) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        return oht("explain", "--person", "-", *(words or USUAL), "--store", store.root)

    return asked


def pseudonym(store: Store, place: int) -> int:
    return pseudonyms_of(pl.Series([KEYS[place]]), store.key, "health_number")["person_id"].item()


def receipts(store: Store) -> list[Path]:
    return sorted((store.root / "receipts").glob("*"))


def test_a_receipt_in_a_file_that_only_its_owner_reads(ask, small_store: Store) -> None:
    said = ask(f"{pseudonym(small_store, 0)}\n")
    [path] = receipts(small_store)
    assert said.code == 0 and str(path) in said.out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    text = path.read_text(encoding="utf-8")
    assert "Tier rostered, by the rule enrolment." in text and "Provider: physician P1." in text
    assert PURPOSE in text


def test_the_person_is_in_the_receipt_and_nowhere_else(ask, small_store: Store) -> None:
    person = str(pseudonym(small_store, 0))
    said = ask(person)
    [path] = receipts(small_store)
    assert person in path.read_text(encoding="utf-8")
    assert person not in said.out + said.err + path.name
    for log in (small_store.root / "runs").rglob("*.json*"):
        assert person not in log.read_text(encoding="utf-8")


def test_the_audit_log_tells_who_when_why_and_knows_the_person_by_a_digest(ask, small_store: Store) -> None:
    for place in (0, 0, 1):
        assert ask(str(pseudonym(small_store, place))).code == 0
    path = small_store.root / "runs" / "audit.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [set(line) for line in lines] == [
        {"asked", "by", "what", "period", "purpose", "receipt", "person_reference"} for _ in range(3)
    ]
    references = [line["person_reference"] for line in lines]
    assert references[0] == references[1] != references[2]
    assert [line["purpose"] for line in lines] == [PURPOSE] * 3
    assert [f"{line['receipt']}.txt" for line in lines] == sorted(path.name for path in receipts(small_store))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_receipt_says_what_the_attribution_says(ask, small_store: Store) -> None:
    [path] = (small_store.root / "derived/attribution/persons/period=2026-09").rglob("data.parquet")
    for row in pl.read_parquet(path).head(100).gather_every(9).iter_rows(named=True):
        ask(str(row["person_id"]))
        text = receipts(small_store)[-1].read_text(encoding="utf-8")
        assert f"Tier {row['tier']}, by the rule {row['tier_rule']}." in text
        assert f"Confidence {row['confidence']}." in text


@pytest.mark.parametrize("text", ["", "x", "-1", "9223372036854775808", "1 2"])
def test_what_is_no_pseudonym_is_refused_without_repeating_it(ask, small_store: Store, text: str) -> None:
    said = ask(text)
    assert said.code == 2 and "Standard input must hold one pseudonym" in said.err
    assert receipts(small_store) == []


def test_a_pseudonym_on_the_command_line_is_refused(oht: Oht, small_store: Store) -> None:
    said = oht("explain", "--person", "12345", *USUAL, "--store", small_store.root)
    assert said.code == 2 and "--person -" in said.err and "12345" not in said.err


def test_nobody_with_that_pseudonym(ask, small_store: Store) -> None:
    said = ask("1")
    assert said.code == 2 and "Nobody in the registry has this pseudonym" in said.err
    assert receipts(small_store) == []
    # Who looked for somebody who is not there looked all the same.
    assert len((small_store.root / "runs" / "audit.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_without_a_line_in_the_audit_log_there_is_no_receipt(ask, small_store: Store) -> None:
    (small_store.root / "runs" / "audit.jsonl").mkdir()
    assert ask(str(pseudonym(small_store, 0))).code != 0
    assert receipts(small_store) == []


def test_by_a_health_number(ask, small_store: Store) -> None:
    said = ask(KEYS[0], *USUAL, "--as", "health_number")
    [path] = receipts(small_store)
    text = path.read_text(encoding="utf-8")
    assert said.code == 0 and str(pseudonym(small_store, 0)) in text
    assert KEYS[0] not in text + said.out + (small_store.root / "runs" / "audit.jsonl").read_text(encoding="utf-8")
    refused = ask(KEYS[0][:-1], *USUAL, "--as", "health_number")
    assert refused.code == 2 and "one health number" in refused.err and KEYS[0][:-1] not in refused.err


def test_by_the_reference_of_a_practices_pack(ask, small_store: Store) -> None:
    person = pseudonym(small_store, 0)
    rows = pl.DataFrame({"unit_id": ["P1"], "person_id": [person]})
    reference = name_patients(rows, small_store.key).item()
    words = [*USUAL, "--as", "reference", "--practice"]
    assert ask(reference, *words, "P1").code == 0
    assert str(person) in receipts(small_store)[0].read_text(encoding="utf-8")
    elsewhere = ask(reference, *words, "P2")
    assert elsewhere.code == 2 and "Nobody placed with the practice P2" in elsewhere.err
    assert "--practice ID" in ask(reference, *USUAL, "--as", "reference").err


@pytest.mark.parametrize("purpose", [[], ["--purpose", " "], ["--purpose", "x" * 201], ["--purpose", "a\nb"]])
def test_a_purpose_is_asked_for(ask, purpose: list[str]) -> None:
    said = ask("1", "--period", "2026-09", *purpose)
    assert said.code == 2 and "--purpose TEXT" in said.err


@pytest.mark.parametrize("number", ["1234567890", "1234-567-897", "1234 567 897"])
def test_a_purpose_that_may_name_a_person_is_refused(ask, number: str) -> None:
    said = ask("1", "--period", "2026-09", "--purpose", f"patient {number}")
    assert said.code == 2 and "must not name a person" in said.err and number not in said.err


def test_a_stale_period_is_not_explained(ask, oht: Oht, small_store: Store, tmp_path: Path) -> None:
    person = str(pseudonym(small_store, 0))
    assert ask(person, "--period", "2026-07", "--purpose", PURPOSE).code == 2
    changed = write_small(
        tmp_path / "f",
        note="delivered_on: 2026-11-05\n",
        persons=[{"health_number": KEYS[0], "born": "1950-01-01", "last_contact_on": "2026-09-01"}],
    )
    assert oht("receive", changed, "--source", "synthetic", "--store", small_store.root).code == 0
    said = ask(person)
    assert said.code == 2 and "Run first: oht run --period 2026-09" in said.err
