"""Later drops over earlier ones (method, 1.3)."""

import polars as pl

from tests.tables import assert_rows
from tests.transforms.rows import claims, network_ohts, persons
from transforms.resolve.supersede import replace_whole, supersede

CLAIM = ["person_id", "claim_id"]


def test_the_last_drop_that_has_a_key_wins_whatever_it_says() -> None:
    parts = [
        persons("person_id sex\n1 F\n2 F\n3 F"),
        persons("person_id sex\n2 M\n3 M"),
        persons("person_id sex\n3 U\n4 U"),  # 3 comes a third time; 4 is new
    ]
    kept, superseded = supersede(parts, ["person_id"])
    assert_rows(kept.sort("person_id"), "person_id sex\n1 F\n2 M\n3 U\n4 U")
    assert superseded == [2, 1, 0]


def test_a_claim_is_superseded_within_its_person_only() -> None:
    parts = [
        claims("person_id claim_id services\n1 k 1\n1 l 1\n- k 1"),
        claims("person_id claim_id services\n1 k 2\n2 l 2\n- k 2"),  # l of person 2 is another claim; nulls are equal
    ]
    kept, superseded = supersede(parts, CLAIM)
    assert_rows(kept.sort(CLAIM), "person_id claim_id services\n- k 2\n1 k 2\n1 l 1\n2 l 2")
    assert superseded == [2, 0]


def test_one_drop_stays_as_it_is() -> None:
    part = claims("person_id claim_id\n1 k\n2 k")
    kept, superseded = supersede([part], CLAIM)
    assert kept.equals(part)
    assert superseded == [0]


def test_a_snapshot_replaces_all_of_the_earlier() -> None:
    parts = [network_ohts("network_id oht_id\nN1 T1\nN2 T2"), network_ohts("network_id oht_id\nN1 T3")]
    kept, superseded = replace_whole(parts)
    assert_rows(kept, "network_id oht_id\nN1 T3")  # N2 is gone
    assert superseded == [2, 0]


def test_rows_are_neither_lost_nor_made() -> None:
    parts = [persons("person_id\n" + "\n".join(map(str, range(low, low + 5)))) for low in (1, 3, 5, 3)]
    kept, superseded = supersede(parts, ["person_id"])
    assert kept.height + sum(superseded) == sum(part.height for part in parts)
    assert kept.select(pl.col("person_id").is_unique().all()).item()
