"""Cases of newborns at both sides of a weight and of a length of gestation, alone or not, alive or not."""

from functools import partial
from typing import Any

from synthetic.planted.cast import Cast, Row
from synthetic.planted.story import Case, Story, excluded, rostered

LIGHT, LIGHT_ALONE, EARLY, EARLY_ALONE = "lbw", "lbw_singleton", "preterm", "preterm_singleton"
OUT: tuple[int, int] = (0, 0)


def cases() -> dict[str, Case]:
    """Give the cases by name."""
    small, usual = {"weight_g": "2499", "weeks": "36"}, {"weight_g": "2500", "weeks": "37"}
    unknown: Row = {"weight_g": None, "weeks": None}
    impossible = {"weight_g": "3", "weeks": "46"}
    return {
        "born_small_and_early": partial(_newborn, record=small, counts=(1, 1), alone=(1, 1)),
        "born_just_large_enough": partial(_newborn, record=usual, counts=(1, 0), alone=(1, 0)),
        "born_as_a_twin": partial(_newborn, record={**small, "plurality": "2"}, counts=(1, 1), alone=OUT),
        "born_of_untold_plurality": partial(_newborn, record={**small, "plurality": None}, counts=(1, 1), alone=OUT),
        "born_of_unknown_weight": partial(_newborn, record=unknown, counts=OUT, alone=OUT),
        "born_of_impossible_weight": partial(_newborn, record=impossible, counts=OUT, alone=OUT),
        "born_dead_by_the_record": partial(_newborn, record={**small, "outcome": "S"}, counts=OUT, alone=OUT),
        "born_small_on_first_day": partial(_of_a_day, plus_days=1, counts=(1, 1)),
        "born_small_a_day_before": partial(_of_a_day, plus_days=0, counts=OUT),
        "born_small_and_died": _died,
    }


def _newborn(cast: Cast, record: Row, counts: tuple[int, int], alone: tuple[int, int], days_ago: int = 100) -> Story:
    return _story(cast, days_ago, record, counts, alone)


def _of_a_day(cast: Cast, plus_days: int, counts: tuple[int, int]) -> Story:
    days_ago = (cast.last_day - cast.years_ago(1, plus_days)).days
    return _newborn(cast, {"weight_g": "2000", "weeks": "33"}, counts, counts, days_ago)


def _died(cast: Cast) -> Story:
    """A newborn who lived five days: counts all the same."""
    died = {"died": cast.ago(95).isoformat()}
    return _story(cast, 100, {"weight_g": "900", "weeks": "26"}, (1, 1), (1, 1), died)


def _story(
    cast: Cast, days_ago: int, record: Row, counts: tuple[int, int], alone: tuple[int, int], died: Row | None = None
) -> Story:
    born = cast.ago(days_ago).isoformat()
    usual: dict[str, Any] = {"born_on": born, "outcome": "L", "plurality": "1"}
    return Story(
        excluded("dead") if died else rostered(cast),
        person={"born": born, **(died or {})},
        enrolments=[cast.spell(cast.first, cast.ago(days_ago))],
        events={LIGHT: counts, EARLY: counts, LIGHT_ALONE: alone, EARLY_ALONE: alone},
        further={"birth_records": [{**usual, **record}]},
    )
