"""What acute hospital stays cost."""

from transforms.indicators.cost_records import cost_per_person

INDICATOR = cost_per_person(
    "cost_pc_acute",
    title="Cost of acute hospital stays per person",
    why="Acute beds are the dearest care: more of it may tell of care missing elsewhere.",
    what="cost of acute stays",
    column="acute_cost_dollars_12m",
)
