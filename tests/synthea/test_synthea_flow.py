"""The Prefect flows on data that none of us wrote: the same functions as on the command line, the same results."""

import shutil
from pathlib import Path

from flows.backfill import backfill
from flows.delivery import READY
from flows.nightly import nightly
from flows.publication import read_pointer
from flows.refresh import refreshed_periods
from flows.releases import exact_results
from flows.settings import create_store


def test_a_night_takes_the_sample_from_the_inbox_and_a_backfill_goes_on_from_there(
    synthea_folder: Path, tmp_path: Path
) -> None:
    store = create_store(tmp_path / "store")
    inbox = store.root / "inbox" / "synthea" / "sample"
    shutil.copytree(synthea_folder, inbox, copy_function=shutil.copyfile)
    (inbox / READY).touch()

    nightly.fn(store=str(store.root), periods=["2019-03"])
    assert not inbox.exists()
    assert (read_pointer(store) or {})["period"] == "2019-03"

    backfill.fn(first="2017-03", last="2018-03", every="year", store=str(store.root))
    assert refreshed_periods(store) == ["2017-03", "2018-03", "2019-03"]
    for period in refreshed_periods(store):
        results = exact_results(store, period)
        said = results.filter(results["indicator_id"] == "acsc")["not_computable"].unique().to_list()
        assert said == ["needs discharges.intervention_codes"]
