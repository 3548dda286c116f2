"""Builds packs with invented numbers for the tests of the pages."""

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any

import polars as pl

from reports.pack import PracticePack
from schemas.pack import PackMeasures, PackNeighbourhoods, PackPatients, PackTiers

NO_VISIT = ("no_primary_care_visit", "No primary care visit in the last 24 months.")
SCHEMA_OF = {
    model: {name: column.dtype.type for name, column in model.to_schema().columns.items()}
    for model in (PackMeasures, PackNeighbourhoods, PackPatients, PackTiers)
}
NOTHING = dict.fromkeys(
    [
        "not_computable",
        "previous_value",
        "previous_period",
        "oht_suppression",
        "province_suppression",
        "peers_p10",
        "peers_p25",
        "peers_p50",
        "peers_p75",
        "peers_p90",
        "peers_suppression",
        "group_suppression",
        "adjusted",
        "adjusted_lower",
        "adjusted_upper",
        "change_from",
        "change",
        "change_lower",
        "change_upper",
        "benchmark_value",
        "gain",
    ]
)
USUAL = {
    "adjustment": "none",
    "minimum_denominator": 20,
    "change_verdict": "none",
    "change_reason": "no_year_before",
}
YEAR = {"change_from": "2025-09", "change_verdict": "similar", "change_reason": None}


def measure(indicator_id: str, **changes: Any) -> dict[str, Any]:
    """Give a row of `PackMeasures`; `changes` replace its columns."""
    row = {
        "indicator_id": indicator_id,
        "aim": "value",
        "title": "Unplanned emergency visits",
        "why": "Emergency visits of your patients that were not planned. Many could have been seen in your practice.",
        "direction": "lower",
        "unit": "per 100 persons",
        "status": "verified",
        "shown": "first",
        "period": "2026-09",
        "numerator": 941,
        "denominator": 2090,
        "value": 45.0239,
        "lower": 42.1927,
        "upper": 47.9951,
        "limits_method": "poisson",
        "group_value": 41.3,
        "peer_group": "FHO/urban/1500-or-more/2",
        "previous_value": 47.5,
        "previous_period": "2026-08",
        "oht_value": 39.21,
        "oht_lower": 38.87,
        "oht_upper": 39.55,
        "province_value": 37.04,
        "province_lower": 36.99,
        "province_upper": 37.09,
        "peers_count": 412,
        "peers_p10": 24.1,
        "peers_p25": 30.4,
        "peers_p50": 37.7,
        "peers_p75": 46.2,
        "peers_p90": 55.8,
        "verdict": "worse",
        "verdict_reason": "limits_above",
    }
    return NOTHING | USUAL | row | changes


def continuity() -> dict[str, Any]:
    """A share that reads better than the peers."""
    return measure(
        "continuity_hqo",
        aim="experience",
        title="Most visits with the same physician",
        why=(
            "Of your patients with more than three primary care visits in 24 months, the share who had at least three "
            "quarters of them with one physician. People seen by one physician report better care."
        ),
        direction="higher",
        unit="%",
        numerator=824,
        denominator=1087,
        value=75.805,
        lower=73.17,
        upper=78.26,
        limits_method="wilson",
        previous_value=74.9,
        oht_value=68.42,
        oht_lower=68.02,
        oht_upper=68.82,
        province_value=67.11,
        province_lower=67.02,
        province_upper=67.20,
        peers_p10=51.3,
        peers_p25=59.9,
        peers_p50=67.8,
        peers_p75=74.0,
        peers_p90=79.9,
        verdict="better",
        verdict_reason="limits_above",
    )


def admissions() -> dict[str, Any]:
    """A rare event with wide limits, a hidden comparator and no period before."""
    return measure(
        "acsc",
        aim="outcomes",
        title="Hospital stays that good office care may prevent",
        why="Stays in hospital for conditions such as asthma, heart failure or diabetes, for patients under 75.",
        unit="per 100,000 persons",
        status="unverified",
        numerator=6,
        denominator=1921,
        value=312.3373,
        lower=114.05,
        upper=679.83,
        previous_value=None,
        previous_period=None,
        oht_value=None,
        oht_lower=None,
        oht_upper=None,
        oht_suppression="small_cell",
        province_value=287.4,
        province_lower=283.1,
        province_upper=291.8,
        peers_p10=80.2,
        peers_p25=164.4,
        peers_p50=271.3,
        peers_p75=398.9,
        peers_p90=560.1,
        verdict="similar",
        verdict_reason="limits_hold",
    )


def panel() -> dict[str, Any]:
    """A context measure: shown, never judged."""
    return measure(
        "md_panel",
        aim="provider",
        title="Patients per physician",
        why="How many rostered and virtually rostered patients you have. Time at work and illness are not known.",
        direction="context",
        unit="persons per physician",
        status="unverified",
        numerator=2090,
        denominator=1,
        value=2090.0,
        lower=2001.3,
        upper=2181.6,
        previous_value=2074.0,
        oht_value=1310.2,
        oht_lower=1302.5,
        oht_upper=1317.9,
        province_value=1264.5,
        province_lower=1262.9,
        province_upper=1266.1,
        peers_p10=611.0,
        peers_p25=905.0,
        peers_p50=1242.0,
        peers_p75=1588.0,
        peers_p90=1974.0,
        verdict="none",
        verdict_reason="context",
    )


def not_computable(indicator_id: str, reason: str) -> dict[str, Any]:
    """A measure whose sources do not reach far enough."""
    gone = ["numerator", "denominator", "value", "lower", "upper", "previous_value", "previous_period"]
    gone += [f"{side}_{name}" for side in ("oht", "province") for name in ("value", "lower", "upper")]
    gone += ["peers_p10", "peers_p25", "peers_p50", "peers_p75", "peers_p90"]
    gone += ["group_value"]
    hidden = dict.fromkeys(["oht_suppression", "province_suppression", "group_suppression"], "not_applicable")
    silent = {"verdict": "none", "verdict_reason": "not_computable", "change_reason": "no_value"}
    peers = {"peers_count": 0, "peers_suppression": "not_published"}
    return measure(indicator_id, **dict.fromkeys(gone), **hidden, **peers, **silent, not_computable=reason)


def measures(*rows: dict[str, Any]) -> pl.DataFrame:
    """One row per indicator, as `PackMeasures` demands."""
    return PackMeasures.validate(pl.DataFrame(list(rows), schema=SCHEMA_OF[PackMeasures]))


def reference(number: int) -> str:
    """Give the invented reference of a patient."""
    return hashlib.sha256(f"sample-{number}".encode()).hexdigest()[:12]


def patients(count: int, only: tuple[str, str] | None = None) -> pl.DataFrame:
    """One row per invented patient with needs; every ninth has two, `only` gives all of them one and the same."""
    return PackPatients.validate(
        pl.DataFrame([_patient(number, only) for number in range(count)], schema=SCHEMA_OF[PackPatients])
    )


def _patient(number: int, only: tuple[str, str] | None) -> dict[str, Any]:
    visits = 4 + number % 5
    day = dt.date(2026, 9, 28) - dt.timedelta(days=number % 300)
    emergency = (
        "frequent_emergency_visits",
        f"{visits} emergency visits in 12 months, the last on {day.day} {day:%B} {day.year}.",
    )
    needs = (
        [only] if only else [emergency, NO_VISIT] if number % 9 == 0 else [emergency if number % 4 == 0 else NO_VISIT]
    )
    return {
        "patient_reference": reference(number),
        "chart_number": None,
        "age_years": 3 + (number * 37) % 94,
        "sex": "FMFMFXMU"[number % 8],
        "tier": "virtual" if number % 7 == 0 else "rostered",
        "needs": [need for need, _ in needs],
        "reasons": [reason for _, reason in needs],
        "needs_count": len(needs),
    }


def tiers(rostered: int = 1832, virtual: int = 258) -> pl.DataFrame:
    """One row per tier."""
    rows = {"tier": ["rostered", "virtual"], "persons": [rostered, virtual]}
    return PackTiers.validate(pl.DataFrame(rows, schema=SCHEMA_OF[PackTiers]))


def neighbourhoods(areas: int = 3, **changes: Any) -> pl.DataFrame:
    """One row per area and two measures; the third area is small and not known, the second has a small cell."""
    rows = [
        {"area_id": f"N{area}A", "place": area, "own_persons": 1000 // area, **_area(area), **of_measure}
        for area in range(1, areas + 1)
        for of_measure in (_told("ed_rate", area), _told("no_pc_visit", area))
    ]
    table = [{**row, **changes} for row in rows]
    return PackNeighbourhoods.validate(pl.DataFrame(table, schema=SCHEMA_OF[PackNeighbourhoods]))


def _area(number: int) -> dict[str, Any]:
    names = ["persons", "deprivation_quintile", "income_quintile", "is_rural"]
    values = [None] * 4 if number == 3 else [12_340, 5, 1, number == 2]
    return dict(zip(names, values, strict=True))


def _told(indicator_id: str, area: int) -> dict[str, Any]:
    value, unit = (41.0, "per 100 persons") if indicator_id == "ed_rate" else (9.4, "%")
    hidden = "small_area" if area == 3 else "small_cell" if (area, indicator_id) == (2, "no_pc_visit") else None
    named = {"indicator_id": indicator_id, "title": f"Title of {indicator_id}", "unit": unit, "status": "unverified"}
    return {**named, "value": None if hidden else value, "suppression": hidden}


def sample_pack(**changes: Any) -> PracticePack:
    """Give a pack as a practice may get it; `changes` replace its fields."""
    pack = PracticePack(
        practice_id="P-004711",
        group_id="G-0219",
        oht_name="Couchiching Ontario Health Team",
        period="2026-09",
        period_end=dt.date(2026, 9, 30),
        data_cut_off=dt.date(2026, 10, 4),
        publication="2026-09-r2",
        method_id="oht-attr/1-spine",
        definitions_version="indicators 3f9a2c41 · core_pc/unverified-1",
        code_version="0.1.0",
        panel_persons=2090,
        frequent_ed_persons=55,
        measures=measures(continuity(), admissions(), measure("ed_rate"), panel()),
        patients=patients(163),
        tiers=tiers(),
        neighbourhoods=neighbourhoods(),
        notes=(
            "1,204 claim lines of 3,882,110 were set aside because their fee code was not readable.",
            "Claims of the last two months are still being settled; values of September may rise a little.",
        ),
        not_supplied=("alternate level of care days (discharges, alc_days)",),
    )
    return replace(pack, **changes)
