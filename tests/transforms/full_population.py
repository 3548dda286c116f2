"""A population worked by hand for the whole method: a person a rule, each with the answer of oht-attr/1.

D is 29 February 2024. Two days a year make a practice here. Cents on those days: A001 2170, A007 3470, K013 and K005
6275, K080 1100. Physicians a and b are comprehensive; w sees as much elsewhere as in the office; d works on one day; e
on one day of each year; p is a paediatrician. Centre k and physician c are at L1L, near the hospital of T2.
"""

import dataclasses
import datetime as dt

import polars as pl

from tests.transforms.chain import Frames
from tests.transforms.rows import (
    METHOD,
    addresses,
    areas,
    births,
    centre_rosters,
    centre_visits,
    centres,
    claims,
    enrolments,
    hospitals,
    network_ohts,
    persons,
    physicians,
)

LEAP_DAY = dt.date(2024, 2, 29)
FULL = dataclasses.replace(METHOD, comprehensive_minimum_days=2)
ANSWERS = """
    person_id | tier           tier_rule         physician_id centre_id tie_step   oht_id confidence
    1         | rostered       enrolment         a            -         none       T1     high       # all care by a
    2         | rostered       enrolment         a            -         none       T1     medium     # never seen
    3         | health_centre  centre_roster     -            h         none       T1     medium     # one visit
    4         | virtual        core_care         a            -         none       T1     medium     # no visit there
    5         | rostered       enrolment         a            -         none       T1     medium     # both
    6         | health_centre  centre_roster     -            k         visits     T2     medium     # more at k
    7         | virtual        core_care         a            -         none       T1     low        # more at w
    8         | virtual        core_care         b            -         value      T1     low        # 8640 to 8450
    9         | other_provider paediatrician     p            -         none       T1     low        # 17 on D
    10        | other_provider non_comprehensive w            -         none       T1     low        # 18 on D
    11        | other_provider non_comprehensive w            -         none       T1     low
    12        | other_provider non_comprehensive d            -         none       T1     low        # one day
    13        | other_provider non_comprehensive e            -         none       T1     low        # a day a year
    14        | other_provider other_visits      a            -         none       T1     low
    15        | postal_area    area              -            -         -          T1     lowest     # in emergency
    16        | postal_area    area              -            -         -          T1     lowest     # limited virtual
    17        | newborn        mother            a            -         -          T1     low        # two tomorrow
    18        | postal_area    area              -            -         -          T1     lowest     # two yesterday
    19        | postal_area    area              -            -         -          T1     lowest     # mother by area
    20        | postal_area    area              -            -         -          T1     lowest     # mother is 21
    21        | unattributable -                 -            -         -          -      -          # no postal code
    22        | unattributable -                 -            -         -          -      -          # no valid key
    23        | postal_area    area              -            -         -          T2     lowest     # moved on D
    24        | postal_area    area              -            -         -          T2     lowest     # as 25
    25        | rostered       enrolment         c            -         none       T2     medium
    26        | x              x                 x            x         x          x      x          # covered until D
    27        | postal_area    area              -            -         -          T1     lowest     # no modality line
    28        | virtual        core_care         a            -         none       T1     medium     # a modality line
    29        | postal_area    area              -            -         -          T1     lowest     # on D - 2 years
    30        | virtual        core_care         b            -         dates      T1     low        # two days to one
    31        | rostered       enrolment         z            -         none       T1     medium     # z leads nowhere
    32        | rostered       enrolment         b            -         value      T1     high       # two spells
    33        | other_provider other_visits      b            -         visits     T1     low        # two to one
    34        | newborn        mother            -            k         -          T2     low        # mother is 6
    90        | x              x                 x            x         x          x      x          # dead
"""
USUAL = [
    "person_id",
    *(str(number) for number in range(1, 35) if number not in {9, 10, 17, 18, 19, 20, *range(21, 27), 34}),
]
UNUSUAL = """
    person_id birth_date coverage_end_date death_date area_id postal_status has_valid_key
    9         2006-03-01 -                 -          N6A     ontario       true
    10        2006-02-28 -                 -          N6A     ontario       true
    17        2022-03-01 -                 -          N6A     ontario       true
    18        2022-02-28 -                 -          N6A     ontario       true
    19        2023-06-01 -                 -          N6A     ontario       true
    20        2023-06-01 -                 -          N6A     ontario       true
    21        1990-06-01 -                 -          -       missing       true
    22        1990-06-01 -                 -          N6A     ontario       false
    23        1990-06-01 -                 -          N6A     ontario       true
    24        1990-06-01 -                 -          M1M     ontario       true
    25        1990-06-01 -                 -          M1M     ontario       true
    26        1990-06-01 2024-02-29        -          N6A     ontario       true
    34        2023-06-01 -                 -          N6A     ontario       true
    90        1940-06-01 -                 2024-01-01 N6A     ontario       true
"""
ENROLMENTS = """
    person_id physician_id
    1         a
    2         a
    5         a
    21        a
    22        a
    25        c
    31        z
    32        a
    32        b
"""
BIRTHS = "person_id mother_person_id\n17 2\n18 2\n19 15\n20 21\n34 6"
ADDRESSES = "person_id area_id start_date\n23 L1L 2024-02-29\n15 L1L 2024-03-01"
CENTRE_ROSTERS = "person_id centre_id\n3 h\n4 h\n5 h\n6 h\n6 k"
CENTRE_VISITS = """
    person_id centre_id visit_date
    3         h         2022-03-01
    4         h         2022-02-28
    5         h         2023-03-02
    6         h         2023-03-02
    6         k         2023-03-02
    6         k         2023-03-03
"""
CLAIMS = """
    person_id physician_id service_date fee_code location
    1         a            2023-03-02   A007     office
    4         a            2023-03-02   A007     office
    7         a            2023-03-02   A001     office
    7         w            2023-03-02   A007     office
    8         a            2023-03-02   K013     office
    8         a            2023-03-02   A001     office
    8         b            2023-03-02   A001     office
    8         b            2023-03-03   A007     office
    8         b            2023-03-03   A001     office
    8         b            2023-03-03   G538     office
    8         b            2023-03-03   G271     office
    9         p            2023-03-02   A001     office
    9         w            2023-03-02   A007     office
    10        p            2023-03-02   A007     office
    10        w            2023-03-02   A001     office
    11        w            2023-03-02   A001     office
    12        d            2023-03-02   A007     office
    13        e            2023-03-02   A007     office
    14        a            2023-03-02   A888     office
    15        a            2023-03-02   A888     emergency
    16        a            2023-03-02   A101     virtual
    27        b            2022-11-30   K080     virtual
    28        a            2022-11-30   K080     virtual
    28        a            2022-11-30   K300     virtual
    29        a            2022-02-28   A007     office
    30        a            2023-03-02   K013     office
    30        a            2023-03-02   K005     office
    30        b            2023-03-02   K013     office
    30        b            2023-03-03   K013     office
    32        b            2023-03-02   A007     office
    33        a            2023-03-02   A888     office
    33        b            2023-03-02   A888     office
    33        b            2023-03-02   A888     home
    90        a            2023-04-03   A007     office
    90        b            2023-04-03   A007     office
    90        e            2022-04-04   A007     office
    90        w            2023-04-03   A888     emergency
    90        w            2023-04-04   A888     emergency
    90        w            2023-04-05   A888     emergency
    90        w            2023-04-06   A888     emergency
"""
PHYSICIANS = """
    physician_id specialty_code area_id
    a            00             N6A
    b            05             N6A
    c            00             L1L
    d            00             N6A
    e            00             N6A
    p            26             N6A
    w            00             N6A
    z            00             K9J
"""


def inputs() -> Frames:
    """The frames of the population by name of the input; network N3, where z is, has two teams and no key."""
    return {
        "persons": pl.concat([persons("\n".join(USUAL)), persons(UNUSUAL)]),
        "addresses": addresses(ADDRESSES),
        "births": births(BIRTHS),
        "enrolments": enrolments(ENROLMENTS),
        "centres": centres("centre_id area_id\nh N6A\nk L1L"),
        "centre_rosters": centre_rosters(CENTRE_ROSTERS),
        "centre_visits": centre_visits(CENTRE_VISITS),
        "claims": claims(CLAIMS),
        "physicians": physicians(PHYSICIANS),
        "hospitals": hospitals("hospital_id corporation_id network_id latitude\nS1 C1 N1 43\nS2 C2 N2 45\nS3 C3 N3 47"),
        "areas": areas("area_id network_id latitude\nN6A N1 43\nM1M N1 43\nL1L N2 45\nK9J N3 47"),
        "network_ohts": network_ohts("network_id oht_id\nN1 T1\nN2 T2\nN3 T3\nN3 T4"),
    }
