"""The wide table of who counts in what (indicators.md 18.1 and 18.2): persons, physicians, events, patterns."""

import polars as pl
import pytest

from schemas.membership import PersonMembership, PhysicianMembership, RiskPatterns
from tests.tables import assert_rows, table
from tests.transforms.indicators.records import record
from tests.transforms.rows import base
from transforms.base_tables.events import join_events
from transforms.indicators.membership import mark_members, mark_patterns

STAY = {
    "person_id": pl.Int64(),
    "event_id": pl.String(),
    "length_days": pl.Int32(),
    "alc_days": pl.Int32(),
    "is_palliative": pl.Boolean(),
    "came_back": pl.Boolean(),
    "condition": pl.String(),
}
PEOPLE = base("""
    person_id age_years sex ed_visits_12m
    1         80        F   2
    2         30        M   0
    3         80        F   5      # no stay
    4         10        M   1      # an excluded stay alone
""")
STAYS = table(
    """
    person_id event_id length_days alc_days is_palliative came_back condition
    2         c        3           0        false         true      copd
    2         d        4           1        false         false     -
    2         e        6           6        false         true      copd
    1         a        5           2        false         true      chf
    1         b        9           9        true          true      chf        # excluded
    4         f        7           7        true          false     copd       # excluded
    9         g        1           1        false         true      copd       # of nobody counted
    """,
    STAY,
)
EVENTS = {"stays": join_events(STAYS, PEOPLE)}
NOT_PALLIATIVE = [pl.col("is_palliative")]
VISITS = record(pl.col("ed_visits_12m"), [pl.col("age_years") >= 18], name="visits")
DAYS = record(
    pl.col("alc_days"), out=NOT_PALLIATIVE, name="days", grain="stays", amount=pl.col("length_days"), limits="clustered"
)
RETURNS = record(pl.col("came_back"), out=NOT_PALLIATIVE, name="back", grain="stays", risk=("sex", "condition"))


def marked(people: pl.DataFrame = PEOPLE, *records: object) -> pl.DataFrame:
    chosen = list(records) or [VISITS, DAYS, RETURNS]
    return PersonMembership.validate(mark_members(people, "person_id", chosen, EVENTS))  # type: ignore[arg-type]


def test_persons_and_the_sums_of_their_events_stand_side_by_side() -> None:
    assert_rows(
        marked(),
        """
        person_id visits/numerator visits/denominator days/numerator days/denominator back/numerator back/denominator
        1         2                1                  2              5                1              1
        2         0                1                  7              13               2              3
        3         5                1                  0              0                0                 0
        4         0                0                  0              0                0                 0
        """,
    )


def test_the_order_is_that_of_the_base_table_whatever_the_order_of_the_events() -> None:
    turned = {"stays": EVENTS["stays"].reverse()}
    found = mark_members(PEOPLE.reverse(), "person_id", [DAYS], turned)
    assert found.equals(marked(PEOPLE, DAYS).reverse())


def test_without_any_event_everybody_has_zeros() -> None:
    found = mark_members(PEOPLE, "person_id", [DAYS], {"stays": EVENTS["stays"].clear()})
    assert found.drop("person_id").sum_horizontal().sum() == 0
    assert found.height == PEOPLE.height
    assert found.null_count().sum_horizontal().item() == 0


def test_without_an_indicator_only_the_keys_are_left() -> None:
    assert mark_members(PEOPLE, "person_id", []).columns == ["person_id"]


def test_events_that_are_not_there_are_told_and_not_taken_for_persons() -> None:
    with pytest.raises(KeyError, match="stays"):
        mark_members(PEOPLE, "person_id", [record(pl.col("ed_visits_12m"), grain="stays")])


def test_a_rule_that_asks_nothing_of_the_row_counts_every_row() -> None:
    everybody = record(pl.lit(True), name="all")
    found = mark_members(PEOPLE, "person_id", [everybody])
    assert found["all/numerator"].to_list() == found["all/denominator"].to_list() == [1, 1, 1, 1]


def test_physicians_count_by_the_same_rules() -> None:
    text = """
        physician_id panel_persons is_in_practice | panel/numerator panel/denominator
        a            900           true           | 900             1
        b            7             false          | 0               0
    """
    types = {"physician_id": pl.String(), "panel_persons": pl.Int64(), "is_in_practice": pl.Boolean()}
    panel = record(pl.col("panel_persons"), [pl.col("is_in_practice")], name="panel", grain="physician")
    members = PhysicianMembership.validate(mark_members(table(text, types), "physician_id", [panel]))
    assert_rows(members, text)


def test_patterns_of_events_are_summed_by_person_and_say_what_is_unknown() -> None:
    patterns = RiskPatterns.validate(mark_patterns(EVENTS["stays"], RETURNS))
    assert_rows(
        patterns,
        """
        person_id indicator_id pattern   numerator denominator
        1         back         F|chf     1         1
        2         back         M|copd    2         2              # two stays of one pattern
        2         back         M|unknown 0         1
        """,
    )
    assert mark_patterns(EVENTS["stays"].reverse(), RETURNS).equals(patterns)


def test_patterns_of_persons_are_of_those_below_the_line() -> None:
    by_age = record(
        pl.col("ed_visits_12m") > 0, [pl.col("age_years") >= 18], name="some", risk=("age_years",), limits="wilson"
    )
    assert_rows(
        mark_patterns(PEOPLE, by_age),
        "person_id pattern numerator denominator\n1 80 1 1\n2 30 0 1\n3 80 1 1",
    )


def test_patterns_add_up_to_what_is_marked() -> None:
    sums = mark_patterns(EVENTS["stays"], RETURNS).select(pl.col("numerator", "denominator").sum()).row(0)
    assert sums == marked().select(pl.col("back/numerator", "back/denominator").sum()).row(0)
