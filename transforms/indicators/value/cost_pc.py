"""What all publicly funded care costs."""

from transforms.indicators.cost_records import cost_per_person

INDICATOR = cost_per_person(
    "cost_pc",
    title="Cost per person",
    why="What all care of a person that was costed costs tells of the need, and of what may be spent better.",
    what="cost of all sectors that were costed",
    column="cost_dollars_12m",
)
