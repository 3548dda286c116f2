"""What every family costs: the features of a period step by step, or the taking in of a delivery input by input.

    python benchmarks/families.py month STORE PERIOD
    python benchmarks/families.py receive STORE DELIVERY

`month` takes away what a period has of features, membership, counts and results, makes it anew in one process, and
prints the CPU seconds of each step, buckets added up. `receive` takes a delivery into a store that does not have it,
and prints CPU seconds and rows a second of each input. Only for measuring.
"""

import datetime as dt
import resource
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from indicators import forget

import flows.receive
from flows.refresh import walk
from flows.store import Store
from flows.work import Work


def main(what: str, store_path: str, subject: str) -> None:
    """Measure a month or a delivery, and print a Markdown table, the dearest first."""
    store = Store(Path(store_path))
    rows = measure_month(store, subject) if what == "month" else measure_receiving(store, Path(subject))
    print("\n".join(" | ".join(["", *row, ""]).strip() for row in rows))


def measure_month(store: Store, period: str) -> list[list[str]]:
    """Give step, CPU seconds and how often it was made."""
    spent, made = Counter[str](), Counter[str]()
    ensure = Work.ensure

    def timed(work: Work, step: Any, components: Any, produce: Callable[[], Any]) -> Any:
        def counted() -> Any:
            made[step.name] += 1
            return produce()

        before = _cpu_seconds()
        output = ensure(work, step, components, counted)
        spent[step.name] += _cpu_seconds() - before
        return output

    Work.ensure = timed  # type: ignore[method-assign]
    forget(store, period)
    walk(store, [period], is_plan=False)
    return [[name, f"{seconds:.1f}", str(made[name])] for name, seconds in spent.most_common() if made[name]]


def measure_receiving(store: Store, delivery: Path) -> list[list[str]]:
    """Give input, rows, CPU seconds and rows a CPU second."""
    spent: dict[str, tuple[int, float]] = {}
    take_in = flows.receive.take_in

    def timed(batches: Any, name: str, *rest: Any) -> Any:
        before = _cpu_seconds()
        account = take_in(batches, name, *rest)
        spent[name] = (account.rows_in, _cpu_seconds() - before)
        return account

    flows.receive.take_in = timed
    flows.receive.receive_drop(store, delivery, "synthetic", dt.date.today())
    dearest = sorted(spent.items(), key=lambda entry: -entry[1][1])
    return [[name, f"{rows:,}", f"{cpu:.1f}", f"{rows / cpu:,.0f}"] for name, (rows, cpu) in dearest]


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(*sys.argv[1:])
