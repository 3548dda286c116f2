"""Enrolment lost."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="enrol_loss",
    title="Enrolment lost",
    why="A physician who retires, or a person struck off, leaves somebody without a door.",
    aim="experience",
    setting="primary",
    direction="lower",
    grain="person",
    features=("enrolment",),
    denominator=(Clause("persons with a spell open three months before the period end", pl.col("had_spell_before")),),
    numerator=Clause("no spell is open at the period end", ~pl.col("has_spell_now")),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(3),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Mirror image of new enrolment, settled here: no published specification could be read. Ends are entered late"
    ),
    examples=(
        Example("lost", {"had_spell_before": True}, 1, 1),
        Example("kept, or changed physicians", {"had_spell_before": True, "has_spell_now": True}, 1, 0),
        Example("was not enrolled", {"has_spell_now": True}, 0, 0),
    ),
)
