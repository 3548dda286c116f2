"""The message catalogue: numbers, dates, and that keys and uses agree."""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from reports.calibration_pages import render_calibration_markdown, render_calibration_page
from reports.catalogue import Catalogue, UnknownMessageError, load_catalogue
from reports.needs_lists import KNOWN_NEEDS
from reports.practice_page import render_practice_page
from reports.quality_page import render_quality_page
from reports.reasons import with_explanations, with_reasons
from reports.receipt import render_receipt
from reports.reliability_page import render_reliability_page
from schemas.changes import REASONS_OVER_TIME, ChangeCounts
from schemas.core import UNATTRIBUTABLE_REASONS
from schemas.pack import GROUP_SUPPRESSIONS, PEER_SUPPRESSIONS, VERDICTS
from schemas.reconciliation import NOTHING_TO_DO, REASONS
from schemas.reliability import TotalReasons
from schemas.results import LIMITS_METHODS
from tests.reports import sample_list, sample_reliability
from tests.reports import sample_pack as sample
from tests.reports.sample_calibration import sample_calibration
from tests.reports.sample_quality import every_input
from tests.reports.sample_receipt import every_kind
from tests.tables import table

DAY = dt.date(2026, 9, 5)
ENGLISH = load_catalogue("en")
SEVEN = [name for name, ground in REASONS.items() if ground.action != NOTHING_TO_DO][:7]


@pytest.mark.parametrize(
    "value, decimals, written",
    [
        (0, 0, "0"),
        (1234567, 0, "1,234,567"),
        (2.5, 0, "3"),
        (0.05, 1, "0.1"),
        (999.96, 1, "1,000.0"),
        (-1.2, 1, "\u22121.2"),
        (-0.01, 1, "0.0"),
        (45.0239, 2, "45.02"),
    ],
)
def test_numbers(value: float, decimals: int, written: str):
    assert ENGLISH.number(value, decimals) == written


def test_dates_and_periods():
    assert ENGLISH.date(DAY) == "5 September 2026"
    assert ENGLISH.period("2026-09") == "September 2026"
    assert [ENGLISH.period(text) for text in ("2026", "2026-13", "")] == ["2026", "2026-13", ""]


def test_counts_choose_their_form():
    assert ENGLISH.count("page.reading_time", 1) == "About 1 minute to read"
    assert ENGLISH.count("page.reading_time", 1200) == "About 1,200 minutes to read"


def test_an_unknown_key_is_named():
    with pytest.raises(UnknownMessageError, match=r"no\.such\.key is missing from reports/messages/en\.yaml"):
        ENGLISH.text("no.such.key")


def _every_kind_of_pack() -> list[Any]:
    few = dict.fromkeys(["peers_p10", "peers_p25", "peers_p50", "peers_p75", "peers_p90"]) | {"peers_count": 3}
    few |= {"peers_suppression": "few_practices"}
    gone = {"value": None, "lower": None, "upper": None, "numerator": 0, "denominator": 0}
    bare = dict.fromkeys(["province_value", "province_lower", "province_upper"])
    rows = [
        sample.not_computable("m1", "needs claims"),
        sample.measure("m2", **few, verdict="none", verdict_reason="below_minimum", status="local"),
        sample.measure("m3", **gone, verdict="none", verdict_reason="below_minimum", status="retired", aim="outcomes"),
        sample.measure("m4", **bare),
        sample.measure("m5", limits_method="median", **dict.fromkeys(["value", "lower", "upper"])),
        *(sample.measure(f"by_{name}", limits_method=name) for name in LIMITS_METHODS),
    ]
    unpublished = {"persons": None, "value": None, "suppression": "not_published"}
    nobody, one = sample.patients(0), sample.patients(1, only=sample.NO_VISIT)
    other_tiers = sample.patients(2).with_columns(pl.Series("tier", ["other_provider", "newborn"]))
    return [
        sample.sample_pack(neighbourhoods=sample.neighbourhoods(9, **unpublished)),
        sample.sample_pack(neighbourhoods=sample.neighbourhoods(10)),
        sample.sample_pack(),
        sample.sample_pack(measures=sample.measures(*rows), oht_name=None, group_id=None, publication=None),
        sample.sample_pack(patients=nobody, frequent_ed_persons=0, notes=(), not_supplied=()),
        sample.sample_pack(patients=nobody, needs_not_computable=(("no_primary_care_visit", "needs claims"),)),
        sample.sample_pack(patients=one, frequent_ed_persons=0, notes=("A note.",), not_supplied=("a", "b")),
        sample.sample_pack(patients=other_tiers, panel_persons=2100),
        sample.sample_pack(patients=one, frequent_ed_persons=None, measures=sample.measures(sample.measure("m5"))),
        *_packs_with_lists(),
        *_packs_compared(),
        sample.sample_pack(patients=sample.patients(2, only=sample.NO_VISIT), measures=sample.measures(sample.panel())),
    ]


def _packs_compared() -> list[Any]:
    """Give packs with every peer group, verdict, change, gain and reason for silence."""
    silent = ["context", "below_minimum", "no_value", "no_limits", "no_comparator", "other_data"]
    rows = [
        *[sample.measure(f"s{reason}", verdict="none", verdict_reason=reason) for reason in silent],
        *[sample.measure(f"g{why}", group_value=None, group_suppression=why) for why in GROUP_SUPPRESSIONS],
        *[
            sample.measure(f"p{why}", **NO_SPREAD, peers_count=0, peers_suppression=why, shown="further")
            for why in PEER_SUPPRESSIONS
        ],
        *[sample.measure(f"c{said}", **sample.YEAR | {"change_verdict": said}, change=1.5) for said in VERDICTS],
        *[sample.measure(f"l{method}", limits_method=method) for method in LIMITS_METHODS],
        sample.measure("points", **sample.YEAR, unit="%", change=-1.5),
        sample.measure("shares", numerator=9_809_793, denominator=1386, value=70.8),
        sample.measure("adjusted", adjusted=43.1, adjusted_lower=40.0, adjusted_upper=47.0),
        *[sample.measure(f"b{way}", direction=way, benchmark_value=31.2, gain=289) for way in ("higher", "lower")],
    ]
    groups = ["none/rural", "FHO/unknown/under-800/1", "FHG/urban/800-1499/3", "FHO/urban/800-1499/unknown", "ontario"]
    named = [sample.measures(sample.measure("ed_rate", peer_group=group)) for group in groups]
    return [sample.sample_pack(measures=table) for table in [sample.measures(*rows), *named]]


def _packs_with_lists() -> list[Any]:
    """Give packs of practices that sent their list, with each form of each sentence about it."""
    one_each = sample_list.reconciliation(agreed=1, reasons=dict.fromkeys(REASONS, 1), twice=2)
    rarer = sample_list.reconciliation(agreed=0, reasons=dict.fromkeys([*SEVEN, "not_active"], 1), twice=1)
    many = sample_list.reconciliation(agreed=0, reasons={"died": 41, "no_team": 2})
    own = sample_list.own_list
    return [
        sample.sample_pack(own_list=own(is_after=True, set_aside=1), reconciliation=one_each),
        sample.sample_pack(own_list=own(left_out=1, set_aside=2), reconciliation=rarer),
        sample.sample_pack(own_list=own(), reconciliation=sample_list.reconciliation(agreed=2)),
        sample.sample_pack(own_list=own(), reconciliation=many),
        sample.sample_pack(own_list=own(missing="needs claims")),
    ]


def _every_kind_of_report() -> list[Any]:
    """Give reports with every reason, tier and state of a method."""
    reasons = {
        "not_counted": ["dead", "unborn", "not_covered", "too_old", "ghost"],
        "without_team": UNATTRIBUTABLE_REASONS,
    }
    lines = [f"{kind} {reason} 9" for kind, of in reasons.items() for reason in of]
    every = table("\n".join(["kind reason persons", *lines]), TotalReasons)
    moves = [f"province ontario changed {reason} 9" for reason in REASONS_OVER_TIME]
    changes = table("\n".join(["level unit_id direction reason persons", *moves]), ChangeCounts)
    day = dt.date(2026, 9, 29)
    small = sample_reliability.tables(
        reasons=every,
        changes=changes,
        attachment=sample_reliability.tables().attachment.with_columns(attached=pl.col("persons") - 3),
    )
    return [
        sample_reliability.sample_report(),
        sample_reliability.bare_report(),
        sample_reliability.sample_report(small, file_day=day, method_status="local", notes=("A note.",)),
        sample_reliability.sample_report(file_day=dt.date(2026, 3, 31), method_status="verified"),
    ]


NO_SPREAD = dict.fromkeys(["peers_p10", "peers_p25", "peers_p50", "peers_p75", "peers_p90"])
# Forms that no page can reach today: a language needs both, and more than three needs do not exist yet.
NOT_REACHED = {"so_what.needs.several.one", "actions.more"}


def test_every_message_is_used_by_some_page(monkeypatch: pytest.MonkeyPatch):
    used: set[str] = set()
    original = Catalogue.text

    def recording(self: Catalogue, key: str, **values: object) -> str:
        used.add(key)
        return original(self, key, **values)

    monkeypatch.setattr(Catalogue, "text", recording)
    for pack in _every_kind_of_pack():
        render_practice_page(pack)
    for receipt in every_kind():
        render_receipt(receipt)
    render_calibration_page(sample_calibration())
    render_calibration_markdown(sample_calibration())
    for report in _every_kind_of_report():
        render_reliability_page(report)
    for quality in every_input():
        render_quality_page(quality)
    with_reasons(pl.DataFrame({"need_id": KNOWN_NEEDS, "evidence_count": [4, 5], "evidence_date": [DAY, DAY]}), ENGLISH)
    with_explanations(sample_list.reconciliation(), ENGLISH)
    assert set(ENGLISH.messages) - used == NOT_REACHED


def test_no_message_is_left_unfilled():
    for pack in _every_kind_of_pack():
        body = render_practice_page(pack).decode().partition("</style>")[2]
        assert "{" not in body and "}" not in body and "None" not in body
