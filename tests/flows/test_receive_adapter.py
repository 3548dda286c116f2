"""A source that needs an adapter: its refusals, without any sample at hand."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from flows.drops import committed_drops
from flows.store import Store
from tests.flows.conftest import Oht
from tests.flows.small_delivery import files_of

DAY = dt.datetime(2018, 5, 1, 15, tzinfo=dt.UTC)
PERSON = "patient-nobody-should-read"


def tables() -> dict[str, pl.DataFrame]:
    """Give the tables of one patient with one check-up and one emergency visit."""
    encounter = {"patient_id": PERSON, "start": DAY, "end": DAY, "practitioner_id": "d1", "organization_id": "o1"}
    encounters = [
        {"encounter_id": "e1", "class_code": "AMB", "type_code": "162673000", **encounter},
        {"encounter_id": "e2", "class_code": "EMER", "type_code": "50849002", **encounter},
        {"encounter_id": "e3", "class_code": "IMP", "type_code": "32485007", **encounter},
    ]
    text = dict.fromkeys(["reason_code", "discharge_disposition"], pl.String)
    patient = {"patient_id": PERSON, "birth_date": dt.date(1980, 2, 3), "sex": "female", "postal_code": "02118"}
    condition = {"condition_id": "c1", "encounter_id": "e2", "snomed_code": "10509002", "onset": DAY.date()}
    return {
        "patients": pl.DataFrame([patient]).with_columns(death_datetime=pl.lit(None, pl.Datetime("us", "UTC"))),
        "practitioners": pl.DataFrame([{"practitioner_id": "d1", "postal_code": "02118"}]),
        "organizations": pl.DataFrame([{"organization_id": "o1", "postal_code": "02118"}]),
        "encounters": pl.DataFrame(encounters).with_columns(pl.lit(None, kind).alias(n) for n, kind in text.items()),
        "conditions": pl.DataFrame([condition]),
    }


def write(folder: Path, **changed: pl.DataFrame) -> Path:
    folder.mkdir()
    for name, table in {**tables(), **changed}.items():
        table.write_parquet(folder / f"{name}.parquet")
    return folder


def test_a_small_delivery_is_taken_in(oht: Oht, store: Store, tmp_path: Path) -> None:
    said = oht("receive", write(tmp_path / "d"), "--source", "synthea", "--store", store.root)
    assert (said.code, said.err) == (0, "")
    [drop] = committed_drops(store.root)
    assert {name: drop.record["inputs"][name]["valid"] for name in ("persons", "claims", "ed_visits")} == {
        "persons": 1,
        "claims": 1,
        "ed_visits": 1,
    }


def truncated(folder: Path) -> None:
    path = folder / "encounters.parquet"
    path.write_bytes(path.read_bytes()[:-10])


def as_csv(folder: Path) -> None:
    pl.read_parquet(folder / "patients.parquet").write_csv(folder / "patients.csv")
    (folder / "patients.parquet").unlink()


def without_columns(folder: Path) -> None:
    pl.read_parquet(folder / "encounters.parquet").drop("start", "reason_code").write_parquet(
        folder / "encounters.parquet"
    )


def with_texts_for_times(folder: Path) -> None:
    path = folder / "encounters.parquet"
    pl.read_parquet(path).with_columns(pl.col("start").cast(pl.String)).write_parquet(path)


def without_rows(folder: Path) -> None:
    pl.read_parquet(folder / "patients.parquet").clear().write_parquet(folder / "patients.parquet")


CASES: dict[str, tuple[Callable[[Path], None], str]] = {
    "truncated": (
        truncated,
        "encounters.parquet is not a Parquet file, or is damaged or incomplete. Copy or export it again.",
    ),
    "as_csv": (
        as_csv,
        "patients.csv: the source synthea is read from Parquet only. Deliver patients.parquet.",
    ),
    "without_columns": (
        without_columns,
        "Synthea drop: 2 needed file(s) or column(s) missing: encounters.reason_code, encounters.start. Export them, "
        "or change the adapter if the form of the source has changed.",
    ),
    "with_texts_for_times": (
        with_texts_for_times,
        "d: a column has a type that the adapter of synthea cannot read. Compare the files with an earlier delivery, "
        "and deliver them again or change the adapter.",
    ),
    "without_rows": (
        without_rows,
        "patients.parquet holds columns and no rows. Deliver it again with its rows.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_delivery_the_adapter_cannot_read(oht: Oht, store: Store, tmp_path: Path, case: str) -> None:
    spoil, sentence = CASES[case]
    folder = write(tmp_path / "d")
    spoil(folder)
    before = files_of(store.root)
    said = oht("receive", folder, "--source", "synthea", "--store", store.root)
    assert (said.code, said.err) == (3, f"✗ {sentence}\n")
    assert files_of(store.root) == before
    assert PERSON not in said.out + said.err


def test_rows_of_an_adapter_over_the_limit(oht: Oht, store: Store, tmp_path: Path) -> None:
    patients = tables()["patients"].with_columns(sex=pl.lit("unheard of"))
    said = oht("receive", write(tmp_path / "d", patients=patients), "--source", "synthea", "--store", store.root)
    assert said.code == 3
    assert said.err == (
        "✗ persons (made by the adapter): 1 of 1 rows (100.0 %) break the rule sex_unknown_code of persons; the limit "
        "is 5 %, so the drop is refused. Correct the file or its column map and deliver again, or raise the limit of "
        f"persons.sex_unknown_code if the rows may be left out. Limits are set in {store.root}/store.json.\n"
    )
