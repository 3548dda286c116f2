"""Peer groups of practices (comparisons, 25)."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from schemas.inputs.physicians import Physicians
from tests.tables import assert_rows, table
from tests.transforms.rows import areas, attribution
from transforms.comparisons.peers import (
    EVERYBODY,
    FEWEST_PEERS,
    KEYS,
    count_panel_facts,
    declare_peers,
    describe_practices,
    list_peers,
)

AREAS = areas("area_id is_rural deprivation_quintile\nN6A false 1\nN6B false 3\nK9J true 5\nP0V - -")
PANELS = {name: pl.Int64() for name in ("panel_persons", "known_persons", "deprivation_total")}


def described(panels: str, registry: str) -> pl.DataFrame:
    counts = table(panels, {"physician_id": pl.String(), **PANELS})
    return describe_practices(counts, table(registry, Physicians, specialty_code="00"), AREAS)


def practices(*cells: tuple[int, str]) -> pl.DataFrame:
    """One row per practice: so many of each cell, whose four keys stand apart by blanks."""
    keys = [cell.split() for count, cell in cells for _ in range(count)]
    rows = [[f"{place:04d}", *key] for place, key in enumerate(keys)]
    frame = pl.DataFrame(rows, schema=["physician_id", *KEYS], orient="row")
    return frame.with_columns(pl.lit(True).alias("is_peer"))


def groups(frame: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Give of each group how many practices have it as their own, and how many it says it holds."""
    counted = declare_peers(frame).group_by("peer_group", "peer_practices").len()
    assert counted["peer_group"].is_unique().all()
    return {name: (own, size) for name, size, own in counted.rows()}


def test_facts_of_a_panel() -> None:
    people = """
        person_id physician_id area_id
        1         a            N6A
        2         a            K9J
        3         a            P0V     # no quintile
        4         b            -
        5         -            N6A     # nobody's
    """
    facts = count_panel_facts(attribution(people), AREAS)
    assert_rows(facts, "physician_id panel_persons known_persons deprivation_total\na 3 2 6\nb 1 0 0")


def test_size_classes_and_places() -> None:
    panels = """
        physician_id panel_persons known_persons deprivation_total | model rurality size_class   is_peer
        a            799           0             0                 | FHO   urban    under-800    true
        b            800           0             0                 | FHO   rural    800-1499     true
        c            1499          0             0                 | none  unknown  800-1499     true
        d            1500          0             0                 | FHG   unknown  1500-or-more true    # no area known
        e            99            0             0                 | none  unknown  under-800    false   # no registry
        f            100           0             0                 | none  unknown  under-800    true
    """
    registry = "physician_id model_code area_id\na FHO N6A\nb FHO K9J\nc - P0V\nd FHG -\nz FHO N6A"
    left = "\n".join(line.split("|")[0] for line in panels.strip().splitlines())
    assert_rows(described(left, registry), panels)


def test_thirds_of_deprivation_keep_ties_together() -> None:
    panels = """
        physician_id panel_persons known_persons deprivation_total | deprivation_third
        a            9             3             3                 | 1
        b            9             3             6                 | 1        # one of six is below
        c            9             2             4                 | 1        # the same mean as b
        d            9             1             3                 | 2        # three of six below: half way
        e            9             3             10                | 3        # four of six
        f            9             1             5                 | 3
        g            9             0             0                 | unknown
    """
    left = "\n".join(line.split("|")[0] for line in panels.strip().splitlines())
    assert_rows(described(left, "physician_id\na"), panels)


def test_the_narrowest_cell_with_twenty() -> None:
    assert groups(practices((20, "FHO urban under-800 1"))) == {"FHO/urban/under-800/1": (20, 20)}
    assert groups(practices((19, "FHO urban under-800 1"))) == {EVERYBODY: (19, 19)}


def test_what_is_given_up_first() -> None:
    frame = practices(
        (20, "FHO urban 800-1499 1"),
        (3, "FHO urban 800-1499 2"),  # without deprivation 23
        (2, "FHO urban under-800 3"),  # without size 25
        (4, "FHO rural under-800 1"),  # the model alone 29
        (5, "FHG urban 800-1499 1"),  # the province 34
    )
    assert groups(frame) == {
        "FHO/urban/800-1499/1": (20, 20),
        "FHO/urban/800-1499": (3, 23),
        "FHO/urban": (2, 25),
        "FHO": (4, 29),
        EVERYBODY: (5, 34),
    }


def test_a_group_holds_all_practices_of_its_cell() -> None:
    frame = practices((20, "FHO urban 800-1499 1"), (3, "FHO urban 800-1499 2"))
    sizes = dict(list_peers(frame).group_by("peer_group").len().rows())
    assert sizes == {"FHO/urban/800-1499/1": 20, "FHO/urban/800-1499": 23}


def test_the_very_small_have_a_group_and_are_nobodys_peers() -> None:
    frame = practices((20, "FHO urban under-800 1"), (19, "FHG urban under-800 1"), (1, "FHO urban under-800 1"))
    small = frame["physician_id"].is_in(["0019", "0039"])  # one of the twenty, and one more
    marked = frame.with_columns(is_peer=~small)
    assert groups(marked) == {EVERYBODY: (40, 38)}  # nineteen of each
    assert set(list_peers(marked)["physician_id"]) == set(frame.filter(~small)["physician_id"])
    assert groups(frame.with_columns(is_peer=pl.col("physician_id") != "0039"))["FHO/urban/under-800/1"] == (21, 20)


def test_no_practice_has_no_group() -> None:
    assert declare_peers(practices()).columns == ["physician_id", "peer_group", "peer_practices"]
    assert list_peers(practices()).is_empty()


CELLS = st.tuples(
    st.integers(0, 45),
    st.builds(
        " ".join,
        st.tuples(
            st.sampled_from(["FHO", "none"]),
            st.sampled_from(["urban", "rural"]),
            st.sampled_from(["under-800", "800-1499"]),
            st.sampled_from(["1", "2", "unknown"]),
        ),
    ),
)


@given(st.lists(CELLS, max_size=6), st.integers(0, 99))
def test_every_practice_has_one_group_of_twenty_or_of_all(cells: list[tuple[int, str]], seed: int) -> None:
    frame = practices(*cells)
    declared = declare_peers(frame)
    assert declared["physician_id"].to_list() == frame["physician_id"].to_list()
    assert declared["peer_group"].null_count() == 0
    small = declared.filter(pl.col("peer_practices") < FEWEST_PEERS)
    assert small.filter((pl.col("peer_group") != EVERYBODY) | (pl.col("peer_practices") != frame.height)).is_empty()
    listed = list_peers(frame)
    sizes = listed.group_by("peer_group").len()
    told = declared.join(sizes, on="peer_group", how="left")
    assert told.filter(pl.col("len").ne_missing(pl.col("peer_practices"))).is_empty()
    assert declared.join(listed, on=["peer_group", "physician_id"], how="anti").is_empty()
    shuffled = frame.sample(fraction=1.0, shuffle=True, seed=seed)
    assert_frame_equal(declare_peers(shuffled), declared)


@pytest.mark.parametrize("seed", [1, 2])
def test_thirds_know_no_order_of_rows(seed: int) -> None:
    rows = [[f"{place}", 9, 1 + place % 3, 2 * (1 + place % 3) + place % 2] for place in range(30)]
    panels = pl.DataFrame(rows, schema={"physician_id": pl.String, **PANELS}, orient="row")
    registry = table("physician_id\na", Physicians, specialty_code="00")
    once = describe_practices(panels, registry, AREAS)
    again = describe_practices(panels.sample(fraction=1.0, shuffle=True, seed=seed), registry, AREAS)
    assert_frame_equal(again, once)
