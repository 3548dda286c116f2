"""Compute one period in a store whose attribution is up to date: with four indicators, with all, or with one more.

    python benchmarks/indicators.py STORE PERIOD four|core|all|more

`core` are those that need no further input: hospital and emergency care, claims, rosters and physicians.

Features, membership, counts and results of the period are taken away first, so that they are made anew. `more` adds a
copy of an indicator under another name, on features that are there. Only for measuring.
"""

import dataclasses
import shutil
import sys
from pathlib import Path

import transforms.catalogue as catalogue
from flows.refresh import walk
from flows.store import Store
from synthetic.further import further_tables
from transforms.indicators.definition import Indicator

FOUR = ["continuity_hqo", "acsc", "ed_rate", "md_panel"]
TAKEN_AWAY = ["derived/features", "derived/membership", "derived/base", "results/counts", "results/indicators"]
COPIED = "ed_low_acuity"


def main(store_path: str, period: str, which: str) -> None:
    """Make features, membership and results of the period anew."""
    chosen = choose(which)
    catalogue.indicators.cache_clear()
    for name, module in list(sys.modules.items()):
        if name.startswith(("flows.", "transforms.")) and hasattr(module, "indicators"):
            module.indicators = lambda: chosen
    store = Store(Path(store_path))
    if which != "more":
        forget(store, period)
    done = walk(store, [period], is_plan=False)
    print(f"{which}: {len(chosen)} indicators, {done.count('to_run')} steps")


def forget(store: Store, period: str) -> None:
    """Take away what the period has of features, membership, counts and results."""
    for folder in TAKEN_AWAY:
        for found in (store.root / folder).rglob(f"period={period}"):
            shutil.rmtree(found)


def choose(which: str) -> dict[str, object]:
    """Give the indicators by id: the four of the spine, those without further inputs, all, or all and one more."""
    known = dict(catalogue.indicators())
    if which == "core":
        return {name: record for name, record in known.items() if not further_inputs(record)}
    if which == "four":
        return {name: known[name] for name in FOUR}
    more = {"one_more": dataclasses.replace(known[COPIED], id="one_more")} if which == "more" else {}
    return known | more


def further_inputs(record: Indicator) -> set[str]:
    """Name the further inputs without which an indicator cannot be computed."""
    families = catalogue.every_family()
    asked = [need for name in record.features for need in families[name].requires]
    needed = {need.input_name for need in (*asked, *record.requires) if not need.is_helping}
    return needed & set(further_tables())


if __name__ == "__main__":
    main(*sys.argv[1:])
