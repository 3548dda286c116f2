"""Series of an indicator over periods, with the rules of the control chart (comparisons, 28)."""

import polars as pl

from tests.transforms.comparisons.exact_rows import exact_row, shown
from transforms.catalogue import indicators
from transforms.comparisons.series import build_series, overlapping
from transforms.dates import periods_between

ID = "continuity_hqo"
TEAM = ("oht", "T1")


def series(numerators: dict[str, int], versions: dict[str, int] | None = None) -> pl.DataFrame:
    rows = [
        exact_row(ID, TEAM, (count, 100), period, (versions or {}).get(period, 1))
        for period, count in numerators.items()
    ]
    return build_series(shown(rows), indicators())


def months(first: str, last: str, every: str = "month") -> list[str]:
    return list(periods_between(first, last, every))


def test_a_changed_definition_begins_a_series_and_both_stay() -> None:
    found = series({"2026-07": 50, "2026-08": 51, "2026-09": 52}, {"2026-09": 2})
    assert found.select("period", "series", "definition_version").rows() == [
        ("2026-07", 1, 1),
        ("2026-08", 1, 1),
        ("2026-09", 2, 2),
    ]


def test_series_are_numbered_by_their_first_period_not_by_version() -> None:
    found = series({"2026-07": 50, "2026-08": 51}, {"2026-07": 9, "2026-08": 2})
    assert found["series"].to_list() == [1, 2]


def test_eleven_values_have_no_chart_and_twelve_have() -> None:
    eleven = series(dict.fromkeys(months("2025-01", "2025-11"), 50))
    assert eleven["rules_broken"].null_count() == 11
    assert eleven["chart_status"].unique().to_list() == ["too_few_points"]
    twelve = series({**dict.fromkeys(months("2025-01", "2025-11"), 50), "2025-12": 80})
    assert twelve["rules_broken"].to_list()[-1] == ["outside"]
    # The eleven before lie below the mean, seven and more in a row.
    assert twelve["rules_broken"].to_list()[0] == ["run"]


def test_a_version_change_breaks_the_chart() -> None:
    periods = months("2024-01", "2025-12")
    found = series(dict.fromkeys(periods, 50), dict.fromkeys(periods[13:], 2))
    assert found.filter(series=1)["chart_status"].unique().to_list() == ["computed"]
    assert found.filter(series=2)["chart_status"].unique().to_list() == ["too_few_points"]


def test_a_month_that_was_not_computed_ends_a_pattern() -> None:
    """Six rise in a row; without the fourth the pattern is broken, and nothing is added for it."""
    rising = dict(zip(months("2025-01", "2025-12"), [50, 52, 50, 52, 50, 52, 53, 54, 55, 56, 57, 58], strict=True))
    assert "trend" in series(rising)["rules_broken"].to_list()[-1]
    gap = {**rising, "2026-01": 58, "2026-02": 58}
    del gap["2025-10"]
    found = series(gap)
    assert found.height == 13 and found["chart_status"].unique().to_list() == ["computed"]
    assert not any("trend" in rules for rules in found["rules_broken"].to_list())


def test_years_are_a_series_without_gaps() -> None:
    found = series({period: 50 + place % 2 for place, period in enumerate(months("2010-03", "2022-03", "year"))})
    assert found["chart_status"].unique().to_list() == ["computed"]


def test_a_hidden_value_is_a_gap() -> None:
    found = series({**dict.fromkeys(months("2025-01", "2025-11"), 50), "2025-12": 3})
    hidden = found.row(11, named=True)
    assert (hidden["suppression"], hidden["value"], hidden["rules_broken"]) == ("small_cell", None, None)
    assert found["chart_status"].unique().to_list() == ["too_few_points"]


def test_windows_overlap_when_periods_are_nearer_than_they_are_long() -> None:
    assert overlapping(["2025-03", "2026-02"], 12) and not overlapping(["2025-03", "2026-03"], 12)
    assert not overlapping([], 12) and not overlapping(["2025-03", "2025-04"], 0)


def test_nothing_gives_nothing() -> None:
    assert build_series(shown([]), indicators()).is_empty()
