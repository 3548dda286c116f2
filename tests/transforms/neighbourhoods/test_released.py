"""Neighbourhoods as others may see them."""

from dataclasses import replace

from reference.community import Community
from schemas.inputs.crosswalk import Areas
from schemas.neighbourhoods import (
    AreaPersons,
    AreaResults,
    PracticeAreas,
    PublishedNeighbourhoodResults,
    PublishedNeighbourhoods,
)
from tests.tables import table
from transforms.catalogue import indicators
from transforms.neighbourhoods.of_practices import build_pack_neighbourhoods
from transforms.neighbourhoods.released import release_area_results, release_areas

TOLD = Community(("ed_rate", "no_pc_visit"), 100, 10)
DEFINED = {name: indicators()[name] for name in TOLD.indicators}
PERIOD = "2026-09"
PERSONS = table("area_id persons\nN6A 1234\nK9J 100\nP0V 99\nL1L 500", AreaPersons)
AREAS = table(
    """
    area_id deprivation_quintile income_quintile is_rural
    N6A     5                    1               false
    K9J     -                    -               -
    P0V     1                    5               true
    """,
    Areas,
    network_id=None,
    latitude=None,
    longitude=None,
)


def test_numbers_of_people_are_rounded_and_small_areas_hidden() -> None:
    found = PublishedNeighbourhoods.validate(release_areas(PERSONS, AREAS, PERIOD, TOLD))
    rows = {row["area_id"]: row for row in found.iter_rows(named=True)}
    assert (rows["N6A"]["persons"], rows["N6A"]["suppression"]) == (1230, None)
    assert rows["K9J"]["persons"] == 100
    assert (rows["P0V"]["persons"], rows["P0V"]["suppression"]) == (None, "small_area")
    assert rows["P0V"]["is_rural"]
    # The table of areas does not know it.
    assert (rows["L1L"]["persons"], rows["L1L"]["deprivation_quintile"]) == (500, None)


def released(numerator: int, denominator: int, area: str = "N6A", name: str = "no_pc_visit") -> tuple[object, object]:
    rows = table(f"area_id indicator_id numerator denominator\n{area} {name} {numerator} {denominator}", AreaResults)
    found = PublishedNeighbourhoodResults.validate(release_area_results(rows, PERSONS, DEFINED, PERIOD, TOLD))
    return found["value"].item(), found["suppression"].item()


def test_values_have_two_digits_and_no_counts() -> None:
    assert released(123, 1000) == (12.0, None)
    assert released(0, 1000) == (0.0, None)
    assert released(1500, 1000, name="ed_rate") == (150.0, None)


def test_a_small_count_on_either_side_of_the_line_is_hidden() -> None:
    assert released(5, 1000) == (None, "small_cell")
    assert released(6, 1000) == (0.6, None)
    assert released(995, 1000) == (None, "small_cell")
    assert released(994, 1000) == (99.0, None)
    # Visits are no share of people: there is no other side.
    assert released(995, 1000, name="ed_rate") == (100.0, None)


def test_few_people_are_hidden_by_the_area_and_by_the_denominator() -> None:
    assert released(50, 99, area="P0V") == (None, "small_area")
    assert released(50, 99) == (None, "small_area")
    assert released(50, 100, area="K9J") == (50.0, None)


OWN = table("physician_id area_id persons\na K9J 3\na N6A 7\nb N6A 2\na P0V 7", PracticeAreas)


def test_packs_have_own_numbers_beside_what_is_released() -> None:
    areas = release_areas(PERSONS, AREAS, PERIOD, TOLD)
    rows = table("area_id indicator_id numerator denominator\nN6A ed_rate 600 1200", AreaResults)
    results = release_area_results(rows, PERSONS, DEFINED, PERIOD, TOLD)
    found = build_pack_neighbourhoods(OWN, areas, results, DEFINED)
    assert found.height == 8
    first = found.row(0, named=True)
    # Of two areas with as many people the first by name comes first.
    assert (first["unit_id"], first["area_id"], first["place"], first["own_persons"]) == ("a", "N6A", 1, 7)
    assert (first["indicator_id"], first["value"], first["suppression"]) == ("ed_rate", 50.0, None)
    assert found.filter(unit_id="a")["area_id"].unique(maintain_order=True).to_list() == ["N6A", "P0V", "K9J"]
    assert set(found.filter(area_id="P0V")["suppression"]) == {"small_area"}


def test_before_a_publication_packs_say_so() -> None:
    found = build_pack_neighbourhoods(OWN, None, None, DEFINED)
    assert set(found["suppression"]) == {"not_published"}
    assert found["persons"].null_count() == found.height
    assert found["own_persons"].sum() == 2 * 19


def test_a_changed_definition_of_smallness_is_followed() -> None:
    told = replace(TOLD, smallest_area_persons=2000)
    assert release_areas(PERSONS, AREAS, PERIOD, told)["persons"].null_count() == 4


def test_practices_without_areas_have_no_rows() -> None:
    assert build_pack_neighbourhoods(PracticeAreas.empty(), None, None, DEFINED).is_empty()
