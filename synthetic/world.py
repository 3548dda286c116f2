"""What all blocks share: the geography and the physicians."""

from dataclasses import dataclass

from synthetic.geography import Geography, build_geography
from synthetic.scale import Scale
from synthetic.workforce import Workforce, build_workforce


@dataclass(frozen=True)
class World:
    """The crosswalk and the physicians of one province; small at any scale."""

    geography: Geography
    workforce: Workforce


def build_world(scale: Scale) -> World:
    """Lay out the province for so many people."""
    geography = build_geography(scale.people)
    return World(geography, build_workforce(scale.people, scale.seed, geography))
