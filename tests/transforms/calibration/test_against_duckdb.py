"""Prevalence and continuity against SQL written from the text of reliability.md 17, on random rows."""

import datetime as dt
import random

import duckdb
import polars as pl

from reference.calibration_targets import condition_codes, conditions
from schemas.base_tables import CoreLines
from schemas.core import Attribution
from schemas.inputs.claims import Claims
from schemas.inputs.discharges import Discharges
from schemas.inputs.physicians import Physicians
from tests.tables import column_types
from tests.transforms.calibration.counted import D, fraction, values
from transforms.calibration import continuity
from transforms.calibration.diagnosed import find_cases

CASES = """
with lines as (
    select person_id, service_date, condition
    from (select distinct * exclude (claim_id) from claims) c
    join codes k on k.system = 'ohip' and k.code_prefix = c.diagnosis_code
    where fee_suffix = 'A' and person_id is not null and service_date <= $day
    group by person_id, physician_id, service_date, fee_code, diagnosis_code, condition
    having sum(services) > 0
)
select distinct one.person_id, one.condition
from lines one join lines other using (person_id, condition)
where other.service_date - one.service_date between 1 and 730
union
select distinct person_id, condition
from (
    select person_id, unnest(list_append(coalesce(other_diagnosis_codes, []), main_diagnosis_code)) as code
    from discharges where discharge_date <= $day
) join codes k on k.system = 'icd10' and starts_with(code, k.code_prefix)
order by 1, 2
"""
CONTINUITY = """
with visits as (
    select distinct person_id, physician_id as visited, service_date from core_lines
    where service_date > date '2024-09-30' and service_date <= date '2026-09-30'
), people as (
    select p.person_id, p.physician_id, d.group_id,
        case when d.model_code in ('FHG', 'CCM') then 'enhanced_fee_for_service'
             when d.model_code in ('FHN', 'FHO', 'FHO+') then 'capitation' end as kind
    from persons p join physicians d using (physician_id)
    where p.tier_rule = 'enrolment' and p.birth_date <= date '2010-09-30'
      and (select count(*) from visits v where v.person_id = p.person_id) >= 2
)
select kind, count(*), count(*) filter (v.visited = w.physician_id),
    count(*) filter (v.visited = w.physician_id or o.group_id = w.group_id)
from people w join visits v using (person_id) left join physicians o on o.physician_id = v.visited
where kind is not null group by kind order by kind
"""


def rows(model: type, source: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(source, schema=column_types(model))  # type: ignore[arg-type]


def some_day(chance: random.Random) -> dt.date:
    return dt.date(2022, 10, 1) + dt.timedelta(days=chance.randrange(1500))


def random_claims(chance: random.Random, lines: int = 4000) -> pl.DataFrame:
    codes = ["250", "401", "402", "428", "460", None]
    near = [dt.date(2022, 10, 1), dt.date(2022, 10, 2), dt.date(2024, 9, 30), dt.date(2024, 10, 1)]
    made = [
        {
            "claim_id": f"C{line}",
            "person_id": chance.choice([None, *range(400)]) if line % 50 == 0 else chance.randrange(900),
            "physician_id": chance.choice("ab"),
            "service_date": chance.choice(near) if chance.random() < 0.5 else some_day(chance),
            "fee_code": chance.choice(["A007", "K005"]),
            "fee_suffix": chance.choice("AAAB"),
            "services": chance.choice([1, 1, 1, -1, 2]),
            "fee_paid_cents": None,
            "diagnosis_code": chance.choice(codes),
            "location": "office",
            "hospital_id": None,
        }
        for line in range(lines)
    ]
    return rows(Claims, made)


def random_stays(chance: random.Random) -> pl.DataFrame:
    codes = ["I500", "F03", "G454", "G459", "E119", "A099"]
    made = [
        {
            "discharge_id": f"D{stay}",
            "person_id": chance.randrange(900),
            "discharge_date": some_day(chance),
            "main_diagnosis_code": chance.choice([None, *codes]),
            "other_diagnosis_codes": chance.choice([None, [], chance.sample(codes, 2)]),
        }
        for stay in range(300)
    ]
    return rows(Discharges, made)


def test_cases_as_sql_finds_them() -> None:
    for seed in range(5):
        chance = random.Random(seed)
        claims, discharges, codes = random_claims(chance), random_stays(chance), condition_codes()
        with duckdb.connect() as database:
            for name, table in {"claims": claims, "discharges": discharges, "codes": codes}.items():
                database.register(name, table)
            expected = database.execute(CASES, {"day": D}).fetchall()
        found = find_cases(claims, discharges, codes, D).rows()
        assert found == expected
        assert {"diabetes", "hypertension", "stroke_tia"} <= {condition for _, condition in found} <= set(conditions())


def test_continuity_as_sql_finds_it() -> None:
    for seed in range(5):
        chance = random.Random(seed)
        groups, models = [None, "G1", "G2"], [None, "FHO", "FHG", "FHN", "CCM", "FHO+", "RNPGA"]
        registry = [
            {"physician_id": name, "group_id": chance.choice(groups), "model_code": chance.choice(models)}
            for name in "abcdefghijkl"
        ]
        group_of = {row["physician_id"]: row["group_id"] for row in registry}
        people = [
            {
                "person_id": person,
                "birth_date": chance.choice([dt.date(2010, 9, 30), dt.date(2010, 10, 1), dt.date(1950, 1, 1)]),
                "tier_rule": chance.choice(["enrolment", "enrolment", "core_care"]),
                "physician_id": (own := chance.choice("abcdefghijkl")),
                "group_id": group_of[own],
            }
            for person in range(300)
        ]
        lines = [
            {"person_id": chance.randrange(300), "physician_id": chance.choice("abcdefghijkl"), "service_date": day}
            for _ in range(900)
            for day in [chance.choice([dt.date(2024, 9, 30), dt.date(2024, 10, 1), D, some_day(chance)])]
        ]
        frames = {
            "persons": rows(Attribution, people),
            "core_lines": rows(CoreLines, lines),
            "physicians": rows(Physicians, registry),
        }
        with duckdb.connect() as database:
            for name, frame in frames.items():
                database.register(name, frame)
            expected = {kind: counts for kind, *counts in database.execute(CONTINUITY).fetchall()}
        found = values(continuity.FAMILY, frames)
        for kind in continuity.KINDS:
            visits, own, group = expected.get(kind, [0, 0, 0])
            assert fraction(found[f"own_physician_share_{kind}"]) == (own, visits)
            assert fraction(found[f"own_group_share_{kind}"]) == (group, visits)
