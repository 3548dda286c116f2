"""The oracle against networks worked by hand: which one is merged with which, and what then stands (networks, 13.2)."""

import pytest

from tests.oracle.forming import Limits, Province, Row, form

KM = 1000
# Metres between any two corporations of which nothing else is said.
NEAR = 10 * KM


def province_of(people: dict[str, int], stays: dict[str, int], metres: dict[str, int | None] | None = None) -> Province:
    """Give a province; two letters are a pair: of a provider's corporation and a hospital's, or of neighbours."""
    pairs = {one + other: NEAR for one in people for other in people if one != other}
    known = {pair: far for pair, far in {**pairs, **(metres or {})}.items() if far is not None}
    both = known | {pair[::-1]: far for pair, far in (metres or {}).items() if far is not None}
    gone = {pair[::-1] for pair, far in (metres or {}).items() if far is None}
    return Province(
        people,
        {(pair[0], pair[1]): number for pair, number in stays.items()},
        {(pair[0], pair[1]): far for pair, far in both.items() if pair not in gone},
    )


def short(rows: list[Row]) -> list[Row]:
    """Give of every turn the network, its partner, what they became, the reason and what told the partner."""
    return [tuple(name.removeprefix("F-") if isinstance(name, str) else name for name in row[1:6]) for row in rows]


def test_a_chain_of_mergers() -> None:
    """B and C become C, which is still too small and goes to D; A has no neighbour and is looked at once."""
    people = {"A": 1, "B": 2, "C": 3, "D": 9}
    stays = {"AA": 1, "BC": 4, "BD": 3, "BB": 1, "CC": 2, "CB": 1, "DD": 8, "DB": 2}
    province = province_of(people, stays, {"AB": None, "AC": None, "AD": None})
    rows = form(province, Limits(people=6, percent=0, metres=100 * KM))
    assert rows == [
        (1, "F-A", None, None, "population", None, None, 1, 1, 1, *[None] * 6),
        (2, "F-B", "F-C", "F-C", "population", "admissions_out", NEAR, 2, 1, 8, 3, 2, 3, 5, 8, 11),
        (3, "F-C", "F-D", "F-D", "population", "none", NEAR, 5, 8, 11, 9, 8, 10, 14, 21, 21),
    ]
    assert province.members == {"F-A": ["A"], "F-D": ["D", "C", "B"]}


# Admissions and distances from X, which is too small; the partner and what told it from the next.
PARTNERS: dict[str, tuple[dict[str, int], dict[str, int | None], tuple[str | None, str | None]]] = {
    "most admissions": ({"XA": 2, "XB": 3, "AX": 9}, {"XA": 1}, ("B", "admissions_out")),
    "most from there": ({"XA": 2, "XB": 2, "BX": 1}, {"XA": 1}, ("B", "admissions_in")),
    "nearest": ({"XA": 2, "XB": 2}, {"XB": NEAR - 1}, ("B", "distance")),
    "smallest id": ({"XA": 2, "XB": 2}, {}, ("A", "id")),
    "no admissions at all": ({}, {"XB": NEAR - 1}, ("B", "distance")),
    "only within the distance": ({"XA": 9}, {"XA": 30 * KM + 1, "XB": 30 * KM}, ("B", "none")),
    "no place is no distance": ({"XA": 9}, {"XA": None}, ("B", "none")),
    "nobody near": ({"XA": 9}, {"XA": 30 * KM + 1, "XB": None}, (None, None)),
}


@pytest.mark.parametrize("name", PARTNERS)
def test_partner(name: str) -> None:
    stays, metres, (partner, step) = PARTNERS[name]
    province = province_of({"X": 4, "A": 5, "B": 5}, stays, {**metres, "AB": 1})
    rows = form(province, Limits(people=5, percent=0, metres=30 * KM))
    assert (short(rows)[0][1], short(rows)[0][4]) == (partner, step)


# People, admissions and limits; networks in the order in which they are looked at, with the reason.
ORDERS: dict[str, tuple[dict[str, int], dict[str, int], tuple[int, int], list[tuple[str, str]]]] = {
    "fewest people, then smallest id": (
        {"A": 3, "B": 2, "C": 2},
        {},
        (4, 0),
        [("B", "population"), ("C", "population")],
    ),
    "small before disloyal": (
        {"A": 9, "B": 8, "C": 3},
        {"AB": 1, "CC": 1},
        (4, 60),
        [("C", "population"), ("A", "loyalty")],
    ),
    "least loyal": (
        {"A": 9, "B": 9, "C": 9},
        {"AA": 1, "AC": 2, "BB": 1, "BC": 3, "CC": 1},
        (0, 26),
        [("B", "loyalty")],
    ),
    "equally disloyal: fewest people": (
        {"A": 9, "B": 8, "C": 9},
        {"AC": 2, "BC": 1, "CC": 9},
        (0, 1),
        [("B", "loyalty"), ("A", "loyalty")],
    ),
    "equally disloyal and large": (
        {"B": 9, "A": 9, "C": 9},
        {"AC": 2, "BC": 1, "CC": 9},
        (0, 1),
        [("A", "loyalty"), ("B", "loyalty")],
    ),
    "at the limits": ({"A": 4, "B": 5}, {"AA": 1, "AB": 1, "BB": 1}, (4, 50), []),
    "none is not disloyal": ({"A": 4, "B": 5}, {}, (0, 100), []),
    "one third is below 34 and not below 33": (
        {"A": 4, "B": 5},
        {"AA": 1, "AB": 2, "BB": 1},
        (0, 34),
        [("A", "loyalty")],
    ),
    "one third and 33": ({"A": 4, "B": 5}, {"AA": 1, "AB": 2, "BB": 1}, (0, 33), []),
}


@pytest.mark.parametrize("name", ORDERS)
def test_order(name: str) -> None:
    people, stays, (least, percent), expected = ORDERS[name]
    rows = short(form(province_of(people, stays), Limits(least, percent, 100 * KM)))
    assert [(row[0], row[3]) for row in rows] == expected


@pytest.mark.parametrize(
    ("people", "kept"), [({"A": 3, "B": 4}, "B"), ({"B": 3, "A": 3}, "A"), ({"B": 0, "A": 0}, "A")]
)
def test_the_larger_network_keeps_its_id(people: dict[str, int], kept: str) -> None:
    rows = short(form(province_of(people, {}), Limits(5, 0, 100 * KM)))
    assert [row[2] for row in rows[:1]] == [kept]


def test_the_distance_is_that_of_the_nearest_corporations() -> None:
    """A reaches C only by B, with which it was merged first."""
    province = province_of({"A": 1, "B": 2, "C": 9}, {}, {"AC": 31 * KM, "BC": 30 * KM, "AB": 1})
    rows = form(province, Limits(4, 0, 30 * KM))
    assert [(row[1], row[2], row[6]) for row in rows] == [("F-A", "F-B", 1), ("F-B", "F-C", 30 * KM)]
