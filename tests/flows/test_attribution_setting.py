"""Which attribution is official: set when a store is made, shown, changed, and refused when it names what is not."""

import json
import shutil
from pathlib import Path

import pytest

from flows.cli import explain
from flows.exit_codes import exit_code_of
from flows.lock import hold_lock
from flows.settings import AttributionSetting, attribution_setting
from flows.store import Store
from reference import load
from reference.method_mistakes import MethodError
from tests.flows.conftest import Oht

KNOWN = (
    "Known: oht_attr_1, oht_attr_1_area_only, oht_attr_1_fee_paid, oht_attr_1_formed_networks, "
    "oht_attr_1_roster_only, oht_attr_1_spine, "
    "oht_attr_1_three_years, oht_attr_1_visits."
)


def written(store: Store) -> dict[str, object]:
    return json.loads((store.root / "store.json").read_text())


def read(store: Store) -> AttributionSetting:
    return attribution_setting(Store(store.root))


def test_a_new_store_is_recomputed_by_the_usual_method(store: Store) -> None:
    assert written(store)["attribution"] == {"official": "recomputed", "method": "oht_attr_1", "beside": []}
    assert read(store) == AttributionSetting("recomputed", "oht_attr_1", ())


def test_an_old_store_without_the_setting_is_recomputed(store: Store) -> None:
    document = written(store)
    del document["attribution"]
    (store.root / "store.json").write_text(json.dumps(document))
    assert read(store) == AttributionSetting()


def test_init_takes_the_setting(oht: Oht, tmp_path: Path) -> None:
    words = "--official file --method oht_attr_1_visits --beside oht_attr_1,oht_attr_1_fee_paid"
    assert oht("init", *words.split(), "--store", tmp_path / "s").code == 0
    expected = AttributionSetting("file", "oht_attr_1_visits", ("oht_attr_1", "oht_attr_1_fee_paid"))
    assert read(Store(tmp_path / "s")) == expected


def test_init_refuses_what_it_does_not_know_and_makes_nothing(oht: Oht, tmp_path: Path) -> None:
    said = oht("init", "--method", "oht_attr_9", "--store", tmp_path / "s")
    assert (said.code, said.err) == (2, f"✗ There is no method oht_attr_9. {KNOWN}\n")
    assert not (tmp_path / "s").exists()


def test_the_setting_is_shown_and_changed(oht: Oht, store: Store) -> None:
    shown = oht("attribution", "--store", store.root)
    assert shown.out == "Official: the recomputed attribution. Method: oht_attr_1. Beside it: none.\n"
    before = written(store)
    changed = oht("attribution", "--official", "file", "--beside", "oht_attr_1_visits", "--store", store.root)
    assert changed.out.splitlines() == [
        "Official: the ministry's file. Method: oht_attr_1. Beside it: oht_attr_1_visits.",
        "Nothing was computed yet; the next run recomputes what this touches: oht run",
    ]
    assert {**written(store), "attribution": before["attribution"]} == before  # all else as it was
    oht("attribution", "--method", "oht_attr_1_spine", "--store", store.root)
    assert read(store) == AttributionSetting("file", "oht_attr_1_spine", ("oht_attr_1_visits",))
    [line] = oht("attribution", "--beside", "", "--json", "--store", store.root).json
    assert line == {"official": "file", "method": "oht_attr_1_spine", "beside": [], "is_new": True}
    again = oht("attribution", "--official", "file", "--store", store.root)
    assert "Nothing was computed" not in again.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--method oht_attr_9", f"There is no method oht_attr_9. {KNOWN}"),
        ("--beside oht_attr_1_visits,nobody", f"There is no method nobody. {KNOWN}"),
        ("--beside oht_attr_1", "A method is named twice. Those beside the official one are other methods than it."),
    ],
)
def test_what_is_not_known_is_refused_and_nothing_changed(oht: Oht, store: Store, words: str, sentence: str) -> None:
    before = written(store)
    said = oht("attribution", *words.split(), "--store", store.root)
    assert (said.code, said.err, said.out) == (2, f"✗ {sentence}\n", "")
    assert written(store) == before


def test_the_setting_is_changed_under_the_lock(oht: Oht, store: Store) -> None:
    with hold_lock(store.root, "a test"):
        assert oht("attribution", "--official", "file", "--store", store.root).code == 8
        assert oht("attribution", "--store", store.root).code == 0
    assert read(store) == AttributionSetting()


@pytest.mark.parametrize("broken", [{"method": "gone"}, {"official": "both"}, {"surprise": 1}])
def test_a_setting_that_cannot_be_used_says_how_to_mend_it(oht: Oht, store: Store, broken: dict[str, object]) -> None:
    (store.root / "store.json").write_text(json.dumps({**written(store), "attribution": broken}))
    said = oht("attribution", "--store", store.root)
    assert said.code == 9 and "Set it anew with: oht attribution" in said.err
    mended = oht("attribution", "--official", "file", "--method", "oht_attr_1", "--beside", "", "--store", store.root)
    assert mended.code == 0
    assert read(store) == AttributionSetting("file")


@pytest.fixture
def wrong_method(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a method file `own` with a mistake, in a copy of the folder of methods that is read in place of it."""
    shutil.copytree(Path(load.__file__).parent / "attribution", tmp_path / "reference" / "attribution")
    monkeypatch.setattr(load, "files", lambda _: tmp_path / "reference")
    path = tmp_path / "reference" / "attribution" / "own.yaml"
    path.write_text("method_id: own\ntitle: Own\nbased_on: oht_attr_1\nparameters: {weight: {value: 1}}\n")
    return path


WRONG_METHOD = (
    "✗ The method own cannot be used: weight: must be one of schedule_value, fee_paid, visits. Mend the file, or name "
    "another method.\n"
)


def test_a_wrong_method_file_is_refused_before_anything_is_written(
    oht: Oht, store: Store, tmp_path: Path, wrong_method: Path
) -> None:
    before = written(store)
    for words in ("--method own", "--beside own"):
        said = oht("attribution", *words.split(), "--store", store.root)
        assert (said.code, said.err) == (9, WRONG_METHOD), words
        assert written(store) == before
        assert oht("init", *words.split(), "--store", tmp_path / "new").err == WRONG_METHOD
    assert not (tmp_path / "new").exists()


def test_a_method_file_spoilt_later_stops_every_command_and_can_be_left(
    oht: Oht, store: Store, wrong_method: Path
) -> None:
    document = written(store)
    document["attribution"] = {"official": "recomputed", "method": "own", "beside": []}
    (store.root / "store.json").write_text(json.dumps(document))
    said = oht("attribution", "--store", store.root)
    assert (said.code, said.err) == (9, WRONG_METHOD)
    anew = ("--official", "recomputed", "--method", "oht_attr_1", "--beside", "")
    assert oht("attribution", *anew, "--store", store.root).code == 0
    assert read(store) == AttributionSetting()


def test_a_mistake_of_a_method_found_in_a_run_is_shown() -> None:
    error = MethodError("The method own cannot be used: weight: is missing.")
    assert (explain(error), exit_code_of(error)) == (str(error), 9)
