"""Features that read the attribution are made anew for another one, and only they; eras and helping inputs."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

import polars as pl
import pytest

from flows import features as features_module
from flows import measures
from flows.coverage import Coverage, missing_for
from flows.features import BucketBase, Features, Place, all_families, build_features, features_by
from flows.inputs import Inputs
from flows.measures import missing_by
from flows.store import Produced, Step, Store, made
from flows.work import Work
from reference.load import load_method
from tests.transforms.rows import attribution, ed_visits
from transforms.catalogue import families, indicators
from transforms.features.family import ATTRIBUTION, EventFamily, Family, Requirement
from transforms.indicators.definition import Era

PERIOD, END = "2026-09", dt.date(2026, 9, 30)
ASKS = (Requirement("ed_visits", months=12),)
HELPING = Requirement("day_surgeries", months=12, is_helping=True)


def visits_elsewhere(frames: Mapping[str, pl.DataFrame], _: dt.date) -> pl.DataFrame:
    """One row per person without a practice: visits."""
    people = frames[ATTRIBUTION].filter(pl.col("physician_id").is_null()).select("person_id")
    counted = frames["ed_visits"].group_by("person_id").agg(pl.len().cast(pl.Int32).alias("visits"))
    return counted.join(people, on="person_id", how="semi").sort("person_id")


def events_of(frames: Mapping[str, pl.DataFrame], _: dt.date) -> pl.DataFrame:
    """One row per visit: its day."""
    rows = frames["ed_visits"].select("person_id", event_id="visit_id", event_date="visit_date", own=pl.lit(True))
    return rows.sort("person_id", "event_id")


ELSEWHERE = Family("elsewhere", ("ed_visits", ATTRIBUTION), ASKS, ("visits",), (), visits_elsewhere)
EVENTS = EventFamily("visit_events", ("ed_visits",), (*ASKS, HELPING), {"own": pl.Boolean()}, events_of)
PLAIN = families()["emergency"]


@pytest.fixture(autouse=True)
def small_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three families: one reads the attribution, one has events, one has neither."""
    monkeypatch.setattr(features_module, "families", lambda: {PLAIN.name: PLAIN, ELSEWHERE.name: ELSEWHERE})
    monkeypatch.setattr(features_module, "event_families", lambda: {EVENTS.name: EVENTS})


@pytest.fixture
def work(store: Store) -> Work:
    return Work(store, is_plan=False)


def inputs_of(work: Work) -> Inputs:
    """Emergency visits of three persons: two, one and one."""
    table = ed_visits("person_id\n1\n1\n2\n3")
    step = Step("derived", "inputs/ed_visits", None, 0)
    visits = made(work.ensure(step, {"given": "visits"}, lambda: Produced({"data": table}, dated="visit_date")))
    return Inputs(1, {("ed_visits", 0): visits}, {})


def place(work: Work, name: str, text: str, by: str | None = None) -> Place:
    step = Step("derived", name, PERIOD, 0)
    placed = made(work.ensure(step, {"given": text}, lambda: Produced({"data": attribution(text)})))
    return Place(PERIOD, END, 0, placed, {}, by)


OWN = "person_id physician_id\n1 a\n2 -\n3 -"
OTHER = "person_id physician_id\n1 -\n2 -\n3 b"


def told(features: Features) -> dict[int, int]:
    return dict(made(features["elsewhere"]).load().iter_rows())


def test_what_reads_the_attribution_is_made_anew_for_another_one(work: Work) -> None:
    inputs, own = inputs_of(work), place(work, "own", OWN)
    features = build_features(work, inputs, own, {})
    other = features_by(work, inputs, features, place(work, "other", OTHER, by="beside"))
    assert told(features) == {2: 1, 3: 1}
    assert told(other) == {1: 2, 2: 1}
    assert made(other["elsewhere"]).step.name == "features/elsewhere/beside"
    assert {name for name in features if features[name] is not other[name]} == {"elsewhere"}
    assert set(other) == {PLAIN.name, ELSEWHERE.name, EVENTS.name}


def test_what_cannot_be_computed_is_not_made_for_another_one_either(work: Work) -> None:
    inputs, own = inputs_of(work), place(work, "own", OWN)
    features = build_features(work, inputs, own, {"elsewhere": "needs ed_visits"})
    assert set(features_by(work, inputs, features, own)) == set(features) == {PLAIN.name, EVENTS.name}


def test_another_attribution_renews_what_reads_it_alone(work: Work) -> None:
    inputs = inputs_of(work)
    build_features(work, inputs, place(work, "own", OWN), {})
    before = len(work.actions)
    build_features(work, inputs, place(work, "own", OTHER), {})
    renewed = {action.step.name for action in work.actions[before:] if action.state == "to_run"}
    assert renewed == {"own", "features/elsewhere"}


def test_the_base_tables_of_a_bucket_hold_the_features_and_the_events_of_counted_persons(work: Work) -> None:
    one_less = place(work, "own", "person_id physician_id\n1 a\n2 -")
    base = BucketBase(one_less.attribution, build_features(work, inputs_of(work), one_less, {}), END)
    assert base.persons.select("person_id", "visits", "ed_visits_12m").rows() == [(1, 0, 2), (2, 1, 1)]
    events = base.events["visit_events"]
    assert events.select("person_id", "own", "physician_id", "age_years").rows() == [
        (1, True, "a", 46),
        (1, True, "a", 46),
        (2, True, None, 46),
    ]


def covered(*inputs: str) -> Coverage:
    days = (dt.date(2020, 1, 1), END)
    return Coverage(dict.fromkeys(inputs, (days,)), frozenset(), frozenset(inputs))


def test_a_helping_input_is_not_asked_for() -> None:
    assert missing_for(EVENTS.requires, covered("ed_visits"), END) is None
    assert missing_for((HELPING,), covered(), END) is None
    asked = dataclasses.replace(HELPING, is_helping=False)
    assert missing_for((asked,), covered(), END) == "needs day_surgeries"


ERAS = (Era("2019-04", "2022-03", "codes of then"), Era("2026-10", None, "codes of now"))
SENTENCE = "holds from 2019-04 to 2022-03 (codes of then) and from 2026-10 to now (codes of now)"


@pytest.mark.parametrize(
    ("period", "is_missing"),
    [
        ("2019-03", True),
        ("2019-04", False),
        ("2022-03", False),
        ("2022-04", True),
        ("2026-09", True),
        ("2026-10", False),
    ],
)
def test_outside_its_eras_an_indicator_says_when_it_holds(
    period: str, is_missing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounded = dataclasses.replace(indicators()["ed_rate"], eras=ERAS)
    always = dataclasses.replace(bounded, id="always", eras=())
    monkeypatch.setattr(measures, "indicators", lambda: {"ed_rate": bounded, "always": always})
    year, month = (int(part) for part in period.split("-"))
    end = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    span = (dt.date(2010, 1, 1), dt.date(2027, 1, 1))
    everything = ["ed_visits", "claims", "discharges", "enrolments"]
    coverage = Coverage(dict.fromkeys(everything, (span,)), frozenset(), frozenset(everything))
    missing, _ = missing_by(load_method(), coverage, end)
    assert missing.get("ed_rate") == (SENTENCE if is_missing else None)
    assert "always" not in missing


def test_an_era_open_at_its_beginning_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    retired = dataclasses.replace(indicators()["ed_rate"], eras=(Era(None, "2022-03", "retired"),))
    monkeypatch.setattr(measures, "indicators", lambda: {"ed_rate": retired})
    missing, _ = missing_by(load_method(), covered("ed_visits", "claims"), END)
    assert missing["ed_rate"] == "holds from the beginning to 2022-03 (retired)"


def test_families_of_persons_and_events_are_known_by_name() -> None:
    assert list(all_families()) == [PLAIN.name, ELSEWHERE.name, EVENTS.name]
