"""What all blocks share: the geography, the physicians and everything planted."""

from dataclasses import dataclass

from synthetic.flows import Flows
from synthetic.geography import Geography, build_geography
from synthetic.planted.stage import Sheet, set_stage
from synthetic.scale import Scale
from synthetic.workforce import Workforce, build_workforce


@dataclass(frozen=True)
class World:
    """The crosswalk, the physicians, where people go and the planted rows of one province; small at any scale."""

    geography: Geography
    workforce: Workforce
    flows: Flows
    sheet: Sheet


def build_world(scale: Scale) -> World:
    """Lay out the province for so many people."""
    geography = build_geography(scale.people)
    workforce = build_workforce(scale.people, scale.seed, geography)
    return World(geography, workforce, Flows(geography.networks), set_stage(scale, geography))
