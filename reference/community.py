"""What is told of neighbourhoods, and from which size on, as checked data."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reference.yaml_text import read_yaml

WHERE = "reference/community.yaml"
NAMES = {"indicators", "smallest_area_persons", "persons_rounded_to"}


class CommunityError(ValueError):
    """The list of what is told of neighbourhoods cannot be used; the message says why."""


@dataclass(frozen=True)
class Community:
    """Indicators told of neighbourhoods, the fewest people an area is told of, and how their number is rounded."""

    indicators: tuple[str, ...]
    smallest_area_persons: int
    persons_rounded_to: int


@cache
def community() -> Community:
    """Give what ships with the package. Raises CommunityError."""
    return read_community(files("reference").joinpath("community.yaml").read_text(encoding="utf-8"))


def read_community(text: str) -> Community:
    """Give what a text says. Raises CommunityError when a name is missing, unknown or has no sense."""
    values = read_yaml(text)
    if not isinstance(values, dict) or set(values) != NAMES:
        raise CommunityError(f"{WHERE}: it must say {', '.join(sorted(NAMES))}, and nothing else.")
    numbers = [values["smallest_area_persons"], values["persons_rounded_to"]]
    if any(not isinstance(number, int) or number < 1 for number in numbers):
        raise CommunityError(f"{WHERE}: numbers of people must be whole and above zero.")
    return Community(tuple(values["indicators"]), *numbers)
