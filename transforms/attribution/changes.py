"""Changes over time: who is placed differently at the end of a period than at the end of an earlier one, and why.

Method: docs/explanation/method.md 12.1.
"""

import datetime as dt

import polars as pl

from reference.load import Method
from schemas.changes import Changes
from transforms.attribution.change_facts import Frames, gather_facts
from transforms.attribution.compared import (
    ADDRESS_REASONS,
    JOINED,
    LEFT,
    PROVIDER_RULES,
    STAYED,
    compare_placements,
    differs,
    either,
    had_no_key,
    official_rules,
    placing_rules,
    same_place,
    same_provider,
)
from transforms.attribution.counted import age_years
from transforms.attribution.reasons import first_reason

COLUMNS = list(Changes.to_schema().columns)
Rules = list[tuple[str, pl.Expr]]


def find_changes(
    before: pl.DataFrame,
    after: pl.DataFrame,
    inputs: Frames,
    days: tuple[dt.date, dt.date],
    method: Method,
    is_other_method: bool,
) -> pl.DataFrame:
    """One row per person placed differently on the second of two days, sorted by person_id (the Changes model).

    `before` and `after` are attributions of a bucket at the two `days`; `inputs` as in `gather_facts`.
    `is_other_method`: they were not made by the same method.
    """
    start, end = days
    facts = gather_facts(compare_placements(before, after), inputs, start, end, method)
    rules = [*_counting_rules(is_other_method), *_placing(end, method), *_care_rules(is_other_method)]
    return facts.with_columns(first_reason(rules, "other").alias("reason")).select(COLUMNS).sort("person_id")


def _counting_rules(is_other_method: bool) -> Rules:
    """Who is counted now and was not, or the other way round; the registry is taken as it stands now for both days."""
    was, now = pl.col("before_excluded"), pl.col("after_excluded")
    is_same_method = pl.lit(not is_other_method)
    return [
        ("born", JOINED & (was == "unborn")),
        ("coverage_started", JOINED & (was == "not_covered")),
        ("registered_late", JOINED & is_same_method),
        ("died", LEFT & (now == "dead")),
        ("coverage_lapsed", LEFT & (now == "not_covered")),
        ("too_old", LEFT & (now == "too_old")),
        ("no_contact", LEFT & (now == "ghost")),
        ("left_registry", LEFT & is_same_method),
    ]


def _placing(end: dt.date, method: Method) -> Rules:
    """Files, spells, addresses, places of providers, birthdays: what decides before care does."""
    was, now = pl.col("before_tier_rule"), pl.col("after_tier_rule")
    came_of_age = ((was == "mother") & (age_years(end) >= method.newborn_age_below_years)) | (
        (was == "paediatrician") & (age_years(end) >= method.paediatric_age_below_years)
    )
    by_file = official_rules(is_other_file=pl.lit(True))
    return [
        *((reason, rule & same_place()) for reason, rule in by_file.items()),
        ("enrolled", STAYED & (now == "enrolment") & pl.col("after_physician_id_new") & _is_new("physician_id")),
        ("de_enrolled", STAYED & (was == "enrolment") & ~pl.col("before_physician_id_open")),
        (
            "registered_with_centre",
            STAYED & (now == "centre_roster") & pl.col("after_centre_id_new") & _is_new("centre_id"),
        ),
        ("left_centre", STAYED & (was == "centre_roster") & ~pl.col("before_centre_id_open")),
        *by_file.items(),
        ("moved", STAYED & differs("area_id") & _rests_on_area()),
        *placing_rules().items(),
        ("aged", STAYED & came_of_age),
        ("mother_changed", STAYED & ((now == "mother") | ((was == "mother") & ~pl.col("has_other_care")))),
    ]


def _care_rules(is_other_method: bool) -> Rules:
    """What cannot be told from care comes before care: the claims of most people enter and leave the look-back."""
    was, now = (pl.col(f"{side}_tier_rule").eq_missing(pl.lit("enrolment")) for side in ("before", "after"))
    lost_place = was & ~now & pl.col("after_tier_rule").is_not_null()
    unmoved_care = ~pl.col("has_other_care") & either("tier_rule", PROVIDER_RULES)
    has_key = STAYED & ~had_no_key()
    return [
        ("rule_changed", pl.lit(is_other_method)),
        ("care_changed", has_key & pl.col("has_other_care") & (was == now)),
        ("provider_changed", has_key & (lost_place | unmoved_care)),
    ]


def _is_new(provider: str) -> pl.Expr:
    """Say whether the provider, or the rule that led there, is another one than before."""
    return differs(provider) | differs("tier_rule")


def _rests_on_area() -> pl.Expr:
    """Say whether tier or team follow from the address, before or after."""
    is_shared = same_provider() & ~differs("network_id") & differs("oht_id")
    by_area = either("tier_rule", ["area"]) | either("oht_basis", ["area"])
    return by_area | either("unattributable_reason", ADDRESS_REASONS) | is_shared
