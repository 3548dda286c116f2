"""Return to an emergency department after a visit for mental health."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

INDICATOR = Indicator(
    id="ed_repeat_mha30",
    title="Return to an emergency department for mental health within 30 days",
    why="A quick return tells that the first visit did not lead to care that helped.",
    aim="experience",
    setting="cross",
    direction="lower",
    grain="mental_health_ed_visits",
    features=("mental_health_ed_visits",),
    denominator=(
        Clause(
            "unscheduled emergency visits for mental health in 12 months, 30 days or more before the period end",
            pl.col("has_follow_up"),
        ),
    ),
    numerator=Clause(
        "another such visit, for substance use too, 1 to 30 days later",
        pl.col("returned_in_30_days"),
    ),
    limits="clustered",
    multiplier=100,
    unit="%",
    window=Window(12, follow_up_days=30),
    maturity_months=3,
    version=1,
    status="verified",
    source=(
        "Health Quality Ontario indicator library, Repeat emergency visits for mental health or addictions within"
        " 30 days; that a second visit on the same day is no return is settled here"
    ),
    exclusions=(Clause("visits for substance use (main diagnosis F10 to F19)", pl.col("is_substance")),),
    examples=(
        Example("came back", {"has_follow_up": True, "returned_in_30_days": True}, 1, 1),
        Example("did not", {"has_follow_up": True}, 1, 0),
        Example("too late to be followed", {"returned_in_30_days": True}, 0, 0),
        Example("substance use", {"has_follow_up": True, "returned_in_30_days": True, "is_substance": True}, 0, 0),
    ),
)
