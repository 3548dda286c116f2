"""What came out for a person: tier, provider, hospital, team, confidence, and what the official file says."""

from collections.abc import Iterator, Mapping
from typing import Any

from reports.catalogue import Catalogue

BLANK = "-"


def describe_outcome(page: Any, words: Catalogue) -> Iterator[str]:
    """Say it in sentences; `page` as in `reports.receipt`."""
    placed = page.placed
    if placed is None:
        yield words.text("receipt.outcome.excluded", reason=page.account.excluded_reason)
        return
    if placed["tier_rule"] is None:
        yield words.text("receipt.outcome.unattributable", reason=placed["unattributable_reason"])
        yield from _no_team(page, words)
    else:
        yield words.text("receipt.outcome.tier", tier=placed["tier"], rule=placed["tier_rule"])
        yield from _provider(page, placed, words)
        network = placed["network_id"] or BLANK
        yield words.text("receipt.outcome.team", oht=placed["oht_id"], basis=placed["oht_basis"], network=network)
        yield words.text("receipt.outcome.confidence", confidence=placed["confidence"])
    if placed["all_value"] is not None:
        values = {key: words.number(placed[f"{key}_value"]) for key in ("own", "other", "all")}
        yield words.text("receipt.outcome.values", **values)
    yield from _official(page.official, words)


def _provider(page: Any, placed: Mapping[str, Any], words: Catalogue) -> Iterator[str]:
    kind = next((kind for kind in ("physician", "centre") if placed[f"{kind}_id"]), None)
    if kind is None:
        yield words.text("receipt.outcome.nobody", area=placed["area_id"] or BLANK)
        return
    yield words.text(f"receipt.outcome.{kind}", provider=placed[f"{kind}_id"])
    if placed["tie_step"]:
        yield words.text("receipt.outcome.tie", step=placed["tie_step"])
    yield _hospital(page.route.provider, words)


def _hospital(provider: Mapping[str, Any] | None, words: Catalogue) -> str:
    if not provider or not provider["corporation_id"]:
        return words.text("receipt.outcome.no_hospital")
    names = {"corporation": provider["corporation_id"], "basis": provider["network_basis"]}
    return words.text("receipt.outcome.hospital", **names, step=provider["hospital_tie_step"])


def _no_team(page: Any, words: Catalogue) -> Iterator[str]:
    """Say how far a provider or an area led before it led to no team."""
    provider, area = page.route.provider, page.route.area
    if page.account.is_barred:
        return
    if provider:
        yield _hospital(provider, words)
        yield words.text("receipt.outcome.no_team", network=provider["network_id"] or BLANK)
    if area:
        yield words.text("receipt.outcome.no_team_by_area", area=area["area_id"], network=area["network_id"] or BLANK)
    else:
        yield words.text("receipt.outcome.no_area")


def _official(official: Mapping[str, Any] | None, words: Catalogue) -> Iterator[str]:
    if official is None:
        return
    day = words.date(official["day"])
    if official["oht_id"]:
        yield words.text("receipt.outcome.official", day=day, oht=official["oht_id"])
    elif official["reason"] == "official_oht_unknown":
        yield words.text("receipt.outcome.official_unknown", day=day)
    else:
        yield words.text("receipt.outcome.official_absent", day=day)
