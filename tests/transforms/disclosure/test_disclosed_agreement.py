"""The agreement on a screen: what is hidden on small tables, and an attack by subtraction on random ones."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.agreement import Agreement, AgreementCells, DifferenceCounts
from tests.tables import table
from transforms.attribution.agreement import measure_agreement
from transforms.disclosure.agreement import Screen, screen_agreement
from transforms.disclosure.audience import Audience

ROW = {"dimension": "tier", "value": "rostered", "share": 0.5, "share_lower": 0.25, "share_upper": 0.75, "kappa": 0.1}
NAMES = ["persons_counted", "in_both", "agree", "missing_from_file", "no_team"]
REASON = {"missing_from_file": ["born_after_file", "not_in_file"], "other_team": ["moved_after_file", "other_rule"]}
ONLY_THERE = {"only_in_file": ["died", "other_not_counted"], "stranger": ["stranger"]}


@pytest.mark.parametrize(
    ("counts", "hidden", "is_share_hidden"),
    [
        ("100 90 80 10 0", [], False),
        ("100 94 80 6 6", [], False),
        ("100 95 80 5 0", ["in_both", "missing_from_file"], True),  # 95 beside 100 would tell of five
        ("100 5 5 95 0", ["in_both", "agree", "missing_from_file"], True),
        ("100 90 85 10 0", ["agree"], True),  # five disagree
        ("100 90 90 10 98", ["no_team"], False),  # two have a team
        ("5 5 5 0 0", ["persons_counted", "in_both", "agree"], True),
        ("0 0 0 0 0", [], False),
    ],
)
def test_each_row_by_itself(counts: str, hidden: list[str], is_share_hidden: bool) -> None:
    frame = table(f"{' '.join(NAMES)}\n{counts}", Agreement, **ROW)
    screen = screen_agreement(frame, DifferenceCounts.empty(), Audience.OHT)
    found = set(screen.agreement["hidden"].item().to_list())
    assert found >= set(hidden)
    assert ("share" in found, "kappa" in found) == (is_share_hidden, is_share_hidden)
    exact = screen_agreement(frame, DifferenceCounts.empty(), Audience.PRACTICE)
    assert exact.agreement["hidden"].item().to_list() == []


Rows = list[tuple[str, str, str, str, str, int]]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["in_both", "missing_from_file", "only_in_file", "stranger"]),
        st.sampled_from(["rostered", "virtual"]),
        st.sampled_from(["0-4", "75+"]),
        st.sampled_from(["T1", "T2", ""]),
        st.sampled_from(["T1", "T2", "T3"]),
        st.integers(1, 12),
    ),
    min_size=1,
    max_size=14,
)
SOMEBODY = ("in_both", "rostered", "75+", "T1", "T1", 7)


def tables_of(rows: Rows) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give agreement and reasons of some groups of persons; the reason follows from the size of the group."""
    cells, reasons = [], []
    for standing, tier, band, recomputed, official, persons in rows:
        is_counted = standing in ("in_both", "missing_from_file")
        here = (recomputed or None) if is_counted else None
        there = None if standing == "missing_from_file" else official
        cells.append((standing, tier if is_counted else None, band, here, there, persons))
        kind = "other_team" if standing == "in_both" else standing
        if kind != "other_team" or here != there:
            names = (REASON | ONLY_THERE)[kind]
            reasons.append((here if is_counted else there, kind, names[persons % len(names)], persons))
    key = list(AgreementCells.empty().columns)
    made = pl.DataFrame(cells, schema=AgreementCells.empty().schema, orient="row")
    summed = made.group_by(key[:-1]).agg(pl.col("persons").sum())
    differ = pl.DataFrame(reasons, schema=DifferenceCounts.empty().schema, orient="row")
    differ = differ.group_by("oht_id", "kind", "reason").agg(pl.col("persons").sum())
    return measure_agreement(summed), differ.sort("oht_id", "kind", "reason", nulls_last=True)


def told_by_subtraction(screen: Screen) -> list[int]:
    """Give the counts of 1 to 5 that are shown, or that one sum within the shown tables gives.

    Written from what the tables mean, not from the way they are hidden.
    """
    rows = [_shown(row) for row in screen.agreement.iter_rows(named=True)]
    reasons = [_shown(row) for row in screen.reasons.iter_rows(named=True)]
    summed = [_shown(row) for row in screen.summed.iter_rows(named=True)]
    everyone = next(row for row in rows if row["dimension"] == "all")
    sums = []
    for row in rows:
        row["differ"] = _less(row["in_both"], row["agree"])
        row["placed"] = _less(row["persons_counted"], row["no_team"])
        sums.append((row["persons_counted"], [row["in_both"], row["missing_from_file"]]))
    for name in [*NAMES, "differ", "placed"]:
        for dimension in ("tier", "age_band", "oht"):
            sums.append((everyone[name], [row[name] for row in rows if row["dimension"] == dimension]))
    kinds = {"missing_from_file": "missing_from_file", "differ": "other_team"}
    for name, kind in {**kinds, "only_in_file": "only_in_file", "strangers": "stranger"}.items():
        sums.append((everyone[name], [row["persons"] for row in summed if row["kind"] == kind]))
    for name, kind in kinds.items():
        for row in (row for row in rows if row["dimension"] == "oht"):
            own = [of for of in reasons if of["kind"] == kind and (of["oht_id"] or "none") == row["value"]]
            sums.append((row[name], [of["persons"] for of in own]))
    for row in summed:
        sums.append((row["persons"], [of["persons"] for of in reasons if _why(of) == _why(row)]))
    shown = [row[name] for row in rows for name in [*NAMES, "only_in_file", "strangers", "differ", "placed"]]
    told = [*shown, *[row["persons"] for row in reasons + summed], *map(_missing, sums)]
    return sorted(count for count in told if count is not None and 1 <= count <= 5)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if name in row["hidden"] else value for name, value in row.items()}


def _less(whole: int | None, part: int | None) -> int | None:
    return None if whole is None or part is None else whole - part


def _why(row: dict[str, Any]) -> tuple[str, str]:
    return row["kind"], row["reason"]


def _missing(of: tuple[int | None, list[int | None]]) -> int | None:
    """Give what the one hidden number of a sum must be; null: none is hidden, or more than one."""
    total, parts = of
    shown = sum(part for part in parts if part is not None)
    if total is None:
        return None if None in parts or not parts else shown
    return total - shown if parts.count(None) == 1 else None


@settings(max_examples=200, deadline=None)
@given(ROWS)
def test_no_subtraction_gives_a_small_count(rows: Rows) -> None:
    agreement, reasons = tables_of([*rows, SOMEBODY])
    assert told_by_subtraction(screen_agreement(agreement, reasons, Audience.OHT)) == []


def test_the_attack_finds_what_hiding_small_counts_alone_leaves_open() -> None:
    agreement, reasons = tables_of(
        [("in_both", "rostered", "75+", "T1", "T1", 80), ("in_both", "rostered", "75+", "T1", "T2", 3)]
    )
    open_tables = screen_agreement(agreement, reasons, Audience.PRACTICE)
    assert 3 in told_by_subtraction(open_tables)


def test_where_nobody_is_counted_small_counts_are_hidden_too() -> None:
    agreement, reasons = tables_of([("stranger", "rostered", "75+", "", "T1", 3)])
    screen = screen_agreement(agreement, reasons, Audience.OHT)
    assert agreement.is_empty()
    assert [screen.reasons["hidden"].to_list(), screen.summed["hidden"].to_list()] == [[["persons"]], [["persons"]]]


def test_the_order_of_rows_does_not_matter() -> None:
    agreement, reasons = tables_of(
        [
            ("in_both", "rostered", "75+", "T1", "T1", 80),
            ("in_both", "virtual", "0-4", "T1", "T2", 3),
            ("missing_from_file", "virtual", "0-4", "T2", "", 9),
            ("stranger", "virtual", "0-4", "", "T2", 4),
        ]
    )
    one = screen_agreement(agreement, reasons, Audience.OHT)
    other = screen_agreement(agreement.reverse(), reasons.reverse(), Audience.OHT)
    assert one.agreement.equals(other.agreement.reverse())
    assert one.summed.equals(other.summed)
