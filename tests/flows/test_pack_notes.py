"""What a pack says of the rows behind it: inputs with many odd rows by name, the others in one sentence."""

from typing import Any

from flows.drops import Drop
from flows.packs import _row_notes
from tests.flows.test_coverage import drop


def received(**inputs: tuple[int, int, int]) -> Drop:
    """Give a drop of inputs with their rows, those set aside and those with a warning."""
    told: dict[str, Any] = {
        name: {"rows_in": rows, "quarantined": aside, "warnings": {"odd": odd}}
        for name, (rows, aside, odd) in inputs.items()
    }
    found = drop(1, {}, {}, *inputs)
    found.record["inputs"] = told
    return found


def test_inputs_in_order_share_a_sentence() -> None:
    notes = _row_notes([received(claims=(1000, 10, 0), deaths=(1000, 5, 4), costs=(1000, 0, 9), persons=(500, 0, 0))])
    assert notes == (
        "claims: 10 of 1,000 rows were set aside by checks and count for nothing.",
        "Of 2 inputs fewer than 1 in 100 rows were set aside or are odd.",
    )


def test_rows_of_all_deliveries_are_added_up_and_faultless_ones_say_nothing() -> None:
    both = [received(claims=(600, 3, 20)), received(claims=(400, 3, 0))]
    assert _row_notes(both) == (
        "claims: 6 of 1,000 rows were set aside by checks and count for nothing.",
        "claims: 20 of 1,000 rows are odd but possible; they count.",
    )
    assert _row_notes([received(claims=(600, 0, 0))]) == ()
