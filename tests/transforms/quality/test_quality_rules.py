"""Rules broken, delivery by delivery."""

import polars as pl

from tests.tables import table
from transforms.quality.rules import BROKEN, compare_rules

DELIVERED = {"place": pl.Int64(), "input": pl.String(), "rows_in": pl.Int64()}


def compared(broken: str, delivered: str) -> list[tuple[str, int, str]]:
    found = compare_rules(table(broken, BROKEN, severity="quarantine"), table(delivered, DELIVERED))
    return list(found.select("rule_id", "rows", "trend").iter_rows())


THREE = """
    place input  rows_in
    1     claims 10000
    2     claims 10000
    4     claims 10000
    """


def test_a_delivery_stands_to_the_one_before_of_the_same_input() -> None:
    broken = """
        place input  rule_id rows rows_in
        1     claims a       100  10000
        2     claims a       200  10000   # 2 % (1.7 to 2.3) after 1 % (0.8 to 1.2)
        4     claims a       120  10000
        2     claims b       1    10000
        4     claims b       2    10000   # limits overlap
        """
    assert compared(broken, THREE) == [
        ("a", 100, "first delivery"),
        ("a", 200, "more"),
        ("a", 120, "fewer"),
        ("b", 0, "first delivery"),
        ("b", 1, "new"),
        ("b", 2, "as before"),
    ]


def test_a_rule_is_gone_when_enough_rows_came_to_tell() -> None:
    broken = """
        place input  rule_id rows rows_in
        1     claims a       100  10000
        """
    delivered = """
        place input  rows_in
        1     claims 10000
        2     claims 20       # too few to tell
        3     claims 10000    # after 0 of 20
        """
    assert [trend for *_, trend in compared(broken, delivered)] == ["first delivery", "as before", "as before"]
    two = "place input rows_in\n1 claims 10000\n2 claims 10000"
    assert [trend for *_, trend in compared(broken, two)] == ["first delivery", "gone"]


def test_shares_are_of_all_rows_delivered() -> None:
    broken = """
        place input  rule_id rows rows_in
        1     claims a       3    20000
        """
    found = compare_rules(
        table(broken, BROKEN, severity="warning"), table("place input rows_in\n1 claims 20000", DELIVERED)
    )
    assert found["per_10_000"].to_list() == [1.5]
    assert found["severity"].to_list() == ["warning"]


def test_a_delivery_without_rows_has_no_share() -> None:
    broken = "place input rule_id rows rows_in\n1 claims a 1 10"
    delivered = "place input rows_in\n1 claims 10\n2 claims 0"
    found = compare_rules(table(broken, BROKEN, severity="quarantine"), table(delivered, DELIVERED))
    assert found["per_10_000"].to_list() == [1000.0, None]


def test_other_inputs_are_no_delivery_before() -> None:
    broken = "place input rule_id rows rows_in\n2 claims a 1 10\n1 stays a 5 10"
    delivered = "place input rows_in\n1 stays 10\n2 claims 10"
    assert [trend for *_, trend in compared(broken, delivered)] == ["first delivery"] * 2


def test_nothing_broken_has_no_rows() -> None:
    assert compare_rules(pl.DataFrame(schema=BROKEN), table(THREE, DELIVERED)).is_empty()
