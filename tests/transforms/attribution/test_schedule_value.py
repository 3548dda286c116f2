"""What a core line is worth (method, 2): the price list at the service date, times the services."""

from reference.load import core_primary_care, schedule_fees
from tests.tables import assert_rows
from tests.transforms.attribution.test_core_codes import core_lines
from tests.transforms.rows import METHOD, netted, physicians
from transforms.attribution.core_lines import build_core_lines


def test_the_latest_price_list_on_or_before_the_day_else_the_earliest() -> None:
    text = """
        person_id fee_code service_date services | value_cents
        1         A007     2011-09-01   1        | 3470    # first day of the first list
        2         A007     2011-08-31   1        | 3470    # before any list: the earliest
        3         A007     2025-03-02   1        | 3470    # last day of the first list
        4         A007     2025-03-03   1        | 3795    # first day of the second
        5         K133     2025-03-02   1        | 16000   # known from the second list on: its earliest
        6         A903     2025-03-02   1        | 6505    # known in the first list only
        7         A007     2025-03-02   3        | 10410   # three services
        8         G212     2025-03-03   2        | 1950    # a fee that did not change
    """
    assert_rows(core_lines(text), text)


def test_the_order_of_the_price_lists_decides_nothing() -> None:
    lines = netted("person_id service_date\n1 2011-08-31\n2 2025-03-02\n3 2025-03-03")
    registry, backwards = physicians("physician_id\na"), schedule_fees().reverse()
    valued = build_core_lines(lines, registry, core_primary_care(), backwards, METHOD)
    assert_rows(valued, "person_id value_cents\n1 3470\n2 3470\n3 3795")
