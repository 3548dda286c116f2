"""Where a team stands in the funnel of teams (comparisons, 30)."""

import polars as pl

from tests.transforms.comparisons.exact_rows import ONTARIO, exact_row, shown
from transforms.catalogue import indicators
from transforms.comparisons.standing import find_standings

ID = "continuity_hqo"


def found(counts: list[tuple[int, int]], indicator_id: str = ID) -> list[tuple[object, ...]]:
    """Give teams, standing and reason of each team; the province is their sum."""
    rows = [exact_row(indicator_id, ("oht", f"T{place:02}"), pair) for place, pair in enumerate(counts)]
    total = (sum(n for n, _ in counts), sum(d for _, d in counts))
    table = shown([*rows, exact_row(indicator_id, ONTARIO, total)])
    return find_standings(table, indicators()).select("teams", "standing", "standing_reason").rows()


def test_teams_alike_are_within_and_one_far_out_is_above() -> None:
    standings = found([(500, 1000)] * 11 + [(900, 1000)])
    assert standings[:11] == [(12, "within", None)] * 11
    # Winsorising keeps the one that is far out from widening the funnel.
    assert standings[11] == (12, "high_998", None)


def test_nine_teams_make_no_funnel() -> None:
    assert found([(500, 1000)] * 9) == [(9, None, "few_teams")] * 9


def test_teams_that_differ_more_than_by_chance_widen_the_funnel() -> None:
    """By chance alone ±6 % of 10,000 would lie twelve standard deviations out."""
    spread = [(5000 + 100 * step, 10_000) for step in (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6)]
    assert {standing for _, standing, _ in found(spread)} == {"within"}


def test_a_hidden_team_and_a_small_one_are_in_no_funnel() -> None:
    standings = found([(500, 1000)] * 10 + [(3, 1000), (8, 19)])
    assert standings[:10] == [(10, "within", None)] * 10
    assert standings[10:] == [(None, None, "no_value"), (None, None, "below_minimum")]
    # With nine others there is no funnel: nothing tells that a hidden one was near.
    assert found([(500, 1000)] * 9 + [(3, 1000)])[0] == (9, None, "few_teams")


def test_means_and_context_have_no_funnel() -> None:
    assert found([(50, 100)] * 10, "upc_own") == [(None, None, "not_counts")] * 10
    assert found([(50, 100)] * 10, "virtual_share") == [(None, None, "context")] * 10


def test_without_the_province_or_anybody_there_is_none() -> None:
    alone = shown([exact_row(ID, ("oht", "T1"), (50, 100))])
    assert find_standings(alone, indicators())["standing_reason"].to_list() == ["no_province"]
    assert find_standings(alone.clear(), indicators()).is_empty()


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [exact_row(ID, ("oht", f"T{n:02}"), (400 + 20 * n, 1000)) for n in range(12)]
    table = shown([*rows, exact_row(ID, ONTARIO, (6000, 12000))])
    once = find_standings(table, indicators())
    assert once.equals(find_standings(table.sample(fraction=1, shuffle=True, seed=3), indicators()))
    assert once["standing"].dtype == pl.String
