"""An id that no indicator has: the reason it is left out, or the ids nearest to it."""

import pytest

from flows.named_indicator import named_indicator
from flows.refusals import Refused
from flows.store import Store
from reference.load import left_out
from tests.flows.conftest import Oht
from transforms.catalogue import indicators

COMMANDS = ("explain --period 2026-09", "trend", "methods --period 2026-09")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_gives_the_nearest_ids(oht: Oht, small_store: Store, command: str) -> None:
    said = oht(*command.split(), "--indicator", "atach", "--store", small_store.root)
    assert said.code == 2
    assert said.err.startswith("✗ There is no indicator atach. Nearest: attach, ")
    assert said.err.endswith(". All are in docs/reference/indicators.en.md.\n")
    assert len(said.err.split("Nearest: ")[1].split(". ")[0].split(", ")) == 3


def test_every_id_left_out_has_its_reason() -> None:
    reasons = {name: reason for name, reason in left_out().rows() if name not in indicators()}
    assert reasons
    for name, reason in reasons.items():
        with pytest.raises(Refused) as refusal:
            named_indicator(name)
        assert str(refusal.value) == f"The indicator {name} is not computed: {reason}."


def test_the_nearest_do_not_hang_on_chance() -> None:
    with pytest.raises(Refused) as refusal:
        named_indicator("")
    assert "Nearest: " in str(refusal.value)


def test_an_indicator_is_given() -> None:
    assert named_indicator("attach").id == "attach"
