"""Scorecards, programmes and trends from the small delivery to the terminal."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.cli import main
from flows.receive import receive_drop
from flows.results import results_step
from flows.settings import create_store
from flows.store import Store, made
from flows.work import finished_output
from tests.flows.conftest import TODAY, Oht
from tests.flows.small_delivery import small_rows, tells_of_nobody, write_small
from transforms.catalogue import indicators

PERIOD = "2026-09"
ONE = "{status: local, source: settled here}"
ACUTE = ["readmit30_conditions", "readmit_mha30", "readmit30_cihi"]
# Without the aim of value, which the acute ones fill.
OTHER_AIMS = ["ed_freq_mha", "fu7_copd", "md_panel"]


def write_programme(path: Path, ids: list[str], is_default: bool = True, target: float | None = None) -> Path:
    """Write a programme of one's own, in which every unverified indicator is marked to be shown."""
    marked = {name for name, record in indicators().items() if record.status == "unverified"}
    mark = {True: ", shows_unverified: true", False: ""}
    aim = "" if target is None else f", target: {target}"
    lines = [f"  {name}: {{status: local, source: here{aim}{mark[name in marked]}}}" for name in ids]
    head = [
        f"programme: {path.stem}",
        "title: Own",
        "owner: us",
        "source: here",
        f"is_default: {str(is_default).lower()}",
    ]
    path.write_text("\n".join([*head, "indicators:", *lines]) + "\n")
    return path


def lines_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_default_programme_of_the_province(oht: Oht, small_store: Store) -> None:
    said = oht("scorecard", "--store", small_store.root)
    assert said.code == 0 and tells_of_nobody(said.out)
    lines = lines_of(said.out)
    assert lines[0] == f"Practice page, as the project sets it out, Ontario, {PERIOD}."
    heads = [line for line in lines if line.isupper()]
    assert heads == [
        "EXPERIENCE OF PATIENTS",
        "HEALTH OF THE POPULATION",
        "VALUE",
        "EXPERIENCE OF PROVIDERS",
    ]
    (rate,) = [line for line in lines if "ed_rate" in line]
    assert "no target published" in rate and rate.endswith("provisional UNVERIFIED")
    assert "About acute care: 1 of 14 (7%)." in lines
    assert "verdict" not in said.out and "Judged" not in said.out


def test_a_team_is_judged_against_the_province(oht: Oht, small_store: Store) -> None:
    said = oht("scorecard", "--oht", "T1", "--programme", "hspn", "--store", small_store.root)
    lines = lines_of(said.out)
    assert lines[0].endswith(f"T1, {PERIOD}. 5 of 5 memberships unverified.")
    assert "eol_mdhome90 awaits a window of 90 days; eol_mdhome30 looks at 30." in lines
    assert any(line.startswith("Judged: ") and "by chance alone" in line for line in lines)
    assert "membership unverified" in said.out


def shown(oht: Oht, store: Store, *words: str) -> dict[str, Any]:
    [facts] = oht("scorecard", "--json", "--oht", "T1", *words, "--store", store.root).json
    return facts


def test_as_json(oht: Oht, small_store: Store) -> None:
    facts = shown(oht, small_store)
    assert [facts[name] for name in ("programme", "period", "level", "unit")] == ["ocfp", PERIOD, "oht", "T1"]
    assert (facts["acute"], len(facts["indicators"])) == (1, 14)
    assert facts["judged"] == facts["better"] + facts["similar"] + facts["worse"]
    assert facts["awaiting"] == facts["off"] == {}
    assert {row["target_status"] for row in facts["indicators"]} == {"no_target"}


def test_small_counts_are_hidden_with_all_that_they_would_tell(oht: Oht, tmp_path: Path) -> None:
    """Four emergency visits, and three persons who are not enrolled: on either side of the line."""
    store = few_store(tmp_path)
    own = write_programme(tmp_path / "own.yaml", ["ed_rate", "attach", "new_enrol"], is_default=False, target=50.0)
    rows = {row["indicator_id"]: row for row in shown(oht, store, "--programme", str(own))["indicators"]}
    assert {name for name, row in rows.items() if row["suppression"]} == {"ed_rate", "attach"}
    for name in ("ed_rate", "attach"):
        assert {key for key, value in rows[name].items() if isinstance(value, float)} == {"target"}
        told = [rows[name][f"{what}_reason"] for what in ("verdict", "standing", "change")]
        assert (rows[name]["target_status"], told) == ("hidden", ["hidden"] * 3)
    assert (rows["new_enrol"]["value"], rows["new_enrol"]["target_status"]) == (0.0, "missed")
    exact = shown(oht, store, "--programme", str(own), "--exact")["indicators"]
    assert {row["indicator_id"]: (row["value"], row["target_status"]) for row in exact} == {
        "attach": (97.0, "met"),
        "ed_rate": (4.0, "met"),
        "new_enrol": (0.0, "missed"),
    }
    text = oht("scorecard", "--oht", "T1", "--programme", own, "--store", store.root).out
    assert "97.0" not in text and "4.0" not in text and "hidden: a count of 1 to 5" in text
    series = oht("trend", "--indicator", "attach", "--oht", "T1", "--json", "--store", store.root).json[0]["series"]
    assert [(row["value"], row["mean"], row["suppression"]) for row in series] == [(None, None, "small_cell")]


def few_store(home: Path) -> Store:
    """A store, computed for September, in which few visited and few are not enrolled."""
    rows = small_rows()
    enrolled = [{"health_number": row["health_number"], "physician_no": "P1"} for row in rows["persons"][:97]]
    store = create_store(home / "few", open_periods=1)
    folder = write_small(home / "delivery", ed_visits=rows["ed_visits"][:4], enrolments=enrolled)
    receive_drop(store, folder, "synthetic", TODAY)
    assert main(["run", "--store", str(store.root)]) == 0
    return store


def test_a_default_set_that_leans_to_hospitals_is_refused(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    own = write_programme(tmp_path / "lean.yaml", [*OTHER_AIMS, *ACUTE])
    half = oht("scorecard", "--programme", own, "--store", small_store.root)
    assert half.code == 0, half.err
    own = write_programme(tmp_path / "lean.yaml", [*OTHER_AIMS[:2], *ACUTE])
    refused = oht("scorecard", "--programme", own, "--store", small_store.root)
    assert refused.code == 9
    assert "lean: 3 of 5 indicators are about acute care, more than half." in refused.err
    assert "lean: no indicator is about the aim provider." in refused.err
    assert refused.out == ""
    other = write_programme(tmp_path / "lean.yaml", ACUTE, is_default=False)
    assert oht("scorecard", "--programme", other, "--store", small_store.root).code == 0


def test_what_is_not_there_is_refused(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    def said(*words: object) -> tuple[int, str]:
        found = oht("scorecard", *words, "--store", small_store.root)
        return found.code, found.err

    code, text = said("--programme", "gone")
    assert code == 2 and "There is no programme gone. Known: cqip_2026, hspn" in text
    assert said("--programme", tmp_path / "gone.yaml")[0] == 2
    code, text = said("--oht", "T9")
    assert code == 2 and f"There is no team T9 in {PERIOD}. Teams with people then: T1" in text
    assert said("--period", "2025-01")[0] == 2 and said("--period", "soon")[0] == 2
    unknown = write_programme(tmp_path / "unknown.yaml", ["eol_mdhome90"], is_default=False)
    code, text = said("--programme", unknown)
    assert code == 9 and "unknown: there is no indicator eol_mdhome90." in text
    (tmp_path / "broken.yaml").write_text("programme: broken\n")
    assert said("--programme", tmp_path / "broken.yaml")[0] == 9


def test_an_unverified_indicator_is_off_in_a_default_set(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    own = write_programme(tmp_path / "own.yaml", [*OTHER_AIMS, "readmit30_cihi", "ed_rate"])
    own.write_text(
        own.read_text().replace("ed_rate: {status: local, source: here, shows_unverified: true}", f"ed_rate: {ONE}")
    )
    said = oht("scorecard", "--programme", own, "--store", small_store.root)
    assert "ed_rate is off: unverified in a default set." in lines_of(said.out)
    assert "(ed_rate," not in said.out


def test_the_programmes_are_listed(oht: Oht) -> None:
    lines = lines_of(oht("programmes").out)
    assert lines[0].startswith("programme title owner")
    assert lines[4] == "ocfp Practice page, as the project sets it out the project 14 0 13 7% yes"
    [facts] = oht("programmes", "--json").json
    assert [fact["programme"] for fact in facts["programmes"]] == [
        "cqip_2026",
        "hspn",
        "mypractice",
        "ocfp",
        "qip_2025",
    ]


def test_a_trend_goes_over_all_periods(oht: Oht, small_store: Store) -> None:
    said = oht("trend", "--indicator", "ed_rate", "--store", small_store.root)
    assert said.code == 0 and tells_of_nobody(said.out)
    lines = lines_of(said.out)
    assert lines[0] == "Emergency visits (ed_rate, per 100 people), Ontario."
    assert [line.split()[0] for line in lines[2:4]] == ["2026-08", "2026-09"]
    assert "Rules are asked of a series with 12 or more values that are shown." in lines
    [facts] = oht("trend", "--indicator", "ed_rate", "--oht", "T1", "--json", "--store", small_store.root).json
    assert facts["windows_overlap"] and [row["series"] for row in facts["series"]] == [1, 1]


def test_a_changed_definition_begins_a_series(oht: Oht, small_store: Store) -> None:
    output = made(finished_output(small_store, results_step("2026-08")))
    older = output.load().with_columns(pl.lit(7, pl.Int32).alias("definition_version"))
    older.write_parquet(output.path())
    said = oht("trend", "--indicator", "ed_rate", "--store", small_store.root)
    assert (
        "Series 2 begins in 2026-09: definition version 1 in place of 7. Do not read it on from series 1."
        in lines_of(said.out)
    )
    assert [line.split()[0] for line in lines_of(said.out)[2:4]] == ["2026-08", "2026-09"]


def test_a_trend_of_what_is_not_there_is_refused(oht: Oht, small_store: Store, store_of_nothing: Store) -> None:
    assert "There is no indicator gone" in oht("trend", "--indicator", "gone", "--store", small_store.root).err
    refused = oht("trend", "--indicator", "ed_rate", "--oht", "T9", "--store", small_store.root)
    assert refused.code == 2 and "There is no team T9 in any computed period." in refused.err
    assert oht("trend", "--indicator", "ed_rate", "--store", store_of_nothing.root).code == 2


@pytest.fixture
def store_of_nothing(tmp_path: Path) -> Store:
    """A store that received nothing."""
    return create_store(tmp_path / "nothing", open_periods=1)


def test_the_year_before_is_looked_up(oht: Oht, small_store: Store) -> None:
    assert oht("run", "--period", "2025-09", "--store", small_store.root).code == 0
    [facts] = oht("scorecard", "--json", "--store", small_store.root).json
    rows = {row["indicator_id"]: row for row in facts["indicators"]}
    assert rows["ed_rate"]["change_reason"] is None and rows["ed_rate"]["change"] is not None


def test_shrunken_values_are_kept_with_the_results(small_store: Store) -> None:
    output = made(finished_output(small_store, results_step(PERIOD)))
    shrunken = output.load("shrunken")
    exact = output.load().filter(level="practice", indicator_id="ed_rate")
    of_rate = shrunken.filter(indicator_id="ed_rate")
    assert of_rate["unit_id"].to_list() == exact["unit_id"].sort().to_list()
    assert of_rate["value"].to_list() == pytest.approx(exact.sort("unit_id")["value"].to_list())
