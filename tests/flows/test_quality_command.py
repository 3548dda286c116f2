"""The command `oht quality`, and the pages it writes."""

import datetime as dt
from pathlib import Path

from flows.quality import gather_quality
from flows.store import Store
from tests.flows.conftest import Oht
from tests.flows.small_delivery import small_rows, write_small
from transforms.catalogue import every_family, indicators
from transforms.quality.touched import uses_of


def test_a_line_and_a_page_an_input(oht: Oht, small_store: Store) -> None:
    said = oht("quality", "--store", small_store.root)
    assert said.code == 0
    names = [line.split()[0] for line in said.out.splitlines()[1:-2]]
    pages = sorted(path.stem for path in (small_store.root / "runs" / "quality").glob("*.html"))
    assert pages == sorted(names)
    assert "claims" in pages


def test_what_never_came_is_named_with_what_is_missing(oht: Oht, small_store: Store) -> None:
    said = oht("quality", "--store", small_store.root)
    [line] = [line for line in said.out.splitlines() if line.startswith("Never delivered: ")]
    needing = sum(not use.is_helping for use in uses_of("costs", indicators(), every_family()))
    assert f", costs ({needing} indicators not computable)" in line
    assert "combined_networks, " in line and "claims" not in line
    assert "Never delivered" not in oht("quality", "--input", "claims", "--store", small_store.root).out


def test_what_got_worse_is_said_with_what_it_touches(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    first, *others = small_rows()["ed_visits"]
    broken = [{**first, "ctas": "7"}, *others]
    folder = write_small(tmp_path / "e", note="delivered_on: 2026-11-05\n", ed_visits=broken)
    assert oht("receive", folder, "--source", "synthetic", "--store", small_store.root).code == 0
    said = oht("quality", "--input", "ed_visits", "--store", small_store.root)
    touched = len(gather_quality(small_store, "ed_visits")[0].uses)
    assert f"is broken in 1 row, new; it touches {touched} indicators." in said.out


def test_months_end_with_the_last_delivery_of_the_input_itself(oht: Oht, small_store: Store, tmp_path: Path) -> None:
    """Visits came until September and never again; that claims came a year later says nothing of them."""
    claims = [{**row, "serviced_on": "2026-11-02"} for row in small_rows()["claims"]]
    later = write_small(tmp_path / "e", "delivered_on: 2026-12-01\n", claims=claims, ed_visits=[])
    assert oht("receive", later, "--source", "synthetic", "--store", small_store.root).code == 0
    last = {name: gather_quality(small_store, name)[0].months[-1]["month"] for name in ("claims", "ed_visits")}
    assert last == {"claims": dt.date(2026, 11, 1), "ed_visits": dt.date(2026, 9, 1)}


def test_an_unknown_input_is_refused(oht: Oht, small_store: Store) -> None:
    said = oht("quality", "--input", "weather", "--store", small_store.root)
    assert said.code == 2
    assert said.err.startswith("✗ There is no input weather. Known: persons, ")


def test_nothing_delivered(oht: Oht, store: Store) -> None:
    assert oht("quality", "--store", store.root).out == "Nothing of this was delivered yet: oht receive\n"


def test_the_pages_are_the_same_when_asked_again(oht: Oht, small_store: Store) -> None:
    page = small_store.root / "runs" / "quality" / "discharges.html"
    oht("quality", "--store", small_store.root)
    before = page.read_bytes()
    oht("quality", "--store", small_store.root)
    assert page.read_bytes() == before


def test_one_input_by_program(oht: Oht, small_store: Store) -> None:
    [line] = oht("quality", "--input", "ed_visits", "--json", "--store", small_store.root).json
    [facts] = line["inputs"]
    assert facts["input"] == "ed_visits"
    assert "ed_rate" in facts["indicators"]
    assert not facts["is_of_attribution"]
