"""Changes of a practice on a screen: what is hidden, and that nothing shown gives it away."""

from itertools import product

import polars as pl
import pytest

from schemas.changes import ChangeCounts
from tests.tables import table
from transforms.disclosure.audience import Audience
from transforms.disclosure.changes import show_changes, show_totals

SMALL = "<6"


def counts(text: str) -> pl.DataFrame:
    """One row per direction and reason of practice a."""
    return table(text, ChangeCounts, level="practice", unit_id="a")


def totals(found: pl.DataFrame, before: int) -> dict[str, int]:
    """Give the totals that some counts lead to."""
    joined, left = (int(found.filter(pl.col("direction") == name)["persons"].sum()) for name in ("joined", "left"))
    names = ["before_persons", "joined_persons", "left_persons", "after_persons"]
    return dict(zip(names, [before, joined, left, before + joined - left], strict=True))


def test_small_counts_are_hidden_and_sorted_by_size() -> None:
    found = counts("""
    direction reason       persons
    changed   enrolled     1
    left      died         5
    joined    born         6
    joined    enrolled     5
    joined    care_changed 7
    """)
    rows = show_changes(found, Audience.OHT).select("direction", "reason", "shown").rows()
    assert rows == [
        ("joined", "care_changed", "7"),
        ("joined", "born", "6"),
        ("joined", "enrolled", SMALL),
        ("left", "died", SMALL),
        ("changed", "enrolled", SMALL),
    ]


def test_the_practice_itself_sees_everything() -> None:
    found = counts("direction reason persons\nleft died 1\njoined born 2")
    assert show_changes(found, Audience.PRACTICE)["shown"].to_list() == ["2", "1"]
    assert list(show_totals(totals(found, 1_000), found, Audience.PRACTICE).values()) == ["1,000", "2", "1", "1,001"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("left died 6\njoined born 7", ["7", "6"]),
        ("left died 6\nleft moved 1", ["0", "hidden"]),
        ("left died 6\njoined born 1", [SMALL, "6"]),
        ("left died 1\njoined born 1", [SMALL, SMALL]),
        ("changed enrolled 1", ["0", "0"]),
    ],
)
def test_totals_that_would_give_a_small_count_away_are_hidden(text: str, expected: list[str]) -> None:
    found = counts(f"direction reason persons\n{text}")
    assert list(show_totals(totals(found, 50), found, Audience.OHT).values()) == ["hidden", *expected, "hidden"]


def test_hidden_counts_stand_by_name_whatever_their_size() -> None:
    found = counts("direction reason persons\njoined enrolled 5\njoined born 2\njoined moved 4\njoined aged 6")
    assert show_changes(found, Audience.OHT)["reason"].to_list() == ["aged", "born", "enrolled", "moved"]


def test_accounts_of_consecutive_months_do_not_give_a_small_count_away() -> None:
    """The sizes about a month with a hidden count are those of its neighbours; none of the three may show them."""
    size, seen = 50, []
    for text in ("joined born 7", "left died 3", "joined enrolled 8\nleft moved 6"):
        found = counts(f"direction reason persons\n{text}")
        exact = totals(found, size)
        shown = show_totals(exact, found, Audience.OHT)
        seen.append((shown["before_persons"], shown["after_persons"]))
        size = exact["after_persons"]
    numbers = [(text.isdigit(), place) for place, pair in enumerate(seen) for text in pair]
    assert not [place for is_number, place in numbers if is_number]


def test_subtraction_never_finds_a_hidden_count() -> None:
    for joined, left in product([0, 1, 5, 6], repeat=2):
        rows = [f"joined born {joined}", "joined enrolled 9", f"left died {left}", "left moved 9"]
        found = counts("\n".join(["direction reason persons", *(row for row in rows if not row.endswith(" 0"))]))
        shown = show_totals(totals(found, 50), found, Audience.OHT)
        hidden = {name for name, text in shown.items() if text == "hidden"}
        wanted = {f"{name}_persons" for name, n in {"joined": joined, "left": left}.items() if 1 <= n <= 5}
        assert hidden == wanted | {"before_persons", "after_persons"}
