"""What was planted in the synthetic province comes out, person by person: and does not when a rule is bent.

The truth is made by construction, apart from the deliveries, by a package that may not import the transforms.
"""

import dataclasses
import datetime as dt
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.feed import write_deliveries
from flows.receive import receive_drop
from flows.refresh import finished_output, walk
from flows.settings import create_store
from flows.store import Step, Store, made
from reference.load import load_method
from schemas.core import CONFIDENCES, TIE_STEPS, TIER_BY_RULE, TIERS
from synthetic.province import Scale, physician_truth, rule_truth
from transforms.attribution import tiers
from transforms.dates import period_of
from transforms.resolve import claims as claims_module
from transforms.standardise.pseudonyms import pseudonyms_of

# Today's rules; windows that reach the first day of the temporary virtual codes, and the day from which they needed a
# modality line; a month that ends on 29 February, with the codes' last day in the window.
LAST_DAYS = [dt.date(2026, 9, 30), dt.date(2021, 12, 31), dt.date(2022, 6, 30), dt.date(2024, 2, 29)]
PLACED = ["tier", "tier_rule", "physician_id", "centre_id", "tie_step", "oht_basis", "oht_id", "confidence"]
PLACED.append("unattributable_reason")
WITHOUT_TEAM_NULL = ["tier_rule", "confidence", "oht_id", "oht_basis", "tie_step"]
COUNTED = {
    "ed_visits_12m": "ed_rate",
    "acsc_admissions_12m": "acsc",
}
PEOPLE = 1_500
Bend = Callable[[pytest.MonkeyPatch], None]


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
    counts = [pl.col(f"{indicator}/numerator").alias(column) for column, indicator in COUNTED.items()]
    found = found.join(load(store, "derived/membership/persons", period).select("person_id", *counts), on="person_id")
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
    # A person without a team has no provider, rule or confidence, and one who is not found at all is lost.
    nobody = pl.col("tier").is_in(["postal_area", "unattributable"])
    spurious = ~excluded & pl.any_horizontal(
        (nobody | pl.col("centre_id").is_not_null()) & pl.col("found_physician_id").is_not_null(),
        (nobody | pl.col("physician_id").is_not_null()) & pl.col("found_centre_id").is_not_null(),
        *((pl.col("tier") == "unattributable") & pl.col(f"found_{name}").is_not_null() for name in WITHOUT_TEAM_NULL),
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
    kinds = ("tier", "tier_rule", "tie_step", "confidence", "excluded_reason", "unattributable_reason")
    for column in ("case", *kinds):
        counts = planted[2].drop_nulls(column).group_by(column).len()
        assert min(counts["len"].to_list()) >= 20, counts.sort("len").head(3)


def test_each_tier_tie_step_and_reason_is_planted(planted: tuple[Store, Scale, pl.DataFrame]) -> None:
    kinds = planted[2]
    assert set(kinds["tier"].drop_nulls()) == set(TIERS)
    assert set(kinds["tier_rule"].drop_nulls()) == set(TIER_BY_RULE)
    assert set(kinds["confidence"].drop_nulls()) == set(CONFIDENCES)
    assert set(kinds["tie_step"].drop_nulls()) == set(TIE_STEPS)
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


def with_method(patch: pytest.MonkeyPatch, **values: Any) -> None:
    """Let every module of the flows load a method with other values."""
    method = dataclasses.replace(load_method(), **values)
    for name, module in list(sys.modules.items()):
        if name.startswith("flows.") and hasattr(module, "load_method"):
            patch.setattr(module, "load_method", lambda *_, **__: method)


def bent_method(**values: Any) -> Bend:
    """Give a bend that changes values of the method and nothing else."""
    return lambda patch: with_method(patch, **values)


def without_rule(rule: str) -> Bend:
    """Give a bend that leaves a rule out of the order of tiers."""
    return bent_method(tier_order=tuple(name for name in load_method().tier_order if name != rule))


def reversed_ties(patch: pytest.MonkeyPatch) -> None:
    """Ask for the most recent visit first and for the value last."""
    bent = dataclasses.replace(tiers.RULES["core_care"], chain=(*reversed(tiers.CARE_STEPS), tiers.BY_HASH))
    patch.setitem(tiers.RULES, "core_care", bent)


def ignored_reversals(patch: pytest.MonkeyPatch) -> None:
    """Let a line count although another line takes it back."""
    net = claims_module.net_claims

    def without_reversals(claims: pl.DataFrame) -> pl.DataFrame:
        """One row per netted claim line, reversals left out."""
        return net(claims.filter(pl.col("services") > 0))

    patch.setattr("flows.inputs.net_claims", without_reversals)


CENTRE_FIRST = ("centre_roster", "enrolment", *load_method().tier_order[2:])
MUTANTS: dict[str, Bend] = {
    "reversed_ties": reversed_ties,
    "ignored_reversals": ignored_reversals,
    "one_year_of_care": bent_method(look_back_years=1),
    "first_day_of_the_window_counts": bent_method(window="from_included"),
    "no_modality_needed": bent_method(modality_required_codes=()),
    "emergency_care_counts": bent_method(core_locations=("office", "home", "virtual", "emergency")),
    "no_comprehensive_filter": bent_method(non_comprehensive="as_virtual"),
    "a_practice_of_45_days": bent_method(comprehensive_minimum_days=45),
    "a_practice_of_43_days": bent_method(comprehensive_minimum_days=43),
    "half_core_is_comprehensive": bent_method(comprehensive_core_percent=49),
    "newborn_to_own_address": without_rule("mother"),
    "newborn_until_three": bent_method(newborn_age_below_years=3),
    "no_paediatricians": without_rule("paediatrician"),
    "children_until_nineteen": bent_method(paediatric_age_below_years=19),
    "centre_before_enrolment": bent_method(tier_order=CENTRE_FIRST),
    "two_visits_to_a_centre": bent_method(centre_minimum_visits=2),
    "areas_as_supplied": bent_method(area_rule="supplied"),
    "own_share_of_51_percent": bent_method(confidence_own_percent=51),
    "margin_of_11_percent": bent_method(confidence_margin_percent=11),
}


@pytest.fixture(scope="module")
def era_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Scale]:
    """A store that has taken in a province whose window reaches every era, and computed nothing."""
    return received(tmp_path_factory.mktemp("mutants"), dt.date(2022, 6, 30))


@pytest.mark.parametrize("name", MUTANTS)
def test_a_bent_rule_is_noticed(
    name: str,
    era_store: tuple[Store, Scale],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, scale = era_store
    shutil.copytree(store.root, tmp_path / "store")
    MUTANTS[name](monkeypatch)
    assert wrong_cases(outcome(Store(tmp_path / "store"), scale)) != []
