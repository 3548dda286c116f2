"""`oht calibration`: published figures beside what a refreshed period measures."""

from argparse import Namespace
from pathlib import Path

import polars as pl

from flows import exit_codes
from flows.attribution_commands import chosen_period
from flows.calibration import calibrate, with_full_size
from flows.commands import open_store, refuse_stale
from flows.console import Console
from flows.drops import committed_drops
from flows.files import write_bytes
from flows.lock import hold_lock
from flows.methods import official_method
from flows.refusals import Refused
from flows.store import Store
from reference.calibration_targets import calibration_targets
from reports.calibration_pages import CalibrationPage, render_calibration_markdown, render_calibration_page
from reports.calibration_table import COLUMNS, counts_sentence, definitions, report_lines, verdict_counts
from schemas.calibration import ASSUMED, NEEDS
from transforms.calibration.verdicts import hide_small_counts, judge_targets
from transforms.disclosure.audience import Audience

SYNTHETIC = "synthetic"
FULL_SIZE_HINT = "Networks, teams and hospitals of the synthetic province at full size: --synthetic-full-size"
DEFINITIONS_HINT = "What exactly is counted: --definitions"


def calibration(words: Namespace, console: Console) -> int:
    """Show which published figures a period meets; raises Refused when none of them can be measured."""
    store = open_store(words)
    if words.synthetic_full_size:
        _refuse_real(store)
    with hold_lock(store.root, "oht calibration"):
        period = chosen_period(words, store)
        refuse_stale(store, period)
        output = calibrate(store, period)
    measures = output.load("measures")
    report = _shown(output.load(), measures, words)
    page = CalibrationPage(report, period, _counted(measures), official_method(store).method_id)
    _tell(page, words, console, hint=_is_synthetic(store) and not words.synthetic_full_size)
    written = _write(page, words, console)
    counts = verdict_counts(report)
    console.result(period=period, counts=counts, targets=report.to_dicts(), results=str(output.folder), **written)
    _refuse_nothing(report)
    return exit_codes.OK


def _shown(report: pl.DataFrame, measures: pl.DataFrame, words: Namespace) -> pl.DataFrame:
    """One row per target, small counts hidden; at full size the province's skeleton tells of networks."""
    full_size = words.synthetic_full_size
    judged = judge_targets(calibration_targets(), with_full_size(measures)) if full_size else report
    audience = Audience.PRACTICE if words.exact else Audience.OHT
    return hide_small_counts(judged, audience.threshold)


def _tell(page: CalibrationPage, words: Namespace, console: Console, hint: bool) -> None:
    console.table(list(COLUMNS), [list(line.cells) for line in report_lines(page.report)])
    if words.definitions:
        console.table(["measure", "what is counted"], [list(pair) for pair in definitions(page.report)])
    console.say(counts_sentence(page.report))
    if not words.definitions:
        console.say(DEFINITIONS_HINT)
    if hint:
        console.say(FULL_SIZE_HINT)


def _write(page: CalibrationPage, words: Namespace, console: Console) -> dict[str, str]:
    """Write the files asked for; gives their paths by kind."""
    asked = {
        "output": (words.output, render_calibration_page),
        "markdown": (words.markdown, render_calibration_markdown),
    }
    written = {}
    for kind, (path, render) in asked.items():
        if path:
            write_bytes(Path(path), render(page))
            if words.exact:
                # Small numbers are not for every account of the machine.
                Path(path).chmod(0o600)
            console.say(f"Written: {path}")
            written[kind] = str(path)
    return written


def _counted(measures: pl.DataFrame) -> int:
    return int(measures["counted_persons"].max() or 0)  # type: ignore[arg-type]


def _is_synthetic(store: Store) -> bool:
    return {drop.record["source"] for drop in committed_drops(store.root)} <= {SYNTHETIC}


def _refuse_real(store: Store) -> None:
    if not _is_synthetic(store):
        raise Refused(
            "usage",
            "--synthetic-full-size tells of the synthetic province, and this store holds other deliveries.",
        )


def _refuse_nothing(report: pl.DataFrame) -> None:
    """Raise Refused when not one figure could be measured: the table above says what each needs."""
    if set(report["verdict"]) <= {NEEDS, ASSUMED}:
        raise Refused(
            "nothing_measured",
            f"None of {report.height} figures could be measured; the table says what each needs. Take in what is "
            "missing, then: oht run",
        )
