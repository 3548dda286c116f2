"""A need whose definition could not be checked says so on its card, and no other does."""

import pytest

from reports.catalogue import load_catalogue
from transforms.catalogue import needs


@pytest.mark.parametrize("need", sorted(needs()))
def test_the_card_says_how_sure_the_need_is(need: str) -> None:
    card = load_catalogue("en").text(f"needs.{need}.what", day="30 September 2026")
    assert ("The definition is unverified." in card) == (needs()[need].status == "unverified")
