"""What home care costs."""

from transforms.indicators.cost_records import cost_per_person

INDICATOR = cost_per_person(
    "cost_pc_home_care",
    title="Cost of home care per person",
    why="Care at home may spare a bed in hospital or in long-term care.",
    what="cost of home care",
    column="home_care_cost_dollars_12m",
)
