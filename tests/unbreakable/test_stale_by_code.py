"""What a change in the code makes stale: the steps that it can change, and no others.

Every change is made in a copy of the packages that a process of its own runs on a copy of the finished store.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.unbreakable.editions import add_lines, change, copy_code, plan_and_run, reword
from tests.unbreakable.stages import BUCKETS, PERIODS
from tests.unbreakable.stores import differing, remembered, snapshot
from transforms.catalogue import cohorts, indicators, needs

INDICATOR = "transforms/indicators/value/ed_rate.py"
FAMILY = "transforms/features/emergency.py"
PHYSICIANS = "transforms/indicators/provider/md_panel.py"
COHORT = "transforms/cohorts/frequent_ed.py"
NEED = "transforms/needs/no_primary_care_visit.py"
# The province has an official file, which is a method beside the recomputed attribution; each counts all indicators.
COUNTS_BY_METHOD = ["derived/methods/counts/official_file", "derived/methods/counts/oht_attr_1"]


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A copy of the packages, to be changed."""
    return copy_code(tmp_path / "code")


def test_comments_docstrings_and_french_make_nothing_stale(code: Path, finished: Path, tmp_path: Path) -> None:
    before = snapshot(finished)
    assert sum(reword(path) for path in (code / "transforms").rglob("*.py")) > 100
    french = 'page:\n  title: "Rapport du cabinet {practice}"\n'
    (code / "reports" / "messages" / "fr.yaml").write_text(french, encoding="utf-8")
    assert plan_and_run(finished, code, tmp_path)[0] == []
    assert differing(before, snapshot(finished)) == []


def test_english_texts_renew_the_pages_and_no_number(code: Path, finished: Path, tmp_path: Path) -> None:
    before, steps = snapshot(finished), remembered(finished)
    change(code / INDICATOR, r'title="[^"]*"', 'title="A name said anew."')
    change(code / INDICATOR, r'why="[^"]*"', 'why="A reason said anew."')
    assert plan_and_run(finished, code, tmp_path)[0] == []
    assert remembered(finished) == steps
    changed = differing(before, snapshot(finished))
    assert {name.split("/")[0] for name in changed} == {"packs", "published"}
    assert [name for name in changed if name.startswith("published/")] == ["published/current.json"]
    page = (finished / next(name for name in changed if name.endswith("report.en.html"))).read_text(encoding="utf-8")
    assert "A name said anew." in page
    assert "A reason said anew." in page


def test_a_changed_dictionary_renews_the_packs_and_no_number(code: Path, finished: Path, tmp_path: Path) -> None:
    before, steps = snapshot(finished), remembered(finished)
    change(code / "reports" / "dictionary.py", 'NEVER_NULL = "never null"', 'NEVER_NULL = "is never null"')
    assert plan_and_run(finished, code, tmp_path)[0] == []
    assert remembered(finished) == steps
    dictionaries = [name for name in differing(before, snapshot(finished)) if name.endswith("dictionary.csv")]
    assert dictionaries
    assert all(b"is never null" in (finished / name).read_bytes() for name in dictionaries)


def test_a_changed_rule_renews_the_counts_and_what_stands_on_them(code: Path, finished: Path, tmp_path: Path) -> None:
    steps = remembered(finished)
    change(code / INDICATOR, r'pl\.col\("ed_visits_12m"\)', 'pl.col("ed_visits_12m").clip(0, 3)')
    plan, said = plan_and_run(finished, code, tmp_path)
    renewed = ["derived/membership/persons", *COUNTS_BY_METHOD]
    waiting = ["results/counts", "results/indicators", "results/methods", "results/neighbourhoods"]
    assert _lines(plan, "to_run") == {(step, "definition changed: ed_rate", BUCKETS) for step in renewed}
    assert _lines(plan, "waiting") == {(step, "an earlier step runs first", 1) for step in waiting}
    assert said.out.count(": definition changed: ed_rate\n") == len(renewed) * len(PERIODS)
    assert _changed(steps, finished) == _of_both_periods([*renewed, *waiting])


def test_a_changed_rule_that_counts_the_same_stops_at_the_counts(code: Path, finished: Path, tmp_path: Path) -> None:
    steps = remembered(finished)
    change(code / INDICATOR, r'pl\.col\("ed_visits_12m"\)', 'pl.col("ed_visits_12m").clip(0, 9999)')
    plan_and_run(finished, code, tmp_path)
    # The comparison of methods asks for the rule itself beside the counts.
    renewed = ["derived/membership/persons", *COUNTS_BY_METHOD, "results/methods"]
    assert _changed(steps, finished) == _of_both_periods(renewed)


def test_another_way_to_show_a_number_renews_the_results_alone(code: Path, finished: Path, tmp_path: Path) -> None:
    steps = remembered(finished)
    change(code / INDICATOR, r"multiplier=100,", "multiplier=1_000,")
    plan_and_run(finished, code, tmp_path)
    assert _changed(steps, finished) == _of_both_periods(["results/indicators", "results/methods"])


def test_a_changed_rule_of_physicians_renews_theirs(code: Path, finished: Path, tmp_path: Path) -> None:
    steps = remembered(finished)
    change(code / PHYSICIANS, r'pl\.col\("panel_persons"\) > 0', 'pl.col("panel_persons") > 1_000')
    plan_and_run(finished, code, tmp_path)
    renewed = ["derived/membership/physicians", "results/counts", "results/indicators", "results/methods"]
    assert _changed(steps, finished) == _of_both_periods(renewed)


def test_a_changed_cohort_renews_it_and_the_need_that_stands_on_it(code: Path, finished: Path, tmp_path: Path) -> None:
    steps = remembered(finished)
    change(code / COHORT, r'pl\.col\("ed_visits_12m"\) >= 4', 'pl.col("ed_visits_12m") >= 2')
    plan, _ = plan_and_run(finished, code, tmp_path)
    assert _lines(plan, "to_run") == {
        ("derived/membership/cohorts/frequent_ed", "definition changed: frequent_ed", BUCKETS),
        ("derived/needs", "definition changed: frequent_emergency_visits", BUCKETS),
    }
    changed = ["derived/membership/cohorts/frequent_ed", "derived/needs", "results/cohorts/frequent_ed"]
    assert _changed(steps, finished) == _of_both_periods(changed)


def test_a_need_that_changes_for_one_month_is_renewed_for_it(code: Path, finished: Path, tmp_path: Path) -> None:
    steps = remembered(finished)
    window = "months_before(period_end, 12 if period_end.month == 9 else 24)"
    change(code / NEED, r"months_before\(period_end, 24\)", window)
    plan, _ = plan_and_run(finished, code, tmp_path)
    assert [(line["period"], line["step"], line["reason"]) for line in plan] == [
        ("2024-09", "derived/needs", "definition changed: no_primary_care_visit")
    ]
    assert _changed(steps, finished) == {("2024-09", "derived/needs")}


def test_a_changed_family_renews_what_depends_on_it(code: Path, finished: Path, tmp_path: Path) -> None:
    steps = remembered(finished)
    change(code / FAMILY, r"months_before\(period_end, 12\)", "months_before(period_end, 6)")
    plan, _ = plan_and_run(finished, code, tmp_path)
    assert _lines(plan, "to_run") == {("derived/features/emergency", "code changed", BUCKETS)}
    assert _changed(steps, finished) == _of_both_periods(_dependents("emergency"))


def test_changed_code_that_gives_the_same_stops_there(code: Path, finished: Path, tmp_path: Path) -> None:
    steps = remembered(finished)
    add_lines(code / FAMILY, "REMARK = 1")
    plan_and_run(finished, code, tmp_path)
    assert _changed(steps, finished) == _of_both_periods(["derived/features/emergency"])


def test_changed_code_of_membership_renews_all_membership(code: Path, finished: Path, tmp_path: Path) -> None:
    steps = remembered(finished)
    add_lines(code / "transforms/indicators/membership.py", "REMARK = 1")
    plan_and_run(finished, code, tmp_path)
    renewed = [f"derived/membership/{rows}" for rows in ("persons", "physicians", "population", "hospitals")]
    renewed += ["results/counts", "results/indicators", "results/neighbourhoods"]
    assert _changed(steps, finished) == _of_both_periods([*renewed, *COUNTS_BY_METHOD, "results/methods"])


def test_changed_code_of_cohorts_renews_all_cohorts(code: Path, finished: Path, tmp_path: Path) -> None:
    steps = remembered(finished)
    add_lines(code / "transforms/cohorts/members.py", "REMARK = 1")
    plan_and_run(finished, code, tmp_path)
    renewed = [step for name in cohorts() for step in (f"derived/membership/cohorts/{name}", f"results/cohorts/{name}")]
    assert _changed(steps, finished) == _of_both_periods(renewed)


def _dependents(family: str) -> list[str]:
    """Name the steps that stand on a feature family."""
    is_measured = any(family in record.features for record in indicators().values())
    counted = [name for name, record in cohorts().items() if family in record.features]
    listed = ["derived/needs"] if any(family in record.features for record in needs().values()) else []
    measured = ["derived/membership/persons", "results/counts", "results/indicators", *COUNTS_BY_METHOD]
    return [
        *[f"derived/features/{family}", *listed],
        *[f"derived/membership/cohorts/{name}" for name in counted],
        *[f"results/cohorts/{name}" for name in counted],
        *([*measured, "results/methods", "results/neighbourhoods"] if is_measured else []),
    ]


def _of_both_periods(steps: Iterable[str]) -> set[tuple[str, str]]:
    return {(period, step) for period in PERIODS for step in steps}


def _changed(before: dict[str, str], store: Path) -> set[tuple[str, str]]:
    """Give (period, step) of every output that is another one now, whichever the bucket."""
    found = differing(before, remembered(store))
    return {(name.split(" ")[0], name.split(" ")[1].split("/period=")[0]) for name in found}


def _lines(plan: list[dict[str, object]], state: str) -> set[tuple[object, object, object]]:
    """Give (step, reason, buckets) of the lines in a state; they are the same in both periods."""
    lines = [
        {key: line[key] for key in ("period", "step", "reason", "buckets")} for line in plan if line["state"] == state
    ]
    by_period = [{(at["step"], at["reason"], at["buckets"]) for at in lines if at["period"] == one} for one in PERIODS]
    assert by_period[0] == by_period[1]
    assert len(lines) == 2 * len(by_period[0])
    return by_period[0]
