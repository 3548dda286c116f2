"""What the nightly job costs, stage by stage, beside a scan of its inputs and beside the oracle's SQL.

    uv run python benchmarks/nightly.py --people 150000 --work DIR

makes a synthetic province, takes it in, computes two periods, publishes, and runs again with nothing to do; each stage
is a process of its own, measured from outside. Then the nightly refresh of one period, the frozen scan and the oracle
run in turn, as many times as --pairs says, and the medians of their ratios are given. Prints one Markdown table.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
from pathlib import Path

from measured import Cost, run_measured

from flows.settings import buckets_for

HERE = Path(__file__).resolve().parent
PERIODS = ["2026-08", "2026-09"]


def main() -> None:
    """Run the stages and the paired comparison, and print what they cost."""
    words = _parse()
    work = Path(words.work)
    shutil.rmtree(work, ignore_errors=True)
    rows = run_stages(words.people, work)
    ratios = compare(work, words.pairs, with_oracle=not words.without_oracle)
    print(render(words.people, rows, ratios))


def run_stages(people: int, work: Path) -> list[tuple[str, Cost]]:
    """Give name and cost of every stage, in order."""
    store, feed = str(work / "store"), work / "feed"
    buckets = str(buckets_for(people))
    rows = [("generate (not part of the job)", _python("write_feed.py", str(people), str(feed)))]
    rows.append(("init", _oht("init", "--buckets", buckets, "--store", store)))
    for folder in ("main", "correcting"):
        rows.append(
            (f"receive {folder}", _oht("receive", str(feed / folder), "--source", "synthetic", "--store", store))
        )
    first, second = PERIODS
    rows.append((f"inputs and {first}", _oht("run", "--period", first, "--store", store)))
    rows.append((f"refresh {second}", _oht("run", "--period", second, "--store", store)))
    rows.append(("publish", _oht("publish", "--store", store)))
    rows.append(("run with nothing to do", _oht("run", "--period", second, "--store", store)))
    rows.append(("plan", _oht("plan", "--period", second, "--store", store)))
    return rows


def compare(work: Path, pairs: int, with_oracle: bool) -> dict[str, float]:
    """Give medians over pairs: CPU of the refresh of one period from resolved inputs over scan and over oracle."""
    results: dict[str, list[float]] = {"refresh": [], "scan": [], "oracle": []}
    for _ in range(pairs):
        _forget_periods(work / "store")
        results["refresh"].append(_oht("run", "--period", PERIODS[1], "--store", str(work / "store")).cpu_seconds)
        results["scan"].append(_scan_seconds(work))
        if with_oracle:
            drops = [str(work / "feed" / name) for name in ("main", "correcting")]
            results["oracle"].append(_python("time_oracle.py", *drops).cpu_seconds)
    medians = {f"{name} CPU s": statistics.median(values) for name, values in results.items() if values}
    for other in ("scan", "oracle"):
        if results[other]:
            each = [mine / theirs for mine, theirs in zip(results["refresh"], results[other], strict=True)]
            medians[f"refresh / {other}"] = statistics.median(each)
    return medians


def render(people: int, rows: list[tuple[str, Cost]], ratios: dict[str, float]) -> str:
    """Give the Markdown of one benchmark run."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    lines = [f"### {people:,} people, {buckets_for(people)} bucket(s)", "", machine, ""]
    lines += ["| stage | CPU s | wall s | peak MiB |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {cost.cpu_seconds} | {cost.wall_seconds} | {cost.peak_mib:.0f} |" for name, cost in rows]
    lines += ["", "| paired run | median |", "| --- | --- |"]
    lines += [f"| {name} | {value:.2f} |" for name, value in ratios.items()]
    return "\n".join(lines)


def _scan_seconds(work: Path) -> float:
    output = _python("scan.py", str(work / "store")).output
    return float(json.loads(output.splitlines()[-1])["cpu_seconds"])


def _forget_periods(store: Path) -> None:
    """Take away what was computed for periods; resolved inputs stay, as on a night without a delivery."""
    for zone in ("derived", "results"):
        for folder in (store / zone).rglob(f"period={PERIODS[1]}"):
            shutil.rmtree(folder)


def _oht(*words: str) -> Cost:
    return run_measured([sys.executable, "-m", "flows.cli", *words])


def _python(script: str, *words: str) -> Cost:
    return run_measured([sys.executable, str(HERE / script), *words], {"PYTHONPATH": str(HERE.parent)})


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=150_000)
    parser.add_argument("--work", required=True, help="folder to work in; what is there is removed")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--without-oracle", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
