"""The spread of practices that is released: of twenty or more in a group, of none that could be told from others."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from schemas.pack import PEERS_NEEDED
from schemas.published import PublishedPeers
from schemas.results import PeerMembers
from tests.tables import assert_rows
from tests.transforms.rows import results
from transforms.catalogue import indicators
from transforms.disclosure.peers import FEWEST_OTHERS, judge_groups, release_peers

SPREAD = "peers_p10 peers_p25 peers_p50 peers_p75 peers_p90"
HUNDRED = 100


def values(count: int, indicator: str = "ed_rate", first: int = 1, below: int = HUNDRED) -> pl.DataFrame:
    """One row per practice, of the values 1 to count, one without a value, and a province that is no peer."""
    rows = [f"practice p{place} {place} {place} {below}" for place in range(first, first + count)]
    text = ["level unit_id value numerator denominator", *rows, "practice q - - -", "province ontario 999 1 1"]
    return results("\n".join(text)).with_columns(indicator_id=pl.lit(indicator))


def members(**groups: int) -> pl.DataFrame:
    """One row per group and practice: the first so many of all; `a__b` stands for the group a/b."""
    rows = [(name.replace("__", "/"), f"p{place}") for name, count in groups.items() for place in range(1, count + 1)]
    return pl.DataFrame(rows, schema=PeerMembers.empty().schema, orient="row")


def release(exact: pl.DataFrame, **groups: int) -> pl.DataFrame:
    """One row per indicator and group, as the model demands."""
    told = members(**groups or {"ontario": 99})
    return PublishedPeers.validate(release_peers(exact, told, indicators(), "2026-09"))


def test_twenty_practices_have_percentiles() -> None:
    assert PEERS_NEEDED == 20
    # Of 1 to 21 the share q lies at 1 + 20 q.
    assert_rows(release(values(21)), f"indicator_id peers_count {SPREAD} suppression\ned_rate 21 3 6 11 16 19 -")
    assert_rows(release(values(20)), "indicator_id period peers_count peers_p50\ned_rate 2026-09 20 10.5")


def test_nineteen_have_none() -> None:
    expected = f"indicator_id peers_count {SPREAD} suppression\ned_rate 19 - - - - - few_practices"
    assert_rows(release(values(19)), expected)


def test_practices_that_are_no_members_are_no_peers() -> None:
    rows = "indicator_id peers_count peers_p50"
    assert_rows(release(values(22), ontario=21), f"{rows}\ned_rate 21 11")
    assert_rows(release(values(22), ontario=20), f"{rows}\ned_rate 20 10.5")


def test_each_indicator_has_its_own() -> None:
    found = release(pl.concat([values(20), values(3, "acsc")]))
    assert_rows(found, "indicator_id peers_count peers_p50\nacsc 3 -\ned_rate 20 10.5")


def test_three_significant_digits() -> None:
    thousands = values(20).with_columns(pl.col("value") * 1234.5)
    assert_rows(release(thousands), "indicator_id peers_p50\ned_rate 13000")  # 12,962


def test_the_best_quarter_of_those_large_enough() -> None:
    rows = "indicator_id benchmark_practices benchmark_value"
    assert_rows(release(values(20)), f"{rows}\ned_rate 20 5")  # the fifth of twenty, per 100
    assert_rows(release(values(20, below=19)), f"{rows}\ned_rate 0 -")  # judged are twenty and more
    assert_rows(release(values(20, "md_panel")), f"{rows}\nmd_panel 0 -")  # neither more nor less is better
    one_small = values(20).with_columns(
        denominator=pl.when(pl.col("unit_id") == "p20").then(19).otherwise("denominator")
    )
    assert_rows(release(one_small), f"{rows}\ned_rate 19 -")


def test_a_few_beside_a_group_within_hide_the_wide_one() -> None:
    rows = "peer_group peers_count peers_p50 suppression"
    assert FEWEST_OTHERS == 4
    hidden = release(values(40), FHO=23, FHO__urban=20)
    assert_rows(hidden, f"{rows}\nFHO 23 - few_others\nFHO/urban 20 10.5 -")
    assert hidden["benchmark_value"].to_list() == [None, 5.0]
    shown = release(values(40), FHO=24, FHO__urban=20)
    assert_rows(shown, f"{rows}\nFHO 24 12.5 -\nFHO/urban 20 10.5 -")
    # With nobody else in it the wide group says nothing that the narrow one does not.
    assert_rows(release(values(40), FHO=20, FHO__urban=20), f"{rows}\nFHO 20 10.5 -\nFHO/urban 20 10.5 -")


def test_a_hidden_group_within_hides_nothing() -> None:
    rows = "peer_group peers_count suppression"
    found = release(values(40), ontario=22, FHO=21, FHO__urban=19)
    assert_rows(found, f"{rows}\nFHO 21 -\nFHO/urban 19 few_practices\nontario 22 few_others")


def test_who_are_few_is_asked_of_each_indicator() -> None:
    both = pl.concat([values(40), values(22, "acsc")])  # of the twenty-four only 22 have a value
    found = release(both, FHO=24, FHO__urban=20).filter(pl.col("peer_group") == "FHO")
    assert_rows(found, "indicator_id peers_count suppression\nacsc 22 few_others\ned_rate 24 -")


def test_without_groups_nothing_is_released() -> None:
    assert release_peers(values(40), PeerMembers.empty(), indicators(), "2026-09").is_empty()


GROUPS = [
    "FHO/urban/under-800/1",
    "FHO/urban/under-800/2",
    "FHO/urban/800-1499/1",
    "FHO/rural/under-800/1",
    "FHG/urban",
]


@given(st.lists(st.integers(0, 30), min_size=len(GROUPS), max_size=len(GROUPS)))
def test_beside_open_groups_there_are_none_or_enough(sizes: list[int]) -> None:
    cells = [(name, f"{name} {place}") for name, size in zip(GROUPS, sizes, strict=True) for place in range(size)]
    wide = [("/".join(name.split("/")[:keys]) or "ontario", unit) for name, unit in cells for keys in range(5)]
    table = pl.DataFrame(wide, schema=["peer_group", "unit_id"], orient="row").unique()
    table = table.with_columns(pl.lit("ed_rate").alias("indicator_id"))
    judged = judge_groups(table, "why") if table.height else table.with_columns(why=pl.lit("few_practices"))
    opened = judged.filter(pl.col("why").is_null())["peer_group"].to_list()
    people = {name: set(part["unit_id"]) for (name,), part in table.partition_by("peer_group", as_dict=True).items()}
    for name in opened:
        inner = [other for other in opened if other != name and people[other] < people[name]]
        for others in (people[name].difference(*(people[other] for other in inner)), people[name]):
            assert not others or len(others) >= FEWEST_OTHERS
        assert len(people[name]) >= PEERS_NEEDED
