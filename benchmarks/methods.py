"""What the attribution of one period costs: all tiers against the spine and the scan, and five methods against one.

Five methods are measured three times: the attribution alone, the whole refresh of a month as `oht run` does it, and
of that the comparison alone: results by method, agreement matrix and ranges, less a run that finds nothing to do.

    uv run python benchmarks/methods.py STORE [--pairs 3]

STORE holds a province whose inputs are resolved, as `benchmarks/nightly.py` leaves it. The runs take turns; medians of
CPU seconds and of their ratios are printed as a Markdown table. The store's setting is put back at the end.
"""

import argparse
import json
import shutil
import statistics
import sys
from pathlib import Path

from measured import Cost, run_measured

from flows.settings import AttributionSetting, attribution_setting, set_attribution
from flows.store import Store

HERE = Path(__file__).resolve().parent
PERIOD = "2026-09"
SPINE, ALL_TIERS = "oht_attr_1_spine", "oht_attr_1"
FIVE = [ALL_TIERS, SPINE, "oht_attr_1_three_years", "oht_attr_1_visits", "oht_attr_1_roster_only"]
RUNS = {"spine": [SPINE], "all tiers": [ALL_TIERS], "five methods": FIVE}
MONTHS = {"month, one method": [ALL_TIERS], "month, five methods": FIVE}
COMPARISON = "comparison of five methods"
RATIOS = [
    ("all tiers", "spine"),
    ("all tiers", "scan"),
    ("five methods", "all tiers"),
    ("month, five methods", "month, one method"),
    (COMPARISON, "month, one method"),
]


def main() -> None:
    """Run everything in turn and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--pairs", type=int, default=3)
    words = parser.parse_args()
    before = attribution_setting(Store(Path(words.store)))
    try:
        seconds, peaks = measure(words.store, words.pairs)
    finally:
        set_attribution(Store(Path(words.store)), before)
    print(render(seconds, peaks))


def measure(store: str, pairs: int) -> tuple[dict[str, list[float]], dict[str, float]]:
    """Give CPU seconds of every run, and the peak memory of each kind of run in MiB."""
    seconds: dict[str, list[float]] = {name: [] for name in [*RUNS, *MONTHS, COMPARISON, "scan"]}
    peaks: dict[str, float] = {}
    for _ in range(pairs):
        for name, methods in [*RUNS.items(), *MONTHS.items()]:
            cost = _month(store, methods) if name in MONTHS else _python("attribute.py", store, PERIOD, *methods)
            seconds[name].append(cost.cpu_seconds)
            peaks[name] = max(peaks.get(name, 0), cost.peak_mib)
        compared, nothing = _comparison(store), _run(store)
        seconds[COMPARISON].append(compared.cpu_seconds - nothing.cpu_seconds)
        peaks[COMPARISON] = max(peaks.get(COMPARISON, 0), compared.peak_mib)
        seconds["scan"].append(float(json.loads(_python("scan.py", store).output.splitlines()[-1])["cpu_seconds"]))
    return seconds, peaks


def render(seconds: dict[str, list[float]], peaks: dict[str, float]) -> str:
    """Give the Markdown of the medians."""
    lines = ["| attribution of one period | CPU s | peak MiB |", "| --- | --- | --- |"]
    lines += [
        f"| {name} | {statistics.median(values):.1f} | {f'{peaks[name]:.0f}' if name in peaks else ''} |"
        for name, values in seconds.items()
    ]
    for one, other in RATIOS:
        each = [mine / theirs for mine, theirs in zip(seconds[one], seconds[other], strict=True)]
        lines.append(f"| {one} / {other} | {statistics.median(each):.2f} | |")
    return "\n".join(lines)


def _month(store: str, methods: list[str]) -> Cost:
    """Refresh a month from resolved inputs by `oht run`, with the methods beside the first."""
    set_attribution(Store(Path(store)), AttributionSetting("recomputed", methods[0], tuple(methods[1:])))
    for zone in ("derived", "results"):
        for folder in (Path(store) / zone).rglob(f"period={PERIOD}"):
            shutil.rmtree(folder)
    return _run(store)


def _comparison(store: str) -> Cost:
    """Make the comparison of a month again, which was refreshed by five methods just before."""
    for zone in ("derived", "results"):
        shutil.rmtree(Path(store) / zone / "methods")
    return _run(store)


def _run(store: str) -> Cost:
    return run_measured([sys.executable, "-m", "flows.cli", "run", "--period", PERIOD, "--store", store])


def _python(script: str, *words: str) -> Cost:
    return run_measured([sys.executable, str(HERE / script), *words], {"PYTHONPATH": str(HERE.parent)})


if __name__ == "__main__":
    main()
