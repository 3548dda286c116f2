"""The spread of practices that a practice is shown: of twenty or more, each of a hundred persons or more."""

import polars as pl

from schemas.pack import PEERS_NEEDED
from schemas.published import PublishedPeers, PublishedResults
from tests.tables import assert_rows
from tests.transforms.rows import results
from transforms.catalogue import indicators
from transforms.packs.measures import build_pack_measures, describe_peers, release_peers

TEAMS = pl.DataFrame({"physician_id": ["p1"], "oht_id": ["T1"]})
SPREAD = "peers_p10 peers_p25 peers_p50 peers_p75 peers_p90"


def values(count: int) -> pl.DataFrame:
    """One row per practice, of the values 1 to count, one without a value, and a province that is no peer."""
    rows = [f"practice p{place} {place}" for place in range(1, count + 1)]
    return results("\n".join(["level unit_id value", *rows, "practice q -", "province ontario 999"]))


def panels(count: int, of_the_first: int) -> pl.DataFrame:
    """One row per practice and tier: each has 60 and 40 persons, the first as many as told besides 60."""
    units = [f"p{place}" for place in range(1, count + 1)]
    return pl.DataFrame({"unit_id": units * 2, "persons": [60] * count + [of_the_first, *[40] * (count - 1)]})


def test_twenty_practices_have_percentiles() -> None:
    assert PEERS_NEEDED == 20
    # Of 1 to 21 the share q lies at 1 + 20 q.
    assert_rows(describe_peers(values(21)), f"indicator_id peers_count {SPREAD}\ned_rate 21 3 6 11 16 19")
    assert_rows(describe_peers(values(20)), "indicator_id peers_count peers_p50\ned_rate 20 10.5")


def test_nineteen_have_none() -> None:
    assert_rows(describe_peers(values(19)), f"indicator_id peers_count {SPREAD}\ned_rate 19 - - - - -")


def test_practices_of_fewer_than_a_hundred_persons_are_no_peers() -> None:
    rows = "indicator_id peers_count peers_p50"
    assert_rows(describe_peers(values(21), panels(21, of_the_first=40)), f"{rows}\ned_rate 21 11")  # a hundred
    assert_rows(describe_peers(values(21), panels(21, of_the_first=39)), f"{rows}\ned_rate 20 11.5")  # one fewer


def test_each_indicator_has_its_own() -> None:
    other = values(3).with_columns(pl.lit("acsc").alias("indicator_id"))
    found = describe_peers(pl.concat([values(20), other]))
    assert_rows(found, "indicator_id peers_count peers_p50\nacsc 3 -\ned_rate 20 10.5")


def test_the_released_spread_is_the_one_shown() -> None:
    released = PublishedPeers.validate(release_peers(values(21), panels(21, of_the_first=40), "2026-09"))
    assert released["period"].to_list() == ["2026-09"]
    assert shown(released).select("peers_count", "peers_p50").row(0) == (21, 11.0)


def test_without_a_release_there_are_no_peers() -> None:
    assert shown(PublishedPeers.empty()).select("peers_count", "peers_p50").row(0) == (0, None)


def shown(peers: pl.DataFrame) -> pl.DataFrame:
    """One row for practice p1, of 21."""
    built = build_pack_measures(values(21), PublishedResults.empty(), None, TEAMS, indicators(), peers)
    return built.filter(pl.col("unit_id") == "p1")
