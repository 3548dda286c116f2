"""A method file of one's own: given by path once, kept in the store, used by name from then on."""

from pathlib import Path

import pytest

from flows.methods import method_label, methods_beside, official_method, unverified_sentence
from flows.settings import AttributionSetting, attribution_setting
from flows.store import Store
from tests.flows.conftest import Oht

HEAD = "method_id: ours/1\ntitle: Ours\nbased_on: oht_attr_1\nparameters:\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A sound method file that says `one year of care`, without a status."""
    path = tmp_path / "mine.yaml"
    path.write_text(f"{HEAD}  look_back_years: {{value: 1}}\n")
    return path


def test_a_file_is_copied_and_used_by_its_name(oht: Oht, store: Store, mine: Path) -> None:
    said = oht("attribution", "--beside", f"oht_attr_1_visits,{mine}", "--store", store.root)
    assert said.out.splitlines()[0].endswith("Beside it: oht_attr_1_visits, mine.")
    mine.unlink()
    beside = methods_beside(Store(store.root))
    assert list(beside) == ["oht_attr_1_visits", "mine"]
    assert (beside["mine"].method_id, beside["mine"].look_back_years) == ("ours/1", 1)
    assert oht("attribution", "--method", "mine", "--beside", "oht_attr_1", "--store", store.root).code == 0
    assert official_method(Store(store.root)).look_back_years == 1
    # Whoever does not say how sure a value is has not checked it.
    assert method_label(Store(store.root)) == ("ours/1", "unverified")
    assert "look_back_years" in (unverified_sentence(Store(store.root)) or "")


def test_given_again_it_takes_the_place_of_the_former(oht: Oht, store: Store, mine: Path) -> None:
    oht("attribution", "--beside", mine, "--store", store.root)
    assert "Nothing was computed" not in oht("attribution", "--beside", mine, "--store", store.root).out
    mine.write_text(f"{HEAD}  look_back_years: {{value: 5}}\n")
    assert methods_beside(Store(store.root))["mine"].look_back_years == 1
    assert "Nothing was computed" in oht("attribution", "--beside", mine, "--store", store.root).out
    assert methods_beside(Store(store.root))["mine"].look_back_years == 5


def test_init_takes_it_too(oht: Oht, tmp_path: Path, mine: Path) -> None:
    assert oht("init", "--beside", mine, "--store", tmp_path / "new").code == 0
    assert attribution_setting(Store(tmp_path / "new")) == AttributionSetting(beside=("mine",))
    assert list(methods_beside(Store(tmp_path / "new"))) == ["mine"]


def test_one_may_be_based_on_another(oht: Oht, store: Store, mine: Path, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("method_id: ours/2\ntitle: Other\nbased_on: mine\nparameters:\n")
    assert oht("attribution", "--beside", f"{mine},{tmp_path / 'other.yaml'}", "--store", store.root).code == 0
    assert methods_beside(Store(store.root))["other"].look_back_years == 1


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        (
            "bad",
            f"{HEAD}  weight: {{value: 1}}\n  visit: {{valu: 2}}\n",
            9,
            "visit: has no `value`; weight: must be one",
        ),
        (
            "bad",
            f"{HEAD}  weight: {{value: visits, status: sure}}\n",
            9,
            "weight: its status must be one of unverified,",
        ),
        ("bad", "title: caf\xe9", 9, "it is not text in UTF-8"),
        ("same", HEAD.replace("ours/1", "oht-attr/1"), 9, "Two methods have one method_id"),
        ("file", HEAD.replace("ours/1", "official_file"), 9, "or one is called official_file"),
        ("oht_attr_1_visits", HEAD, 2, "has the name of a method that is there already"),
        ("official_file", HEAD, 2, "has the name of a method that is there already"),
        ("a method", HEAD, 2, "is to become the name of a method"),
    ],
)
def test_an_unfit_file_is_refused_with_all_its_mistakes(
    oht: Oht, store: Store, tmp_path: Path, name: str, text: str, code: int, said: str
) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_bytes(text.encode("latin-1"))
    refused = oht("attribution", "--beside", path, "--store", store.root)
    assert refused.code == code and said in refused.err
    assert attribution_setting(Store(store.root)) == AttributionSetting()
    assert not (store.root / "methods").exists()


def test_a_file_that_is_not_there(oht: Oht, store: Store, tmp_path: Path) -> None:
    refused = oht("attribution", "--beside", tmp_path / "gone.yaml", "--store", store.root)
    assert refused.code == 2 and "There is no file" in refused.err
