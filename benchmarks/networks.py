"""What networks, loyalty and flows of one period cost, beside the whole month.

    uv run python benchmarks/networks.py STORE [--pairs 3]

STORE holds a province that is refreshed by its method, as `benchmarks/nightly.py` leaves it. In turn: the services of
specialists, the care of every bucket by unit, and the tables of networks, loyalty and flows are taken away and made
again, by a run that finds nothing else to do; less a run that finds nothing at all. Prints a Markdown table of medians.
"""

import argparse
import shutil
import statistics
import sys
from pathlib import Path

from measured import Cost, run_measured

PERIOD = "2026-09"
MADE_AGAIN = (
    "derived/attribution/services",
    "derived/attribution/loyalty",
    "results/networks",
    "results/loyalty",
)


def main() -> None:
    """Run in turn and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--pairs", type=int, default=3)
    words = parser.parse_args()
    _run(words.store)
    pairs = [(_made_again(words.store), _run(words.store)) for _ in range(words.pairs)]
    cpu = statistics.median(made.cpu_seconds - nothing.cpu_seconds for made, nothing in pairs)
    peak = max(made.peak_mib for made, _ in pairs)
    print("| networks, loyalty and flows of one period | CPU s | peak MiB |\n| --- | --- | --- |")
    print(f"| all of it | {cpu:.1f} | {peak:.0f} |")


def _made_again(store: str) -> Cost:
    """Take the outputs of the period away and make them again."""
    for folder in MADE_AGAIN:
        for made in (Path(store) / folder).rglob(f"period={PERIOD}"):
            shutil.rmtree(made)
    return _run(store)


def _run(store: str) -> Cost:
    return run_measured([sys.executable, "-m", "flows.cli", "run", "--period", PERIOD, "--store", store])


if __name__ == "__main__":
    main()
