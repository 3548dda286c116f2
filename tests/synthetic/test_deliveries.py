"""The feed as a stream: repeatable, independent of the number of blocks, in the layout the column map reads."""

from pathlib import Path

import polars as pl
import pytest
import yaml

from synthetic.layout import FORMATS, SCHEMAS
from synthetic.people import build_block, persons_table
from synthetic.province import Scale, deliveries
from synthetic.world import build_world

COLUMN_MAP = Path(__file__).parents[2] / "reference" / "sources" / "synthetic.yaml"


def first_blocks(scale: Scale) -> dict[str, pl.DataFrame]:
    found: dict[str, pl.DataFrame] = {}
    for table, part in deliveries(scale)[0].tables():
        if table in found and len(found) == len(FORMATS):
            break
        found.setdefault(table, part)
    return found


def test_the_same_seed_gives_the_same_frames():
    once, again = first_blocks(Scale(3_000)), first_blocks(Scale(3_000))
    assert set(once) == set(FORMATS)
    for table, part in once.items():
        assert part.equals(again[table]), table


def test_another_seed_gives_other_people():
    one, two = first_blocks(Scale(3_000))["persons"], first_blocks(Scale(3_000, seed=2))["persons"]
    assert not set(one["health_number"]) & set(two["health_number"])


def test_tables_can_be_iterated_twice():
    main = deliveries(Scale(2_000))[0]
    assert all(a[1].equals(b[1]) for a, b in zip(main.tables(), main.tables(), strict=True))


def test_a_block_depends_on_nothing_but_its_number():
    scale = Scale(60_000)
    world = build_world(scale)
    straight = persons_table(build_block(scale, world, 2))
    for number in range(2):
        build_block(scale, world, number)
    assert persons_table(build_block(scale, world, 2)).equals(straight)


def test_every_part_of_a_table_has_the_layout():
    for delivery in deliveries(Scale(2_000)):
        for table, part in delivery.tables():
            assert dict(part.schema) == SCHEMAS[table], table


def test_text_formats_hold_text_only():
    for table, kind in FORMATS.items():
        if kind != "parquet":
            assert set(SCHEMAS[table].values()) == {pl.String()}, table


def test_every_column_is_mapped_or_ignored_once():
    inputs = yaml.safe_load(COLUMN_MAP.read_text(encoding="utf-8"))["inputs"]
    assert set(inputs) == set(FORMATS)
    for table, declared in inputs.items():
        used = list(declared.get("ignored", []))
        for how in declared["columns"].values():
            used += how["from_columns"] if "from_columns" in how else [how["from"]]
        assert sorted(used) == sorted(SCHEMAS[table]), table


@pytest.mark.parametrize("people", [1, 24_999, 25_001])
def test_any_number_of_people(people: int):
    persons = pl.concat([part for table, part in _tables(people) if table == "persons"])
    random_rows = sum(Scale(people).block_sizes)
    assert random_rows == people
    assert len(persons) > people


def _tables(people: int):
    scale = Scale(people)
    world = build_world(scale)
    for number in range(len(scale.block_sizes)):
        yield "persons", persons_table(build_block(scale, world, number))
    yield "persons", world.sheet.table("persons")


def test_the_crosswalk_has_every_kind_of_row(drops):
    main = drops[0]
    assert len(main["ohts"]) >= 3
    assert main["hospitals"]["corporation_no"].n_unique() >= 5
    assert main["hospitals"]["network_no"].n_unique() >= 4
    per_corporation = main["hospitals"].group_by("corporation_no").len()
    assert per_corporation["len"].max() == 2
    assert main["hospitals"].filter(pl.col("network_no").is_null()).height == 1
    deciding = main["network_ohts"]
    for key in ("physician_no", "group_no", "fsa"):
        assert deciding[key].is_not_null().any(), key
    undecided = deciding.filter(pl.col("fsa").is_not_null()).group_by("network_no", "fsa").len()
    assert (undecided["len"] == 2).any()
    assert main["ohts"]["oht_name"].str.starts_with("Synthetic OHT ").all()


def test_a_province_of_fifteen_million_has_58_teams():
    world = build_world(Scale(15_000_000))
    assert len(world.geography.team_places) == 58
    assert 70 <= world.geography.hospitals["network_no"].n_unique() <= 90
