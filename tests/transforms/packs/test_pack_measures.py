"""What a practice page tells: the reading against the province, the period before, the team."""

import polars as pl

from schemas.pack import PackMeasures
from schemas.published import PublishedResults
from tests.tables import assert_rows, table
from tests.transforms.rows import D, results
from transforms.catalogue import indicators
from transforms.packs.measures import build_pack_measures

TEAMS = pl.DataFrame({"physician_id": ["a", "b", "c"], "oht_id": ["T1", "T2", None]})
NONE_PUBLISHED = "level unit_id"


def published(text: str) -> pl.DataFrame:
    usual = {"indicator_id": "ed_rate", "period": "2026-09", "limits_method": "poisson", "unit": "u", "status": "local"}
    state = {"definition_version": 1, "method_id": "m", "data_cut_off": D, "state": "final"}
    return table(text, PublishedResults, **usual, **state)


def build(exact: str, shown: str = NONE_PUBLISHED, previous: pl.DataFrame | None = None) -> pl.DataFrame:
    rows = build_pack_measures(results(exact), published(shown), previous, TEAMS, indicators())
    for part in rows.partition_by("unit_id", include_key=False):
        PackMeasures.validate(part)
    return rows


def reading(indicator: str, limits: str, province: str = "50") -> str:
    lower, value, upper = limits.split()
    exact = f"indicator_id level unit_id lower value upper\n{indicator} practice a {lower} {value} {upper}"
    shown = f"indicator_id level unit_id value\n{indicator} province ontario {province}"
    return build(exact, shown)["reading"].item()


def test_better_when_the_whole_interval_is_on_the_good_side() -> None:
    assert reading("continuity_hqo", "51 60 70") == "better"  # higher is better
    assert reading("continuity_hqo", "30 40 49") == "worse"
    assert reading("ed_rate", "30 40 49") == "better"  # lower is better
    assert reading("ed_rate", "51 60 70") == "worse"


def test_similar_when_the_interval_holds_or_touches_the_province() -> None:
    assert reading("continuity_hqo", "49 60 70") == "similar"
    assert reading("continuity_hqo", "50 60 70") == "similar"
    assert reading("ed_rate", "30 40 50") == "similar"


def test_not_compared() -> None:
    assert reading("md_panel", "51 60 70") == "none"  # context: more is neither better nor worse
    assert reading("ed_rate", "- - -") == "none"  # no value of its own
    assert reading("ed_rate", "51 60 70", province="-") == "none"  # the province is hidden
    assert build("level unit_id value\npractice a 1.0")["reading"].item() == "none"  # nothing is published


def test_numbers_of_different_data_are_not_read_together() -> None:
    exact = results("level unit_id lower value upper\npractice a 51 60 70")
    shown = published("level unit_id value\nprovince ontario 50")
    readings = [
        build_pack_measures(exact, shown, None, TEAMS, indicators(), is_same_data=same)["reading"].item()
        for same in (True, False)
    ]
    assert readings == ["worse", "none"]


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


def test_the_value_of_the_period_before() -> None:
    before = results("""
        level    unit_id period  value
        practice a       2026-08 7.0
        practice b       2026-08 -       # there was none
        province ontario 2026-08 8.0
    """)
    exact = "level unit_id value\npractice a 1.0\npractice b 2.0\npractice c 3.0"
    expected = "unit_id previous_value previous_period\na 7.0 2026-08\nb - -\nc - -"
    assert_rows(build(exact, previous=before), expected)
    assert_rows(build(exact), "unit_id previous_value previous_period\na - -\nb - -\nc - -")


def test_indicators_stand_in_the_order_of_the_catalogue() -> None:
    shuffled = sorted(indicators(), reverse=True)
    rows = [f"{name} practice {unit}" for name in shuffled for unit in "ba"]
    built = build("\n".join(["indicator_id level unit_id", *rows]))
    assert built["unit_id"].to_list() == ["a"] * len(indicators()) + ["b"] * len(indicators())
    assert built["indicator_id"].to_list() == [*indicators()] * 2


def test_what_cannot_be_computed_keeps_its_reason() -> None:
    rows = results("level unit_id\npractice a").with_columns(not_computable=pl.lit("needs ed_visits"))
    built = build_pack_measures(rows, published(NONE_PUBLISHED), None, TEAMS, indicators())
    assert_rows(built.select("unit_id", "value", "reading"), "unit_id value reading\na - none")
    assert built["not_computable"].item() == "needs ed_visits"
