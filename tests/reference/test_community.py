"""What is told of neighbourhoods: the shipped list, and lists that cannot be used."""

import pytest

from reference.community import CommunityError, community, read_community
from transforms.catalogue import indicators
from transforms.indicators.definition import HOSPITAL, PHYSICIAN

GOOD = "indicators: [ed_rate]\nsmallest_area_persons: 100\npersons_rounded_to: 10\n"


def test_the_shipped_list_names_indicators_of_persons() -> None:
    told = [indicators()[name] for name in community().indicators]
    assert len(told) >= 3
    assert all(record.grain not in (PHYSICIAN, HOSPITAL) for record in told)
    # Neighbourhoods are told by counts alone.
    assert all(record.weight is None for record in told)
    assert community().smallest_area_persons >= 100


def test_a_list_is_read() -> None:
    assert read_community(GOOD).indicators == ("ed_rate",)


@pytest.mark.parametrize(
    "text, said",
    [
        ("- ed_rate\n", "it must say indicators, persons_rounded_to, smallest_area_persons"),
        (GOOD + "further: 1\n", "and nothing else"),
        (GOOD.replace("100", "0"), "whole and above zero"),
        (GOOD.replace("10\n", "2.5\n"), "whole and above zero"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(text: str, said: str) -> None:
    with pytest.raises(CommunityError, match=said):
        read_community(text)
