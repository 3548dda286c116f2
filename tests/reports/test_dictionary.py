"""The data dictionary says of every column what it is and what a null means."""

import csv
import io

import pandera.polars as pa
import polars as pl

from reports.dictionary import dictionary_texts, render_dictionary
from schemas.inputs.registry import INPUTS
from schemas.pack import PACK_TABLES


class Odd(pa.DataFrameModel):
    """One row per odd thing."""

    name: str = pa.Field(description="A name, with a comma; null: nobody said", nullable=True)
    days: pl.List(pl.Date) = pa.Field(description="Some days")  # type: ignore[valid-type]
    is_odd: bool = pa.Field()


def rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8"))))


def test_every_part_of_a_column_is_written():
    assert render_dictionary({"odd": Odd}).decode() == (
        "table,column,type,nullable,description,null_meaning\n"
        'odd,name,text,yes,"A name, with a comma",nobody said\n'
        "odd,days,list of date,no,Some days,never null\n"
        "odd,is_odd,true or false,no,,never null\n"
    )


def test_another_language_has_its_words_and_the_same_names():
    assert render_dictionary({"odd": Odd}, "fr").decode().splitlines() == [
        "table,colonne,type,nul_permis,description,sens_du_nul",
        'odd,name,texte,oui,"A name, with a comma",nobody said',
        "odd,days,list of date,non,Some days,jamais nul",
        "odd,is_odd,vrai ou faux,non,,jamais nul",
    ]


def test_the_texts_to_translate_are_each_there_once():
    texts = dictionary_texts({"odd": Odd, "odd again": Odd})
    assert texts[:6] == ["table", "column", "type", "nullable", "description", "null_meaning"]
    assert texts[6:] == [
        *["text", "yes", "A name, with a comma", "nobody said", "list of date"],
        *["no", "Some days", "never null", "true or false"],
    ]


def test_the_pack_is_described_fully():
    listed = rows(render_dictionary(PACK_TABLES))
    columns = {"measures": 51, "patients": 8, "tiers": 2, "neighbourhoods": 13, "reconciliation": 12}
    assert [row["table"] for row in listed] == [name for name, number in columns.items() for _ in range(number)]
    assert all(row["description"] and row["null_meaning"] for row in listed)


def test_any_model_can_be_described():
    assert len(rows(render_dictionary(INPUTS))) == sum(len(model.to_schema().columns) for model in INPUTS.values())
