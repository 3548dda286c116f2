"""The limits of the drift sentinel, as checked data."""

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from reference.code_set_mistakes import CodeSetError
from reference.yaml_text import DuplicateNameError, read_yaml

WHERE = "reference/drift.yaml"
# Of each limit: the smallest and the largest value that makes sense.
BOUNDS = {
    "floor_per_month": (1, 1_000_000),
    "smallest_ratio": (1, 1_000),
    "largest_probability": (0, 1),
    "smallest_change": (0, 1),
    "share_that_holds": (0, 1),
}


@dataclass(frozen=True)
class DriftLimits:
    """When a code counts as drifting and when that holds a publication; each value is described in its file."""

    floor_per_month: float
    smallest_ratio: float
    largest_probability: float
    smallest_change: float
    share_that_holds: float


@cache
def drift_limits() -> DriftLimits:
    """Give the limits shipped. Raises CodeSetError with every mistake."""
    return read_drift_limits(files("reference").joinpath("drift.yaml").read_text(encoding="utf-8"))


def read_drift_limits(text: str) -> DriftLimits:
    """Give the limits of a text. Raises CodeSetError with every mistake."""
    try:
        values = read_yaml(text)
    except DuplicateNameError as error:
        raise CodeSetError(f"{WHERE}: {error}") from None
    if not isinstance(values, dict):
        raise CodeSetError(f"{WHERE}: it is no list of limits. Give each as name: number.")
    names = [item.name for item in fields(DriftLimits)]
    mistakes = [f"{WHERE}: {name} is not known. Known are {', '.join(names)}." for name in values if name not in names]
    mistakes += [_mistake(name, values.get(name)) for name in names if not _is_sound(name, values.get(name))]
    if mistakes:
        raise CodeSetError("\n".join(mistakes))
    return DriftLimits(**{name: float(values[name]) for name in names})


def _is_sound(name: str, value: object) -> bool:
    low, high = BOUNDS[name]
    return isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high


def _mistake(name: str, value: object) -> str:
    low, high = BOUNDS[name]
    return f"{WHERE}: {name} is {value!r}. Give a number from {low} to {high:,}."
