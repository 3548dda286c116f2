"""Cases of areas whose network is known from the planted residents: nobody else lives there.

The first two towns with a team of their own are used. The areas are rural ones of the north, set down beside them.
"""

from functools import partial

from synthetic.geography import AREA_BESIDE
from synthetic.planted.cast import Cast, Home, Row
from synthetic.planted.story import Case, Story, by_address, rostered
from synthetic.towns import AREA_WITHOUT_NETWORK

AGAINST_TABLE, TIED, EMPTY = "P0A", "P0B", "P0C"
OFF_TABLE_TIED, OFF_TABLE = "P0W", "P0X"
MAJORITY = 12


def area_rows(homes: list[Home]) -> list[Row]:
    """Give rows of the area table: the table says the first town's network of areas that lie beside the second."""
    first, second = homes[:2]
    network = first.place.area_networks[0]
    rows: list[Row] = [{"fsa": area, "network_no": network} for area in (AGAINST_TABLE, TIED, EMPTY)]
    rows.append({"fsa": AREA_WITHOUT_NETWORK})
    latitude, longitude = second.place.town.latitude + AREA_BESIDE, second.place.town.longitude
    where = {"lat": f"{latitude:.4f}", "long": f"{longitude:.4f}", "rural": "Y", "deprivation": "3", "income": "3"}
    return [{**where, **row} for row in rows]


def cases() -> dict[str, Case]:
    """Give the cases by name; the first town of the two has the network with the smaller id."""
    return {
        "area_residents_against_table": partial(_resident, area=AGAINST_TABLE, second=MAJORITY),
        "area_plurality_against_table": partial(_address_only, area=AGAINST_TABLE, town=1),
        "area_residents_tied": partial(_resident, area=TIED, second=10),
        "area_tie_nearest": partial(_address_only, area=TIED, town=1),
        "area_residents_tied_off_table": partial(_resident, area=OFF_TABLE_TIED, second=10),
        "area_tie_smallest_network": partial(_address_only, area=OFF_TABLE_TIED, town=0),
        "area_residents_off_table": partial(_resident, area=OFF_TABLE, second=20),
        "area_plurality_off_table": partial(_address_only, area=OFF_TABLE, town=1),
        "area_without_residents": partial(_address_only, area=EMPTY, town=1),
        "area_without_network": partial(_address_only, area=AREA_WITHOUT_NETWORK, town=1),
    }


def _resident(cast: Cast, area: str, second: int) -> Story:
    """So many of the twenty are enrolled in the second town, the others in the first."""
    town = cast.towns[1] if cast.turn < second else cast.towns[0]
    physician = town.physicians["first"]
    answer = rostered(cast, physician, oht_id=town.oht_id)
    return Story(answer, person={"postal_code": f"{area} 1A0"}, enrolments=[cast.long_spell(physician)])


def _address_only(cast: Cast, area: str, town: int) -> Story:
    return Story(by_address(cast, oht_id=cast.towns[town].oht_id), person={"postal_code": f"{area} 1A0"})
