"""What was planted in the synthetic province comes out, person by person: and does not when a rule is bent.

The truth is made by construction, apart from the deliveries, by a package that may not import the transforms.
"""

import dataclasses
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from flows.feed import write_deliveries
from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.settings import create_store
from flows.store import Step, Store, made
from reference.load import load_method
from synthetic.province import Scale, physician_truth, rule_truth
from transforms.attribution import tiers
from transforms.dates import period_of
from transforms.resolve import claims as claims_module
from transforms.standardise.pseudonyms import pseudonyms_of

# Today's rules; a window that reaches the temporary virtual codes; a month that ends on 29 February.
LAST_DAYS = [dt.date(2026, 9, 30), dt.date(2022, 6, 30), dt.date(2024, 2, 29)]
PLACED = ["tier", "physician_id", "tie_step", "oht_basis", "oht_id", "unattributable_reason"]
COUNTED = {
    "ed_visits_12m": "ed_rate",
    "acsc_admissions_12m": "acsc",
}
PEOPLE = 1_500


def received(home: Path, last_day: dt.date) -> tuple[Store, Scale]:
    """Give a store that has taken in a small province and computed nothing."""
    scale = Scale(people=PEOPLE, last_day=last_day)
    store = create_store(home / "store")
    for folder in write_deliveries(scale, home / "feed"):
        receive_drop(store, folder, "synthetic", dt.date(2026, 12, 1))
    return store, scale


def outcome(store: Store, scale: Scale) -> pl.DataFrame:
    """One row per planted person: what was planted, and under `found_…` what the pipeline made of it."""
    period = period_of(scale.last_day)
    walk(store, [period], is_plan=False)
    truth = rule_truth(scale)
    names = pseudonyms_of(truth["person_key"], store.key, "health_number").select("person_key", "person_id")
    found = load(store, "derived/attribution/persons", period).select("person_id", *PLACED)
    for column, indicator in COUNTED.items():
        counts = load(store, f"derived/membership/{indicator}", period)
        found = found.join(counts.select("person_id", pl.col("numerator").alias(column)), on="person_id")
    visits = load(store, "derived/features/primary_care", period).select("person_id", "primary_care_visits_24m")
    found = found.join(visits, on="person_id", how="left").with_columns(pl.col("primary_care_visits_24m").fill_null(0))
    found = found.rename({name: f"found_{name}" for name in found.columns if name != "person_id"})
    return truth.join(names, on="person_key").join(found, on="person_id", how="left")


def load(store: Store, name: str, period: str) -> pl.DataFrame:
    """One row per row of a step of a period of a store with one bucket."""
    zone, _, step = name.partition("/")
    return made(finished_output(store, Step(zone, step, period, 0))).load()


def wrong_cases(outcome: pl.DataFrame) -> list[str]:
    """Name the planted cases of which any person came out otherwise; an excluded person must not be found at all."""
    excluded = pl.col("excluded_reason").is_not_null()
    differs = [
        ~excluded & pl.col(name).is_not_null() & pl.col(name).ne_missing(pl.col(f"found_{name}"))
        for name in [*PLACED, *COUNTED, "primary_care_visits_24m"]
    ]
    # A tier without a physician has none, and a planted person who is not found at all is lost.
    spurious = (
        ~excluded & pl.col("tier").is_in(["postal_area", "unattributable"]) & pl.col("found_physician_id").is_not_null()
    )
    counted_though_excluded = excluded & pl.col("found_tier").is_not_null()
    lost = ~excluded & pl.col("found_tier").is_null()
    wrong = outcome.filter(pl.any_horizontal(*differs, spurious, counted_though_excluded, lost))
    return wrong["case"].unique().sort().to_list()


@pytest.fixture(scope="module", params=LAST_DAYS, ids=str)
def planted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Store, Scale, pl.DataFrame]:
    """A computed store, its scale, and what became of the planted persons."""
    store, scale = received(tmp_path_factory.mktemp("planted"), request.param)
    return store, scale, outcome(store, scale)


def test_every_planted_person_comes_out_as_planted(planted: tuple[Store, Scale, pl.DataFrame]) -> None:
    assert wrong_cases(planted[2]) == []


def test_at_least_twenty_are_planted_of_each_kind(planted: tuple[Store, Scale, pl.DataFrame]) -> None:
    for column in ("case", "tier", "tie_step", "excluded_reason", "unattributable_reason"):
        counts = planted[2].drop_nulls(column).group_by(column).len()
        assert counts["len"].min() >= 20, counts.sort("len").head(3)


def test_each_tier_tie_step_and_reason_is_planted(planted: tuple[Store, Scale, pl.DataFrame]) -> None:
    kinds = planted[2]
    assert set(kinds["tier"].drop_nulls()) == {"rostered", "virtual", "postal_area", "unattributable"}
    assert set(kinds["tie_step"].drop_nulls()) == {"none", "start_date", "value", "visits", "dates", "recent", "hash"}
    assert set(kinds["excluded_reason"].drop_nulls()) == {"dead", "unborn", "not_covered", "too_old", "ghost"}
    reasons = {"invalid_key", "no_postal_code", "out_of_province", "no_oht"}
    assert set(kinds["unattributable_reason"].drop_nulls()) == reasons


def test_excluded_persons_have_their_reason(planted: tuple[Store, Scale, pl.DataFrame]) -> None:
    store, scale, kinds = planted
    step = Step("derived", "attribution/round_one", period_of(scale.last_day), 0)
    counts = dict(made(finished_output(store, step)).load("excluded").iter_rows())
    planted_counts = dict(kinds.drop_nulls("excluded_reason").group_by("excluded_reason").len().iter_rows())
    assert all(counts[reason] >= rows for reason, rows in planted_counts.items())


def test_every_planted_physician_leads_to_the_planted_team(planted: tuple[Store, Scale, pl.DataFrame]) -> None:
    store, scale, _ = planted
    step = Step("derived", "attribution/round_two", period_of(scale.last_day))
    teams = made(finished_output(store, step)).load().rename({"provider_oht_id": "oht_id"})
    columns = ["physician_id", "corporation_id", "network_id", "network_basis", "oht_id"]
    truth = physician_truth(scale)
    found = truth.select("physician_id").join(teams.select(columns), on="physician_id", how="left")
    assert found.sort("physician_id").equals(truth.select(columns).sort("physician_id"))


def shorter_look_back(patch: pytest.MonkeyPatch) -> None:
    """Look back one year instead of two."""
    method = dataclasses.replace(load_method(), look_back_years=1)
    for module in ("flows.attribution", "flows.inputs"):
        patch.setattr(f"{module}.load_method", lambda: method)


def reversed_ties(patch: pytest.MonkeyPatch) -> None:
    """Ask for the most recent visit first and for the value last."""
    patch.setattr(tiers, "CARE_STEPS", dict(reversed(tiers.CARE_STEPS.items())))


def ignored_reversals(patch: pytest.MonkeyPatch) -> None:
    """Let a line count although another line takes it back."""
    net = claims_module.net_claims

    def without_reversals(claims: pl.DataFrame, fee_codes: list[str]) -> pl.DataFrame:
        """One row per netted claim line, reversals left out."""
        return net(claims.filter(pl.col("services") > 0), fee_codes)

    patch.setattr("flows.inputs.net_claims", without_reversals)


def no_modality(patch: pytest.MonkeyPatch) -> None:
    """Let temporary virtual codes count without a video or telephone line."""
    method = dataclasses.replace(load_method(), modality_required_codes=())
    patch.setattr("flows.inputs.load_method", lambda: method)


def emergency_counts(patch: pytest.MonkeyPatch) -> None:
    """Let primary care in an emergency department count as core."""
    method = dataclasses.replace(load_method(), core_locations=("office", "home", "virtual", "emergency"))
    patch.setattr("flows.inputs.load_method", lambda: method)


MUTANTS = [shorter_look_back, reversed_ties, ignored_reversals, no_modality, emergency_counts]


@pytest.fixture(scope="module")
def era_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Scale]:
    """A store that has taken in a province whose window reaches every era, and computed nothing."""
    return received(tmp_path_factory.mktemp("mutants"), dt.date(2022, 6, 30))


@pytest.mark.parametrize("bend", MUTANTS, ids=lambda bend: bend.__name__)
def test_a_bent_rule_is_noticed(
    bend: Callable[[pytest.MonkeyPatch], None],
    era_store: tuple[Store, Scale],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, scale = era_store
    shutil.copytree(store.root, tmp_path / "store")
    bend(monkeypatch)
    assert wrong_cases(outcome(Store(tmp_path / "store"), scale)) != []
