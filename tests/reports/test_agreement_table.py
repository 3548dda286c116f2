"""What the terminal shows of the agreement: small numbers hidden, and what would give them away within a row."""

import polars as pl
import pytest

from reports.agreement_table import COLUMNS, agreement_rows, as_texts, reason_rows, sum_reasons
from schemas.agreement import Agreement, DifferenceCounts
from tests.tables import table

ROW = {"dimension": "tier", "value": "rostered", "share": 0.5, "share_lower": 0.25, "share_upper": 0.75, "kappa": 0.1}


def shown(counts: str, is_exact: bool = False) -> dict[str, object]:
    names = "persons_counted in_both agree missing_from_file no_team"
    frame = table(f"{names}\n{counts}", Agreement, **ROW)
    [row] = agreement_rows(frame, is_exact)
    return row


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ("100 90 80 10 0", [100, 90, 80, 10, 0]),
        ("100 94 80 6 6", [100, 94, 80, 6, 6]),
        ("100 95 80 5 0", [100, "*", 80, "<6", 0]),  # 95 beside 100 would tell of five
        ("100 5 5 95 0", [100, "<6", "<6", "*", 0]),
        ("100 90 89 10 0", [100, 90, "*", 10, 0]),  # one disagrees
        ("100 90 90 10 98", [100, 90, 90, 10, "*"]),  # two have a team
        ("5 5 5 0 0", ["<6", "<6", "<6", "*", "*"]),
        ("0 0 0 0 0", [0, 0, 0, 0, 0]),
    ],
)
def test_small_counts_are_hidden(counts: str, expected: list[object]) -> None:
    row = shown(counts)
    assert [row[name] for name in ("persons_counted", "in_both", "agree", "missing_from_file", "no_team")] == expected
    assert [shown(counts, True)["persons_counted"], shown(counts, True)["in_both"]] == [
        int(cell) for cell in counts.split()[:2]
    ]


@pytest.mark.parametrize(
    ("counts", "is_hidden"),
    [("100 90 84 10 0", False), ("100 90 85 10 0", True), ("9 9 3 0 0", True), ("100 95 80 5 0", True)],
)
def test_shares_of_small_counts_are_hidden(counts: str, is_hidden: bool) -> None:
    row = shown(counts)
    values = [row[name] for name in ("share", "share_lower", "share_upper", "kappa")]
    assert values == (["*"] * 4 if is_hidden else [0.5, 0.25, 0.75, 0.1])


def test_cells_as_text() -> None:
    texts = dict(zip(COLUMNS, as_texts(shown("12000 9000 4000 3000 0")), strict=True))
    assert texts["share"] == "50.0 % (25.0 %–75.0 %)"
    assert (texts["persons_counted"], texts["kappa"], texts["strangers"]) == ("12,000", "0.100", "–")


def test_reasons_are_summed_over_teams_and_hidden() -> None:
    reasons = table(
        """
        oht_id kind              reason      persons
        T1     missing_from_file not_in_file 3
        T2     missing_from_file not_in_file 4
        T1     other_team        other_rule  5
        """,
        DifferenceCounts,
    )
    assert [row["persons"] for row in reason_rows(reasons, False)] == ["<6"] * 3
    assert sum_reasons(reasons).rows() == [("missing_from_file", "not_in_file", 7), ("other_team", "other_rule", 5)]
    assert [row["persons"] for row in reason_rows(sum_reasons(reasons), False)] == [7, "<6"]
    assert sum_reasons(reasons).schema["persons"] == pl.Int64
