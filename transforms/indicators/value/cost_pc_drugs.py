"""What publicly funded drugs cost."""

from transforms.indicators.cost_records import cost_per_person

INDICATOR = cost_per_person(
    "cost_pc_drugs",
    title="Cost of publicly funded drugs per person",
    why="Drugs are a large part of the cost of people with long-term conditions.",
    what="cost of publicly funded drugs",
    column="drugs_cost_dollars_12m",
)
