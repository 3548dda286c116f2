"""Immunised up to date at two years."""

import polars as pl

from transforms.indicators.definition import Clause, Example, Indicator, Window

DONE = {"doses_dtap_ipv_hib": 4, "doses_pneumococcal": 3, "doses_men_c": 1, "doses_mmr": 1, "doses_varicella": 1}

INDICATOR = Indicator(
    id="imm_child",
    title="Immunised up to date at two years",
    why="Children are protected when every dose of the schedule is given in time.",
    aim="outcomes",
    setting="primary",
    direction="higher",
    grain="person",
    features=("child_immunisations",),
    denominator=(Clause("children who turned two in 12 months", pl.col("has_turned_two")),),
    numerator=Clause(
        "up to the second birthday: 4 doses against diphtheria, tetanus, pertussis, polio and Hib, 3 against"
        " pneumococci, and from the first birthday on 1 each against meningococci C, measles with mumps and rubella,"
        " and varicella",
        pl.all_horizontal(pl.col(name) >= doses for name, doses in DONE.items()),
    ),
    limits="wilson",
    multiplier=100,
    unit="%",
    window=Window(12, look_back_months=24),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Publicly funded immunisation schedules for Ontario, from memory; that rotavirus does not count, that claims"
        " tell of doses too, and how doses are told apart is settled here"
    ),
    examples=(
        Example("all doses", {"has_turned_two": True, **DONE}, 1, 1),
        Example("the fourth dose is missing", {"has_turned_two": True, **DONE, "doses_dtap_ipv_hib": 3}, 1, 0),
        Example("two doses against pneumococci", {"has_turned_two": True, **DONE, "doses_pneumococcal": 2}, 1, 0),
        Example("none against meningococci C", {"has_turned_two": True, **DONE, "doses_men_c": 0}, 1, 0),
        Example("none against measles", {"has_turned_two": True, **DONE, "doses_mmr": 0}, 1, 0),
        Example("none against varicella", {"has_turned_two": True, **DONE, "doses_varicella": 0}, 1, 0),
        Example("nothing on record", {"has_turned_two": True}, 1, 0),
        Example("of another age", DONE, 0, 0),
    ),
)
