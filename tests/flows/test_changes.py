"""Changes, revisions, history and fixed cohort of small stores, from the delivery to the terminal."""

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.plan import make_plan
from flows.settings import create_store
from flows.store import Step, Store, made
from flows.work import finished_output
from tests.flows.changing_delivery import write_changing, write_correcting
from tests.flows.conftest import Oht, Said
from tests.flows.small_delivery import files_of, tells_of_nobody
from tests.tables import assert_rows

SINCE_AUGUST = Step("results", "changes/since=2026-08", "2026-09")


@pytest.fixture(scope="module")
def changing_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which September differs from August, computed and not published."""
    from flows.cli import main

    home = tmp_path_factory.mktemp("changing")
    root = str(create_store(home / "store", buckets=2, open_periods=2).root)
    assert main(["receive", str(write_changing(home / "d")), "--source", "synthetic", "--store", root]) == 0
    assert main(["run", "--store", root]) == 0
    return home / "store"


@pytest.fixture
def changing(changing_template: Path, tmp_path: Path) -> Store:
    """A copy of that store, for one test to change."""
    shutil.copytree(changing_template, tmp_path / "store")
    return Store(tmp_path / "store")


def correct(oht: Oht, store: Store, folder: Path) -> None:
    """Take in the correcting delivery, and run."""
    assert oht("receive", write_correcting(folder), "--source", "synthetic", "--store", store.root).code == 0
    assert oht("run", "--store", store.root).code == 0


def explain(oht: Oht, store: Store, practice: str, *words: str) -> Said:
    """Explain a practice in September."""
    return oht("explain", "--practice", practice, "--period", "2026-09", *words, "--store", store.root)


def told(said: Said) -> dict[str, Any]:
    """Give what a command said to programs."""
    return json.loads(said.out.splitlines()[-1])


def reasons(account: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Give direction, reason and count of every line of an account."""
    return [(row["direction"], row["reason"], row["shown"]) for row in account["reasons"]]


def test_september_differs_from_august_as_planted(changing: Store) -> None:
    output = made(finished_output(changing, SINCE_AUGUST))
    assert_rows(
        output.load().filter(pl.col("level") != "oht"),
        """
        level    unit_id direction reason           persons
        practice P1      changed   de_enrolled      8
        practice P1      left      enrolled         7
        practice P2      joined    coverage_started 6
        practice P2      joined    enrolled         7
        practice P2      left      died             2
        province ontario changed   de_enrolled      8
        province ontario changed   enrolled         7
        province ontario joined    coverage_started 6
        province ontario left      died             2
        """,
    )
    assert_rows(
        output.load("totals").filter(pl.col("level") != "oht"),
        """
        level    unit_id before_persons joined_persons left_persons after_persons
        practice P1      50             0              7            43
        practice P2      44             13             2            55
        province ontario 94             6              2            98
        """,
    )


def test_the_first_period_is_compared_with_none_and_a_second_run_finds_nothing(changing: Store) -> None:
    lines = make_plan(changing, ["2026-08", "2026-09"])
    assert {line.state for line in lines} == {"current"}
    compared = [(line.period, line.step) for line in lines if "changes" in line.step]
    assert compared == [
        ("2026-09", "derived/attribution/changes/since=2026-08"),
        ("2026-09", "results/changes/since=2026-08"),
    ]


def test_a_practice_is_explained_without_names_and_small_counts(oht: Oht, changing: Store) -> None:
    said = explain(oht, changing, "P2")
    assert (said.code, said.err) == (0, "")
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert lines == [
        "Practice P2, 2026-09.",
        "why persons",
        "before on 2026-08-31 hidden",
        "joined a new enrolment 7",
        "joined insurance began 6",
        "joined in all 13",
        "left died <6",
        "left in all <6",
        "after on 2026-09-30 hidden",
        "The biggest reason: a new enrolment (7 joined).",
        "The period 2026-09 was never published, so that there is no revision of it.",
    ]
    assert tells_of_nobody(said.out)


def test_exact_counts_are_for_those_who_ask(oht: Oht, changing: Store) -> None:
    facts = told(explain(oht, changing, "P2", "--exact", "--json"))
    assert facts["changes"]["totals"] == {
        "before_persons": "44",
        "joined_persons": "13",
        "left_persons": "2",
        "after_persons": "55",
    }
    assert ("left", "died", "2") in reasons(facts["changes"])
    assert (facts["since"], facts["release"], facts["revision"]) == ("2026-08", None, None)


def test_what_was_revised_since_the_publication(oht: Oht, changing: Store, tmp_path: Path) -> None:
    assert oht("publish", "--store", changing.root).code == 0
    release = told(explain(oht, changing, "P2", "--json"))["release"]
    said = explain(oht, changing, "P2")
    assert said.out.splitlines()[-1] == f"Nothing of this practice was revised since the release {release}."

    correct(oht, changing, tmp_path / "e")
    facts = told(explain(oht, changing, "P2", "--exact", "--json"))
    assert facts["release"] == release
    assert facts["revision"]["totals"] == {
        "before_persons": "55",
        "joined_persons": "1",
        "left_persons": "2",
        "after_persons": "54",
    }
    assert reasons(facts["revision"]) == [
        ("joined", "late_claim", "1"),
        ("left", "correction", "1"),
        ("left", "died_late", "1"),
    ]


def test_after_the_next_publication_the_one_before_is_what_was_revised(
    oht: Oht, changing: Store, tmp_path: Path
) -> None:
    oht("publish", "--store", changing.root)
    first = told(explain(oht, changing, "P2", "--json"))["release"]
    correct(oht, changing, tmp_path / "e")
    oht("publish", "--store", changing.root)
    facts = told(explain(oht, changing, "P2", "--exact", "--json"))
    assert facts["release"] == first
    assert facts["revision"]["totals"]["after_persons"] == "54"


def test_explaining_makes_no_refresh_stale(oht: Oht, changing: Store) -> None:
    oht("publish", "--store", changing.root)
    explain(oht, changing, "P1")
    assert {line.state for line in make_plan(changing, ["2026-08", "2026-09"])} == {"current"}
    assert oht("publish", "--store", changing.root).out.startswith("Already published")


def test_any_earlier_period_can_be_compared_with(oht: Oht, changing: Store) -> None:
    assert oht("run", "--period", "2026-06", "--store", changing.root).code == 0
    facts = told(explain(oht, changing, "P1", "--since", "2026-06", "--exact", "--json"))
    assert facts["since"] == "2026-06"
    assert facts["changes"]["totals"]["before_persons"] == "50"
    assert reasons(facts["changes"])[0] == ("left", "enrolled", "7")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--practice", "P9", "--period", "2026-09"], "Nobody belonged to the practice P9 in 2026-08 or 2026-09."),
        (["--practice", "P1", "--period", "2026-03"], "The period 2026-03 has not been computed. Run first: oht run"),
        (
            ["--practice", "P1", "--period", "2026-09", "--since", "2026-03"],
            "The period 2026-03 has not been computed. Run first: oht run --period 2026-03",
        ),
        (["--practice", "P1", "--period", "2026-09", "--since", "2026-09"], "--since must be before 2026-09"),
        (["--practice", "P1", "--period", "2026-09", "--purpose", "asked"], "--purpose goes with --person;"),
        (["--person", "-", "--period", "2026-09", "--since", "2026-08"], "--since goes with --practice;"),
        (["--person", "-", "--period", "2026-09", "--exact"], "--exact goes with --practice;"),
        (["--practice", "P1", "--period", "lately"], "A period is a month written YYYY-MM"),
    ],
)
def test_what_cannot_be_explained(oht: Oht, changing: Store, words: list[str], sentence: str) -> None:
    said = oht("explain", *words, "--store", changing.root)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"✗ {sentence}")


def test_the_first_period_can_be_explained_too(oht: Oht, changing: Store) -> None:
    said = oht("explain", "--practice", "P1", "--period", "2026-08", "--store", changing.root)
    assert said.code == 0
    assert said.out.splitlines()[1] == (
        "No earlier period has been computed, so that 2026-08 can be compared with none."
    )


def test_history_is_written_where_it_says(oht: Oht, changing: Store) -> None:
    facts = told(oht("history", "--from", "2026-08", "--to", "2026-09", "--json", "--store", changing.root))
    spells = pl.concat([pl.read_parquet(path) for path in facts["files"]])
    assert (facts["persons"], facts["spells"], spells.height) == (100, 115, 115)
    assert spells.filter(pl.col("valid_to").is_not_null()).height == 17
    assert all(Path(path).is_relative_to(changing.root / "derived") for path in facts["files"])
    before = files_of(changing.root)
    again = oht("history", "--from", "2026-08", "--to", "2026-09", "--store", changing.root)
    assert again.out.startswith("History of 2026-08, 2026-09: 100 persons, 115 spells.\n")
    assert files_of(changing.root) == before
    assert oht("history", "--to", "2025-01", "--store", changing.root).code == 2


def test_a_fixed_cohort_is_measured_in_the_units_of_then(oht: Oht, changing: Store) -> None:
    published = files_of(changing.root / "published")
    said = oht("run", "--period", "2026-09", "--fixed-cohort", "2026-08", "--store", changing.root)
    assert said.code == 0
    assert (
        "Fixed cohort of 2026-08: 92 of its 94 persons are counted at 2026-09 too; results/fixed_cohort/base=2026-08."
        in said.out.splitlines()
    )
    fixed, rolling = (_denominators(changing, name) for name in ("fixed_cohort/base=2026-08/indicators", "indicators"))
    assert (fixed["P1"], fixed["P2"], fixed["ontario"]) == (50, 42, 92)
    assert (rolling["P1"], rolling["P2"], rolling["ontario"]) == (43, 55, 98)
    assert files_of(changing.root / "published") == published
    made_once = files_of(changing.root / "results")
    oht("run", "--period", "2026-09", "--fixed-cohort", "2026-08", "--store", changing.root)
    assert files_of(changing.root / "results") == made_once
    assert {line.state for line in make_plan(changing, ["2026-09"])} == {"current"}


def test_a_base_after_a_period_is_refused_before_anything_runs(oht: Oht, changing: Store) -> None:
    before = files_of(changing.root)
    said = oht("run", "--period", "2026-08", "--fixed-cohort", "2026-09", "--store", changing.root)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("✗ The fixed cohort of 2026-09 is after the period 2026-08, and a base must not be.")
    assert files_of(changing.root) == before


def test_a_panel_has_no_fixed_cohort(oht: Oht, changing: Store) -> None:
    oht("backfill", "--period", "2026-09", "--fixed-cohort", "2026-08", "--store", changing.root)
    panels = _results(changing, "fixed_cohort/base=2026-08/indicators", "md_panel")
    assert panels["not_computable"].unique().to_list() == ["a panel is counted at its own period only"]
    died = _results(changing, "fixed_cohort/base=2026-08/indicators", "premature_mort")
    assert died["not_computable"].unique().to_list() == ["those who died are counted at their own period only"]
    assert panels["numerator"].null_count() == panels.height > 0


def test_a_median_has_no_fixed_cohort(oht: Oht, changing: Store) -> None:
    oht("backfill", "--period", "2026-09", "--fixed-cohort", "2026-08", "--store", changing.root)
    waits = _results(changing, "fixed_cohort/base=2026-08/indicators", "specialist_wait")
    assert waits["not_computable"].unique().to_list() == ["a median is taken at its own period only"]


def test_a_base_that_is_not_computed_is_refused_before_anything_runs(oht: Oht, changing: Store) -> None:
    before = files_of(changing.root)
    said = oht("run", "--fixed-cohort", "2026-01", "--store", changing.root)
    assert (said.code, said.err) == (
        2,
        "✗ The period 2026-01 has not been computed. Run first: oht run --period 2026-01\n",
    )
    assert files_of(changing.root) == before


def _denominators(store: Store, folder: str) -> dict[str, int]:
    found = _results(store, folder, "ed_rate")
    return dict(zip(found["unit_id"], found["denominator"], strict=True))


def _results(store: Store, folder: str, indicator: str) -> pl.DataFrame:
    """One row per level and unit: the results of an indicator in September in a folder of results."""
    [path] = (store.root / "results" / folder / "period=2026-09").rglob("data.parquet")
    return pl.read_parquet(path, hive_partitioning=False).filter(pl.col("indicator_id") == indicator)
