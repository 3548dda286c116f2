"""Listed services, whatever part was billed, copies once and reversals taken off (conditions, 33)."""

import datetime as dt

import polars as pl

from schemas.base_tables import ListedServices
from schemas.inputs.claims import Claims
from tests.tables import assert_rows, table
from transforms.resolve.listed_services import choose_listed, net_listed

USUAL = {"claim_id": str, "physician_id": "a", "service_date": dt.date(2026, 3, 2), "fee_suffix": "B", "services": 1}


def found(text: str) -> pl.DataFrame:
    lines = table(text, Claims, location="office", fee_code="J304", **USUAL)
    return ListedServices.validate(net_listed(choose_listed(lines.lazy(), ["J304", "V404"]).collect()))


def test_any_part_of_a_listed_code_of_a_person_counts() -> None:
    text = """
        person_id fee_code fee_suffix
        1         J304     B
        1         J304     C   # the other part of the same
        2         V404     A
        3         J305     B
        -         J304     B
    """
    assert_rows(found(text), "person_id fee_code\n1 J304\n2 V404")


def test_copies_and_reversals() -> None:
    text = """
        person_id fee_suffix services
        1         B          1
        1         B          -1   # reversed
        2         B          1
        2         B          1    # a copy
        2         B          -1
        3         B          1
        3         C          -1   # of the other part
        4         B          2
        4         B          -1
    """
    assert found(text)["person_id"].to_list() == [3, 4]


def test_nothing_is_nothing() -> None:
    assert net_listed(Claims.empty()).is_empty()
