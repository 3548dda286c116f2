"""What long-term care homes cost."""

from transforms.indicators.cost_records import cost_per_person

INDICATOR = cost_per_person(
    "cost_pc_long_term_care",
    title="Cost of long-term care per person",
    why="Long-term care is a large part of the cost of the oldest.",
    what="cost of long-term care homes",
    column="long_term_care_cost_dollars_12m",
)
