"""What physicians' services cost."""

from transforms.indicators.cost_records import cost_per_person

INDICATOR = cost_per_person(
    "cost_pc_physician",
    title="Cost of physicians' services per person",
    why="What physicians are paid for a person tells how much of the care is theirs.",
    what="cost of physicians' services",
    column="physician_cost_dollars_12m",
)
