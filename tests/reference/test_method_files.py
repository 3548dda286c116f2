"""A method file that cannot be used says so at once, with every mistake and what is allowed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reference import load
from reference.load import load_method
from reference.method_mistakes import CARE_LOCATIONS, MethodError
from schemas import fields

SHIPPED = Path(load.__file__).parent / "attribution" / "oht_attr_1.yaml"
HEAD = "method_id: own/1\ntitle: Own\n"
BASED = f"{HEAD}based_on: oht_attr_1\n"
Write = Callable[[str, str], int]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Give a way to put a method file beside the shipped one, in a folder that is read in place of the shipped."""
    folder = tmp_path / "attribution"
    folder.mkdir()
    (folder / SHIPPED.name).write_bytes(SHIPPED.read_bytes())
    monkeypatch.setattr(load, "files", lambda _: tmp_path)
    load_method.cache_clear()
    yield lambda name, text: (folder / f"{name}.yaml").write_text(text, encoding="latin-1")
    load_method.cache_clear()


def said(name: str = "own") -> str:
    with pytest.raises(MethodError) as caught:
        load_method(name)
    return str(caught.value).removeprefix(f"The method {name} cannot be used: ").removesuffix(".")


def test_a_sound_file_is_read(write: Write) -> None:
    write("own", f"{BASED}parameters:\n  core_locations: {{value: [office, emergency]}}\n")
    method = load_method("own")
    assert (method.method_id, method.core_locations) == ("own/1", ("office", "emergency"))
    assert method.look_back_years == load_method().look_back_years


# What stands in the file, and what is said of it.
WRONG = {
    "empty": ("", "the file must hold method_id, title and parameters, and is empty or something else"),
    "list": ("- method_id", "the file must hold method_id, title and parameters, and is empty or something else"),
    "broken": (f"{BASED}parameters: [", "line 4 is not YAML: expected the node content, but found '<stream end>'"),
    "no such day": (
        f"{BASED}parameters:\n  early_virtual_from: {{value: 2021-02-30}}",
        "it is not YAML, or holds a day that does not exist",
    ),
    "no text": ("title: caf\xe9", "it is not text in UTF-8"),
    "twice": (
        f"{BASED}parameters:\n  weight: {{value: visits}}\n  weight: {{value: fee_paid}}",
        "'weight' is given twice in the mapping that starts at line 5",
    ),
    "no parameters": (BASED, "parameters: is missing"),
    "parameters no mapping": (f"{BASED}parameters: [1]", "parameters: must give a value by name"),
    "no value": (f"{BASED}parameters:\n  weight: visits", "weight: has no `value`"),
    "misspelt": (f"{BASED}parameters:\n  wieght: {{value: visits}}", "wieght: is no parameter of a method"),
    "at the head": (
        f"{BASED}weight: visits\nparameters:\n",
        "weight: is not known; known are method_id, title, based_on, sources, parameters",
    ),
    "id as parameter": (
        f"{BASED}parameters:\n  title: {{value: Own}}",
        "title: stands at the head of the file and is no parameter",
    ),
    "no title": ("method_id: own/1\nbased_on: oht_attr_1\nparameters:\n", "title: is missing"),
    "number as id": ("method_id: 1\ntitle: Own\nbased_on: oht_attr_1\nparameters:\n", "method_id: must be a text"),
    "on itself": (f"{HEAD}based_on: own\nparameters:\n", "based_on: own is based on itself, at once or in a circle"),
    "on a list": (f"{HEAD}based_on: [own]\nparameters:\n", "based_on: must be the name of another method"),
    "on nothing": (
        f"{HEAD}based_on: oht_attr_0\nparameters:\n",
        "based_on: there is no method oht_attr_0; known are oht_attr_1, own",
    ),
    "several": (
        f"{BASED}parameters:\n  weight: {{value: 1}}\n  look_back_years: {{values: 2}}\n  visits: {{value: 1}}",
        "look_back_years: has no `value`; visits: is no parameter of a method; weight: must be one of schedule_value, "
        "fee_paid, visits",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_says_what_is_wrong(write: Write, case: str) -> None:
    text, mistake = WRONG[case]
    write("own", text)
    assert said() == mistake


def test_a_circle_of_two(write: Write) -> None:
    write("own", f"{HEAD}based_on: other\nparameters:\n")
    write("other", f"{HEAD}based_on: own\nparameters:\n")
    assert said() == "based_on: own is based on itself, at once or in a circle"


def test_a_whole_file_must_name_every_parameter(write: Write) -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines(keepends=True)
    write("own", "".join(line for line in lines if not line.startswith(("  window:", "  postal_gate:"))))
    assert said() == "window: is missing; postal_gate: is missing"


def test_the_file_it_is_based_on_is_named(write: Write) -> None:
    write("other", f"{BASED}parameters:\n  weight: {{value: 1}}")
    write("own", f"{HEAD}based_on: other\nparameters:\n")
    assert said() == "The method other cannot be used: weight: must be one of schedule_value, fee_paid, visits"


def test_places_are_those_of_the_claims() -> None:
    assert list(CARE_LOCATIONS) == fields.CARE_LOCATIONS
