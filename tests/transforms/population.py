"""A population worked by hand: a person a rule, each with the answer that this rule gives by oht-attr/1-spine.

D is 29 February 2024. Cents on those days: A001 2170, A007 3470, K082 5505, K013 6275. Where nothing else tells a from
b, the hash puts b first.
"""

import datetime as dt

import polars as pl

from tests.transforms.chain import Frames
from tests.transforms.rows import areas, claims, discharges, enrolments, hospitals, network_ohts, persons, physicians

LEAP_DAY = dt.date(2024, 2, 29)
ANSWERS = """
    person_id | tier           physician_id tie_step   oht_id
    1         | rostered       a            none       T1      # one spell
    2         | virtual        a            value      T1      # a's line is in the first month of two years
    3         | virtual        a            value      T1      # b's are worth less, though more and later
    4         | virtual        b            none       T1      # a's line is reversed
    5         | virtual        b            value      T1      # a's second line is a copy
    6         | virtual        b            none       T1      # a's call has no modality line
    7         | virtual        b            none       T1      # a's line is in emergency
    8         | virtual        b            none       T1      # a's line is of suffix B
    9         | virtual        b            none       T1      # p is a paediatrician
    10        | postal_area    -            -          T1      # a's line is on D - 2 years
    11        | virtual        b            none       T1      # the spell with a ends on D
    12        | postal_area    -            -          T1      # heard of within seven years
    13        | postal_area    -            -          T1      # 105 on D
    14        | rostered       c            none       T2      # c has ten admissions in C2
    15        | rostered       d            none       T1      # d has nine, and is solo
    16        | unattributable -            -          -       # an area without a network
    17        | rostered       a            start_date T1      # a's spell began later than b's
    18        | x              x            x          x       # not heard of for seven years
    19        | x              x            x          x       # 106 the day before D
    20        | virtual        b            hash       T1      # a and b alike
    21        | x              x            x          x       # died on D
    22        | postal_area    -            -          T1      # died the day after
    23        | rostered       e            none       T1      # by the own area: e's network cannot decide
"""
UNUSUAL = """
    person_id area_id birth_date last_contact_date death_date
    12        N6A     1980-06-15 2017-03-01        -
    13        N6A     1918-03-01 -                 -
    16        P0V     1980-06-15 -                 -
    18        N6A     1980-06-15 2017-02-28        -
    19        N6A     1918-02-28 -                 -
    21        N6A     1980-06-15 -                 2024-02-29
    22        N6A     1980-06-15 -                 2024-03-01
"""
USUAL = ["person_id", *["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "14", "15", "17", "20", "23"]]
ENROLMENTS = """
    person_id physician_id start_date end_date
    1         a            2020-01-01 -
    11        a            2020-01-01 2024-02-29
    14        c            2020-01-01 -
    15        d            2020-01-01 -
    17        a            2021-01-01 -
    17        b            2020-01-01 -
    23        e            2020-01-01 -
"""
CLAIMS = """
    person_id physician_id service_date fee_code services location  fee_suffix
    2         a            2022-03-10   K013     1        office    A
    2         b            2023-03-02   A007     1        office    A
    3         a            2023-03-01   K013     1        office    A
    3         b            2023-03-02   A001     1        office    A
    3         b            2023-03-03   A001     1        office    A
    4         a            2023-03-02   K013     1        office    A
    4         a            2023-03-02   K013     -1       office    A
    4         b            2023-03-02   A007     1        office    A
    5         a            2023-03-02   A007     1        office    A
    5         a            2023-03-02   A007     1        office    A
    5         b            2023-03-02   K013     1        office    A
    6         a            2022-11-30   K082     1        virtual   A
    6         b            2023-03-02   A007     1        office    A
    7         a            2023-03-02   K013     1        emergency A
    7         b            2023-03-02   A007     1        office    A
    8         a            2023-03-02   K013     1        office    B
    8         b            2023-03-02   A007     1        office    A
    9         p            2023-03-02   K013     1        office    A
    9         b            2023-03-02   A007     1        office    A
    10        a            2022-02-28   A007     1        office    A
    11        b            2023-03-02   A007     1        office    A
    20        a            2023-03-02   A007     1        office    A
    20        b            2023-03-02   A007     1        office    A
"""
STAYS = ["person_id hospital_id discharge_date", *["14 S2 2021-03-01"] * 10, *["15 S2 2023-03-02"] * 9]
PHYSICIANS = "physician_id specialty_code area_id\na 00 N6A\nb 05 N6A\nc 00 N6A\nd 00 N6A\ne 00 L1L\np 26 N6A"


def inputs() -> Frames:
    """The frames of the population by name of the input; network N3, where e is, has two teams and no key."""
    return {
        "persons": pl.concat([persons("\n".join(USUAL)), persons(UNUSUAL)]),
        "enrolments": enrolments(ENROLMENTS),
        "claims": claims(CLAIMS),
        "discharges": discharges("\n".join(STAYS)),
        "physicians": physicians(PHYSICIANS),
        "hospitals": hospitals("hospital_id corporation_id network_id latitude\nS1 C1 N1 43\nS2 C2 N2 45\nS3 C3 N3 47"),
        "areas": areas("area_id network_id latitude\nN6A N1 43\nL1L N3 47\nP0V - 51"),
        "network_ohts": network_ohts("network_id oht_id\nN1 T1\nN2 T2\nN3 T3\nN3 T4"),
    }
