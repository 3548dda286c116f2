"""Attribute one period in a store whose inputs are resolved, by the named methods, and nothing else.

    python benchmarks/attribute.py STORE PERIOD METHOD [METHOD ...]

The first method stands for the official one, the others are computed beside it. What was attributed for the period is
taken away first. Only for measuring: the store's setting is changed.
"""

import shutil
import sys
from pathlib import Path

from flows.attribution import attribute_by
from flows.inputs import resolve_inputs
from flows.methods import methods_beside, official_method
from flows.settings import AttributionSetting, set_attribution
from flows.store import Store
from flows.work import Work


def main(store_path: str, period: str, method: str, *beside: str) -> None:
    """Attribute the period by every method, from its care to everybody's team."""
    store = Store(Path(store_path))
    set_attribution(store, AttributionSetting("recomputed", method, beside))
    store = Store(Path(store_path))
    for folder in (store.root / "derived" / "attribution").rglob(f"period={period}"):
        shutil.rmtree(folder)
    work = Work(store, is_plan=False)
    inputs = resolve_inputs(work)
    others = {f"attribution/beside/{name}": other for name, other in methods_beside(store).items()}
    attribute_by(work, inputs, period, {"attribution": official_method(store), **others})


if __name__ == "__main__":
    main(*sys.argv[1:])
