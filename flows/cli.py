"""The command `oht`. Prefect is not imported here: scheduling is a matter of flows/nightly.py and flows/backfill.py."""

import os
import sys
import traceback
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Sequence
from datetime import UTC, datetime

from flows import commands, exit_codes
from flows.console import Console, complain
from flows.demo import demo
from flows.refusals import Refused
from flows.run_records import record_run
from flows.settings import store_path
from flows.store import Store

RECORDED = ["receive", "run", "backfill", "publish", "rollback", "demo"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code and never shows a value of a person, whatever goes wrong."""
    words = build_parser().parse_args(arguments)
    started = datetime.now(UTC)
    try:
        code = words.command(words, Console(words.json))
        outcome = {"exit_code": code}
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the outermost place: everything ends in a sentence
        code = exit_codes.exit_code_of(error)
        sentence = explain(error)
        outcome = {"exit_code": code, "error": sentence}
        complain(sentence)
        if os.environ.get("OHT_DEBUG"):
            traceback.print_exc()
    _record(words, started, outcome)
    return code


def explain(error: BaseException) -> str:
    """Put an error into a sentence; the text of an unforeseen one is kept back: it may hold a value of a person."""
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "Interrupted. What was finished stands; run the same command again and it goes on."
    if isinstance(error, OSError) and error.strerror:
        return f"The system said: {error.strerror}. What was finished stands; mend the cause and run the command again."
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"An unforeseen {type(error).__name__} at {os.path.basename(frame.filename)}:{frame.lineno} ({frame.name}). "  # noqa: PTH119
        "What was finished stands. Its text is kept back, since it may hold a person's data; OHT_DEBUG=1 shows it."
    )


def build_parser() -> ArgumentParser:
    """Give the parser of all commands."""
    codes = "\n".join(f"  {code:>3}  {meaning}" for code, meaning in exit_codes.MEANINGS.items())
    parser = ArgumentParser(
        prog="oht",
        description="Attribution, quadruple-aim indicators and practice packs for Ontario Health Teams.",
        epilog=f"exit codes:\n{codes}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_making(subparsers)
    _add_working(subparsers)
    _add_publishing(subparsers)
    return parser


def _add_making(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    init = _add(subparsers, "init", commands.init, "make a store and its key")
    init.add_argument("--buckets", type=int, help="number of buckets, a power of two (default: by --people)")
    init.add_argument("--people", type=int, default=1, help="people expected, to choose the number of buckets")
    trial = _add(subparsers, "demo", demo, "from nothing to a practice page, on synthetic data")
    trial.add_argument("--people", type=int, default=50_000, help="people of the synthetic Ontario (default 50000)")
    trial.add_argument("--seed", type=int, default=1, help="seed of the synthetic Ontario (default 1)")
    receive = _add(subparsers, "receive", commands.receive, "take in one delivery")
    receive.add_argument("folder", help="folder that holds the delivery")
    receive.add_argument("--source", required=True, help="name of the column map, such as synthetic or synthea")


def _add_working(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    for name, command, text in (
        ("plan", commands.plan, "show what would run, and why"),
        ("run", commands.run, "bring periods up to date (default: the open ones)"),
        ("backfill", commands.backfill, "bring a range of periods up to date"),
    ):
        parser = _add(subparsers, name, command, text)
        parser.add_argument("--period", help="one month, such as 2026-09")
        parser.add_argument("--from", dest="first", metavar="PERIOD", help="first month of a range")
        parser.add_argument("--to", dest="last", metavar="PERIOD", help="last month of a range")
        parser.add_argument("--every", choices=["year", "quarter", "month"], default="month", help="step of the range")


def _add_publishing(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    status = _add(subparsers, "status", commands.status, "show deliveries, periods, publication and lock")
    status.add_argument("--max-age", type=int, metavar="DAYS", help="exit 4 when the latest delivery is older")
    status.add_argument("--accounts", action="store_true", help="count all rows again in the files")
    publish = _add(subparsers, "publish", commands.publish, "freeze and publish (default: the latest period)")
    publish.add_argument("--period", help="period of the packs, such as 2026-09")
    _add(subparsers, "rollback", commands.rollback, "make the publication before the current one current again")


def _add(
    subparsers: "_SubParsersAction[ArgumentParser]", name: str, command: commands.Command, text: str
) -> ArgumentParser:
    parser = subparsers.add_parser(name, help=text, description=text)
    parser.set_defaults(command=command, name=name)
    parser.add_argument("--store", metavar="DIR", help="folder of the store (default: OHT_STORE, else ./store)")
    parser.add_argument("--json", action="store_true", help="print JSON lines for programs")
    return parser


def _record(words: Namespace, started: datetime, outcome: dict[str, object]) -> None:
    store = Store(store_path(words.store or ("oht-demo" if words.name == "demo" else None)))
    if words.name in RECORDED and (store.root / "store.json").exists():
        record_run(store, words.name, started, outcome)


if __name__ == "__main__":
    sys.exit(main())
