"""Ontario places with their forward sortation areas and rough coordinates, typed from general knowledge.

The places give the province its shape. The teams, networks and corporations put into them are invented, and the
coordinates are good to about ten kilometres only.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Town:
    """One place: latitude and longitude in degrees, and its forward sortation areas."""

    name: str
    latitude: float
    longitude: float
    area_ids: tuple[str, ...]


def _town(line: str) -> Town:
    name, latitude, longitude, areas = line.split("|")
    return Town(name, float(latitude), float(longitude), tuple(areas.split()))


_TEAM_TOWNS = """\
London|42.98|-81.25|N6A N6B N6C N6J N6K
Newmarket|44.05|-79.46|L3Y L3X L9N L4G
Kingston|44.23|-76.49|K7L K7K K7M K7P
Hamilton|43.25|-79.86|L8N L8L L8P L8S L8M
Sudbury|46.49|-81.00|P3E P3A P3B P3C
Guelph|43.55|-80.25|N1E N1G N1H N1K
Windsor|42.31|-83.03|N9A N8X N8Y N9B N9C
Barrie|44.39|-79.69|L4M L4N L9J
Ottawa centre|45.41|-75.70|K1N K1P K1R K1S K2P
Thunder Bay|48.40|-89.25|P7B P7A P7C P7E
Toronto downtown|43.65|-79.37|M5G M5A M5B M5C
Toronto east|43.77|-79.20|M1E M1B M1C M1G
Toronto north|43.77|-79.40|M2K M2J M2M M2N
Toronto middle|43.70|-79.37|M4G M4K M4P M4S
Toronto west|43.65|-79.45|M6P M6H M6J M6K
Etobicoke|43.63|-79.52|M9A M8V M8W M9B
York|43.74|-79.49|M3N M3J M3K M3M
Brampton|43.72|-79.76|L6R L6P L6T L6V
Markham|43.86|-79.27|L3P L3R L3S L6B
Vaughan|43.82|-79.54|L4K L4H L4J L4L
Richmond Hill|43.88|-79.43|L4C L4B L4E L4S
Oakville|43.45|-79.70|L6J L6H L6K L6L
Burlington|43.34|-79.81|L7R L7L L7M L7P
Milton|43.52|-79.88|L9T L9E
Niagara Falls|43.10|-79.10|L2G L2E L2H L2J
Brantford|43.15|-80.27|N3R N3P N3S N3T
Cambridge|43.38|-80.32|N1R N1P N1S N1T
Waterloo|43.48|-80.53|N2L N2J N2K N2T
Stratford|43.37|-80.98|N5A N0K
Chatham|42.41|-82.19|N7M N7L N0P
Sarnia|42.98|-82.39|N7T N7S N7V N7W
St Thomas|42.77|-81.18|N5R N5P N0L
Woodstock|43.13|-80.75|N4S N4T N4V
Owen Sound|44.57|-80.94|N4K N4L N0H
Orillia|44.61|-79.42|L3V L0K
Collingwood|44.49|-80.21|L9Y L9Z
Muskoka|45.20|-79.30|P1H P1L P1P
Lindsay|44.36|-78.74|K9V K0M
Belleville|44.17|-77.39|K8N K8P K8R
Brockville|44.60|-75.69|K6V K6T K0E
Cornwall|45.03|-74.73|K6H K6J K6K
Pembroke|45.82|-77.11|K8A K8B K0J
Ottawa east|45.47|-75.52|K1E K1C K4A
Ottawa west|45.31|-75.80|K2H K2G K2J K2M
North Bay|46.31|-79.46|P1B P1A P1C
Sault Ste Marie|46.53|-84.34|P6B P6A P6C
Timmins|48.48|-81.33|P4N P4P P4R
Kenora|49.77|-94.48|P9N P8N P9A
Ajax|43.85|-79.03|L1S L1T L1Z
Pickering|43.84|-79.09|L1V L1W L1X
Whitby|43.90|-78.94|L1N L1M L1P L1R
Cobourg|43.96|-78.17|K9A L1A
Georgetown|43.65|-79.91|L7G L7J
Orangeville|43.92|-80.10|L9W L9V
Norfolk|42.84|-80.31|N3Y N4B N0E
Welland|42.99|-79.25|L3C L3B L3K
Bowmanville|43.91|-78.69|L1C L1B L1E
Leamington|42.05|-82.60|N8H N9Y N0R"""

# Each of these is served by one network that belongs to two teams.
_SHARED_TOWNS = """\
Kitchener|43.45|-80.49|N2G N2H N2M N2N
Peterborough|44.30|-78.32|K9J K9H K9K K9L
St Catharines|43.16|-79.25|L2R L2M L2N L2P
Mississauga|43.59|-79.64|L5B L5A L5L L5M
Oshawa|43.90|-78.86|L1G L1H L1J L1K"""

TEAM_TOWNS = tuple(map(_town, _TEAM_TOWNS.splitlines()))
SHARED_TOWNS = tuple(map(_town, _SHARED_TOWNS.splitlines()))
# An area of no network in the table, and one that the table does not name.
AREA_WITHOUT_NETWORK = "P0V"
AREA_OFF_THE_TABLE = "P0L"
