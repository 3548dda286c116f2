"""What a practice page tells: the verdict against the province, what went before, the team."""

from typing import Any

import polars as pl
import pytest

from schemas.pack import VERDICT_REASONS, PackMeasures
from schemas.published import PublishedPeers, PublishedResults
from tests.tables import assert_rows, table
from tests.transforms.rows import D, results
from transforms.catalogue import indicators
from transforms.comparisons.verdict import REASONS
from transforms.packs.measures import Comparators, Earlier, build_pack_measures
from transforms.packs.verdicts import OTHER_DATA

PRACTICES = pl.DataFrame(
    {
        "physician_id": ["a", "b", "c"],
        "group_id": ["G", None, None],
        "oht_id": ["T1", "T2", None],
        "peer_group": ["FHO/urban", "ontario", None],
    },
    schema_overrides={"group_id": pl.String},
)
NONE_PUBLISHED = "level unit_id"
NO_PEERS = PublishedPeers.empty()


def published(text: str) -> pl.DataFrame:
    usual = {"indicator_id": "ed_rate", "period": "2026-09", "limits_method": "poisson", "unit": "u", "status": "local"}
    state = {"definition_version": 1, "method_id": "m", "data_cut_off": D, "state": "final"}
    return table(text, PublishedResults, **usual, **state)


def build(exact: str, shown: str = NONE_PUBLISHED, earlier: Earlier = Earlier(), **compared: Any) -> pl.DataFrame:  # noqa: B008
    parts = {"peers": NO_PEERS, "practices": PRACTICES} | compared
    rows = build_pack_measures(results(exact), Comparators(published(shown), **parts), earlier, indicators(), ["acsc"])
    for part in rows.partition_by("unit_id", include_key=False):
        PackMeasures.validate(part)
    return rows


def verdict(indicator: str, limits: str, province: str = "50", below: int = 20, **compared: Any) -> tuple[str, str]:
    lower, value, upper = limits.split()
    exact = f"""
        indicator_id level    unit_id lower   value   upper   numerator denominator
        {indicator}  practice a       {lower} {value} {upper} 5         {below}
    """
    shown = f"indicator_id level unit_id value\n{indicator} province ontario {province}"
    return build(exact, shown, **compared).select("verdict", "verdict_reason").row(0)


def test_better_when_the_whole_interval_is_on_the_good_side() -> None:
    assert verdict("continuity_hqo", "51 60 70") == ("better", "limits_above")  # higher is better
    assert verdict("continuity_hqo", "30 40 49") == ("worse", "limits_below")
    assert verdict("ed_rate", "30 40 49") == ("better", "limits_below")  # lower is better
    assert verdict("ed_rate", "51 60 70") == ("worse", "limits_above")


def test_similar_when_the_interval_holds_or_touches_the_province() -> None:
    assert verdict("continuity_hqo", "49 60 70") == ("similar", "limits_hold")
    assert verdict("continuity_hqo", "50 60 70") == ("similar", "limits_hold")
    assert verdict("ed_rate", "30 40 50") == ("similar", "limits_hold")


def test_silent_with_the_reason() -> None:
    assert verdict("md_panel", "51 60 70") == ("none", "context")  # more is neither better nor worse
    assert verdict("ed_rate", "51 60 70", below=19) == ("none", "below_minimum")
    assert verdict("ed_rate", "- - -") == ("none", "no_value")
    assert verdict("ed_rate", "- 60 70") == ("none", "no_limits")
    assert verdict("ed_rate", "51 60 70", province="-") == ("none", "no_comparator")  # hidden
    assert build("level unit_id value denominator\npractice a 1.0 99")["verdict"].item() == "none"  # nothing published


def test_numbers_of_different_data_are_not_judged_together() -> None:
    assert verdict("ed_rate", "51 60 70", is_same_data=True) == ("worse", "limits_above")
    assert verdict("ed_rate", "51 60 70", is_same_data=False) == ("none", OTHER_DATA)
    # What could not be judged at all keeps its reason.
    assert verdict("ed_rate", "51 60 70", below=19, is_same_data=False) == ("none", "below_minimum")


def test_the_pack_knows_every_reason() -> None:
    assert {*VERDICT_REASONS} == {*REASONS, OTHER_DATA}


@pytest.mark.parametrize(
    "method, limits, expected",
    [
        ("poisson", "45 49", "better"),  # crude 60 would be worse
        ("poisson", "45 51", "similar"),
        ("repeat", "45 49", "similar"),  # 47 x 66 / 60 = 51.7: as far as the crude limits reach
        ("clustered", "45 49", "similar"),
    ],
)
def test_the_adjusted_value_is_judged_where_there_is_one(method: str, limits: str, expected: str) -> None:
    lower, upper = limits.split()
    exact = f"""
        level    unit_id lower value upper numerator denominator adjusted adjusted_lower adjusted_upper limits_method
        practice a       54    60    66    60        100         47       {lower}        {upper}        {method}
    """
    assert build(exact, "level unit_id value\nprovince ontario 50")["verdict"].item() == expected


def test_of_no_event_the_stated_limits_of_the_adjusted_value_hold() -> None:
    exact = """
        level    unit_id lower value upper numerator denominator adjusted adjusted_lower adjusted_upper limits_method
        practice a       0     0     4     0         100         0        0              3.5            repeat
    """
    assert build(exact, "level unit_id value\nprovince ontario 3.6")["verdict"].item() == "better"


def test_each_practice_beside_its_team_and_the_province() -> None:
    exact = "level unit_id value\npractice a 1.0\npractice b 2.0\npractice c 3.0\noht T1 9.0\nprovince ontario 9.0"
    shown = """
        level    unit_id value suppression
        oht      T1      5.0   -
        oht      T2      -     small_cell   # hidden: the reason is shown, and no value
        province ontario 6.0   -
    """
    expected = """
        unit_id oht_value oht_suppression province_value
        a       5.0       -               6.0
        b       -         small_cell      6.0
        c       -         -               6.0              # the physician has no team
    """
    assert_rows(build(exact, shown), expected)


def test_each_practice_beside_its_own_peer_group() -> None:
    spread = {"period": "2026-09", "peers_p10": 1.0, "peers_p25": 2.0, "peers_p75": 4.0, "peers_p90": 5.0}
    peers = """
        indicator_id peer_group peers_count peers_p50 suppression benchmark_practices benchmark_value
        ed_rate      FHO/urban  23          3.0       -           22                  30.1
        ed_rate      FHO        40          3.3       -           40                  29.9
        acsc         ontario    90          3.1       -           0                   -
    """
    exact = """
        level    unit_id value numerator denominator
        practice a       32    32        100
        practice b       32    32        100
        practice c       32    32        100
    """
    expected = """
        unit_id peer_group peers_count peers_p50 peers_suppression benchmark_value gain
        a       FHO/urban  23          3.0       -                 30.1            2     # 30 of 100 reach it
        b       ontario    0           -         not_published     -               -     # of another measure
        c       -          0           -         not_published     -               -
    """
    table_of_peers = table(peers, PublishedPeers, **spread)
    assert_rows(build(exact, peers=table_of_peers), expected)
    # From other data nothing is said.
    assert build(exact, peers=table_of_peers, is_same_data=False)["gain"].to_list() == [None] * 3


def test_the_value_of_the_period_before() -> None:
    before = results("""
        level    unit_id period  value
        practice a       2026-08 7.0
        practice b       2026-08 -       # there was none
        province ontario 2026-08 8.0
    """)
    exact = "level unit_id value\npractice a 1.0\npractice b 2.0\npractice c 3.0"
    expected = "unit_id previous_value previous_period\na 7.0 2026-08\nb - -\nc - -"
    assert_rows(build(exact, earlier=Earlier(before)), expected)
    assert_rows(build(exact), "unit_id previous_value previous_period\na - -\nb - -\nc - -")


def test_the_change_since_a_year_before() -> None:
    then = results("""
        level    unit_id period  lower value upper denominator
        practice a       2025-09 58    60    62    100
        practice b       2025-09 58    60    62    19
        province ontario 2025-09 1     1     1     100
    """)
    exact = """
        level    unit_id lower value upper denominator
        practice a       47    50    53    100
        practice b       47    50    53    100
        practice c       47    50    53    100
    """
    expected = """
        unit_id change_from change change_verdict change_reason
        a       2025-09     -10    better         -              # fewer visits
        b       2025-09     -10    none           below_minimum
        c       -           -      none           no_year_before
    """
    assert_rows(build(exact, earlier=Earlier(None, then)), expected)
    assert set(build(exact)["change_reason"]) == {"no_year_before"}


def test_indicators_stand_in_the_order_of_the_catalogue() -> None:
    shuffled = sorted(indicators(), reverse=True)
    rows = [f"{name} practice {unit}" for name in shuffled for unit in "ba"]
    built = build("\n".join(["indicator_id level unit_id", *rows]))
    assert built["unit_id"].to_list() == ["a"] * len(indicators()) + ["b"] * len(indicators())
    assert built["indicator_id"].to_list() == [*indicators()] * 2


def test_where_the_page_has_a_measure() -> None:
    names = ["acsc", "dm_eye", "ed_bme", "cost_pc"]
    built = build("\n".join(["indicator_id level unit_id", *[f"{name} practice a" for name in names]]))
    assert dict(built.select("indicator_id", "shown").rows()) == {
        "acsc": "first",
        "dm_eye": "further",
        "ed_bme": "file",  # retired by its publisher
        "cost_pc": "file",  # unverified
    }


def test_what_cannot_be_computed_keeps_its_reason() -> None:
    rows = results("level unit_id\npractice a").with_columns(not_computable=pl.lit("needs ed_visits"))
    compared = Comparators(published(NONE_PUBLISHED), NO_PEERS, PRACTICES)
    built = build_pack_measures(rows, compared, Earlier(), indicators())
    assert_rows(built, "unit_id value verdict verdict_reason\na - none not_computable")
    assert built["not_computable"].item() == "needs ed_visits"


def test_no_pack_knows_another_practices_value() -> None:
    exact = """
        level    unit_id value numerator denominator
        practice a       20    20        100
        practice b       {0}   {0}       100
        practice c       {0}   {0}       100
        group    G       {0}   {0}       300
    """
    in_one_group = PRACTICES.with_columns(group_id=pl.lit("G"))
    once, again = (build(exact.format(value), practices=in_one_group) for value in (30, 40))
    of_a = pl.col("unit_id") == "a"
    # Three practices: with the group's value the other two would be known nearly.
    assert once.filter(of_a).equals(again.filter(of_a))
    assert once.filter(of_a)["group_suppression"].item() == "few_practices"
    assert not once.filter(~of_a).equals(again.filter(~of_a))


def test_indicators_without_a_level_of_practices_are_in_no_pack() -> None:
    rows = [f"{name} {level} {unit}" for name in indicators() for level, unit in (("group", "G"), ("oht", "T1"))]
    assert build("\n".join(["indicator_id level unit_id", *rows])).is_empty()
