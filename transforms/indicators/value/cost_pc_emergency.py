"""What emergency visits cost."""

from transforms.indicators.cost_records import cost_per_person

INDICATOR = cost_per_person(
    "cost_pc_emergency",
    title="Cost of emergency care per person",
    why="Emergency care stands in where other care cannot be had in time.",
    what="cost of emergency visits",
    column="emergency_cost_dollars_12m",
)
