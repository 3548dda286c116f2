"""Compute one period in a store whose attribution is up to date: with four indicators, with all, or with one more.

    python benchmarks/indicators.py STORE PERIOD four|all|more

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
        for folder in TAKEN_AWAY:
            for found in (store.root / folder).rglob(f"period={period}"):
                shutil.rmtree(found)
    done = walk(store, [period], is_plan=False)
    print(f"{which}: {len(chosen)} indicators, {done.count('to_run')} steps")


def choose(which: str) -> dict[str, object]:
    """Give the indicators by id: the four of the spine, all, or all and one more."""
    known = dict(catalogue.indicators())
    if which == "four":
        return {name: known[name] for name in FOUR}
    more = {"one_more": dataclasses.replace(known[COPIED], id="one_more")} if which == "more" else {}
    return known | more


if __name__ == "__main__":
    main(*sys.argv[1:])
