"""The command `oht`. Prefect is not imported here: scheduling is a matter of flows/nightly.py and flows/backfill.py."""

import os
import sys
import traceback
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Sequence
from datetime import UTC, datetime
from io import TextIOWrapper

import polars as pl

from flows import attribution_commands, commands, exit_codes, network_commands, reliability_command
from flows.calibration_command import calibration
from flows.console import Console, complain
from flows.demo import DEFAULT_STORE, demo
from flows.drift_command import drift
from flows.explain import explain_somebody
from flows.history import history
from flows.methods_command import methods
from flows.quality_command import quality
from flows.refusals import Refused
from flows.run_records import record_run
from flows.scorecard_command import programmes, scorecard
from flows.settings import OPEN_PERIODS, store_path
from flows.store import Store
from flows.trend_command import trend
from flows.who import GIVEN_AS
from reference.code_set_mistakes import CodeSetError
from reference.method_mistakes import MethodError
from schemas.agreement import CHOICES
from schemas.networks import FLOW_LEVELS
from transforms.indicators.checking import DefinitionError

RECORDED = ["receive", "run", "backfill", "publish", "rollback", "demo", "explain", "history", "calibration"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code and never shows a value of a person, whatever goes wrong."""
    _accept_every_letter()
    words = build_parser().parse_args(arguments)
    started = datetime.now(UTC)
    console = Console(words.json)
    try:
        code = words.command(words, console)
        outcome = {"exit_code": code}
    # Everything ends in a sentence here; a panic inside polars is no Exception, and its text may hold a value.
    except (Exception, KeyboardInterrupt, pl.exceptions.PanicException) as error:  # noqa: BLE001
        code = exit_codes.exit_code_of(error)
        sentence = explain(error)
        outcome = {"exit_code": code, "error": sentence}
        complain(sentence)
        console.result(**outcome, refusal=error.code if isinstance(error, Refused) else None)
        if os.environ.get("OHT_DEBUG"):
            traceback.print_exc()
    _record(words, started, outcome)
    return code


def explain(error: BaseException) -> str:
    """Put an error into a sentence; the text of an unforeseen one is kept back: it may hold a value of a person."""
    if isinstance(error, (Refused, MethodError, CodeSetError, DefinitionError)):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "Interrupted. What was finished stands; run the same command again and it goes on."
    if exit_codes.exit_code_of(error) == exit_codes.NO_SPACE:
        return _explain_no_space(error)
    if isinstance(error, OSError) and error.strerror:
        place = f" ({error.filename})" if error.filename else ""
        return (
            f"The system said: {error.strerror}{place}. What was finished stands; mend the cause and run the command "
            "again."
        )
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"An unforeseen {type(error).__name__} at {os.path.basename(frame.filename)}:{frame.lineno} ({frame.name}). "  # noqa: PTH119
        "What was finished stands. Its text is kept back, since it may hold a person's data; OHT_DEBUG=1 shows it."
    )


def _explain_no_space(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return (
            "Memory ran out (MemoryError). What was finished stands; close other programs, or use a store with more "
            "buckets, and run the same command again."
        )
    return "The disk is full. What was finished stands; make room and run the same command again."


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
    _add_asking(subparsers)
    _add_comparing(subparsers)
    _add_explaining(subparsers)
    return parser


def _add_making(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    init = _add(subparsers, "init", commands.init, "make a store and its key")
    init.add_argument("--buckets", type=_positive, help="number of buckets, a power of two (default: by --people)")
    init.add_argument("--people", type=_positive, default=1, help="people expected, to choose the number of buckets")
    init.add_argument(
        "--open-periods",
        type=_positive,
        default=OPEN_PERIODS,
        help=f"months that a run without --period looks at (default {OPEN_PERIODS}: claims come up to six months late)",
    )
    _add_attribution_words(init)
    trial = _add(subparsers, "demo", demo, "from nothing to a practice page, on synthetic data")
    trial.add_argument(
        "--people", type=_positive, default=50_000, help="people of the synthetic Ontario (default 50000)"
    )
    trial.add_argument("--seed", type=int, default=1, help="seed of the synthetic Ontario (default 1)")
    receive = _add(subparsers, "receive", commands.receive, "take in one delivery")
    receive.add_argument("folder", help="folder that holds the delivery")
    receive.add_argument("--source", required=True, help="name of the column map, such as synthetic or synthea")
    _add_exit_nothing(receive)
    template = _add(subparsers, "template", commands.template, "write the Excel workbook of a source to be filled in")
    template.add_argument("source", help="name of the column map, such as practice_list")
    template.add_argument("--to", required=True, metavar="FILE", help="workbook to write, such as practice_list.xlsx")


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
        parser.add_argument("--every", choices=["year", "quarter", "month"], help="step of the range (default month)")
        if name != "plan":
            parser.add_argument(
                "--fixed-cohort", metavar="PERIOD", help="also measure the people of this period, in the units of then"
            )
            _add_exit_nothing(parser)


def _add_publishing(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    status = _add(subparsers, "status", commands.status, "show deliveries, periods, publication and lock")
    status.add_argument("--max-age", type=_positive, metavar="DAYS", help="exit 4 when the latest delivery is older")
    status.add_argument("--accounts", action="store_true", help="count all rows again in the files")
    publish = _add(subparsers, "publish", commands.publish, "freeze and publish (default: the latest period)")
    publish.add_argument("--period", help="period of the packs, such as 2026-09")
    publish.add_argument(
        "--accept-drift",
        metavar="REASON",
        help="publish although codes drift, and keep why in the ledger, which is published: name nobody in it",
    )
    _add_exit_nothing(publish)
    _add(subparsers, "rollback", commands.rollback, "make the publication before the current one current again")
    which = _add(
        subparsers, "attribution", attribution_commands.attribution, "show or change which attribution is official"
    )
    _add_attribution_words(which)
    agree = _add(
        subparsers, "agreement", attribution_commands.agreement, "how far recomputed and official attribution agree"
    )
    agree.add_argument("--period", help="one month, such as 2026-09 (default: the latest computed)")
    agree.add_argument("--exact", action="store_true", help="show counts of 1 to 5 too; do not pass the output on")
    sides = _add(subparsers, "methods", methods, "how far the methods agree, and the range of each result over them")
    sides.add_argument("--period", help="one month, such as 2026-09 (default: the latest computed)")
    sides.add_argument("--indicator", metavar="ID", help="one indicator, with the teams (default: all, province alone)")
    sides.add_argument("--exact", action="store_true", help="show counts of 1 to 5 too; do not pass the output on")

    judged = _add(
        subparsers, "reliability", reliability_command.reliability, "how far the attribution can be relied on"
    )
    judged.add_argument("--period", help="one month, such as 2026-09 (default: the latest computed)")
    judged.add_argument("--exact", action="store_true", help="show counts of 1 to 5 too; do not pass the output on")
    good = _add(subparsers, "quality", quality, "how good each input is: rules broken, months, what hangs on it")
    good.add_argument("--input", metavar="NAME", help="one input (default: all that were delivered)")
    codes = _add(subparsers, "drift", drift, "codes used otherwise than before, and what that does to indicators")
    codes.add_argument("--period", help="one month, such as 2026-09 (default: the latest computed)")
    codes.add_argument("--unlisted", action="store_true", help="also groups of codes in no set, and codes never seen")
    codes.add_argument("--exact", action="store_true", help="show counts of 1 to 5 too; do not pass the output on")


def _add_asking(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    found = _add(subparsers, "networks", network_commands.networks, "show the networks, and how they were formed")
    loyal = _add(
        subparsers, "loyalty", network_commands.loyalty, "how much care people receive in their own team or network"
    )
    loyal.add_argument(
        "--level",
        choices=[*FLOW_LEVELS, "group"],
        default="oht",
        help="oht (default), network or practice group",
    )
    loyal.add_argument("--exact", action="store_true", help="show counts of 1 to 5 too; do not pass the output on")
    loyal.add_argument("--unit", metavar="ID", help="a team or network: show where its people receive their care")
    for parser in (found, loyal):
        parser.add_argument("--period", help="one month, such as 2026-09 (default: the latest computed)")


def _add_comparing(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    card = _add(subparsers, "scorecard", scorecard, "the indicators of a programme, of a team or the province, judged")
    card.add_argument("--programme", metavar="NAME", help="programme, or a file.yaml (default: the default programme)")
    card.add_argument("--period", help="one month, such as 2026-09 (default: the latest computed)")
    moved = _add(subparsers, "trend", trend, "an indicator over all computed periods, series by series")
    moved.add_argument("--indicator", metavar="ID", required=True, help="the indicator")
    for parser in (card, moved):
        parser.add_argument("--oht", metavar="ID", help="a team (default: the province)")
        parser.add_argument("--exact", action="store_true", help="show counts of 1 to 5 too; do not pass the output on")
    _add(subparsers, "programmes", programmes, "the programmes there are, and what each leans to")


def _add_attribution_words(parser: ArgumentParser) -> None:
    parser.add_argument("--official", choices=CHOICES, help="what results stand on: recomputed, or the ministry's file")
    parser.add_argument("--method", metavar="NAME", help="method by which the attribution is recomputed")
    parser.add_argument(
        "--beside", metavar="NAME,FILE", help="other methods kept beside it, by name or file.yaml; '' for none"
    )


def _add_explaining(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    told = _add(
        subparsers,
        "explain",
        explain_somebody,
        "a number clause by clause, a practice's joins and leaves by reason, or a person's receipt",
    )
    told.add_argument(
        "--indicator", metavar="ID", help="explain this indicator: of a practice, an OHT, or the province"
    )
    told.add_argument("--oht", metavar="ID", help="with --indicator: the team")
    told.add_argument("--practice", metavar="ID", help="physician number of the practice")
    told.add_argument("--person", metavar="-", help="- reads from standard input whom the question is about")
    told.add_argument(
        "--as",
        dest="given_as",
        choices=GIVEN_AS,
        default=GIVEN_AS[0],
        help="what standard input holds: a pseudonym (default), a health number, or the reference of a practice's pack",
    )
    told.add_argument("--period", required=True, help="one month, such as 2026-09")
    told.add_argument(
        "--purpose",
        metavar="TEXT",
        help="what the receipt of a person is for; kept in the audit log, so name nobody in it",
    )
    told.add_argument("--since", metavar="PERIOD", help="compare with this month (default: the refreshed one before)")
    told.add_argument("--exact", action="store_true", help="show counts of 1 to 5, which are hidden otherwise")
    _add_calibration(subparsers)
    spells = _add(subparsers, "history", history, "write who belonged where, from when to when")
    spells.add_argument("--from", dest="first", metavar="PERIOD", help="first month (default: the first refreshed)")
    spells.add_argument("--to", dest="last", metavar="PERIOD", help="last month (default: the last refreshed)")


def _add_calibration(subparsers: "_SubParsersAction[ArgumentParser]") -> None:
    beside = _add(subparsers, "calibration", calibration, "hold a period against published figures of the province")
    beside.add_argument("--period", help="one month, such as 2026-09 (default: the latest computed)")
    beside.add_argument("--output", metavar="FILE", help="also write the report as an HTML page")
    beside.add_argument("--markdown", metavar="FILE", help="also write it as a page of the documentation")
    beside.add_argument("--exact", action="store_true", help="show counts of 1 to 5 too; do not pass the output on")
    beside.add_argument("--definitions", action="store_true", help="say what exactly each measure counts")
    beside.add_argument(
        "--synthetic-full-size",
        action="store_true",
        help="networks, teams and hospitals of a synthetic province of 15.6 million, laid out without any claim",
    )


def _add(
    subparsers: "_SubParsersAction[ArgumentParser]", name: str, command: commands.Command, text: str
) -> ArgumentParser:
    parser = subparsers.add_parser(name, help=text, description=text, allow_abbrev=False)
    parser.set_defaults(command=command, name=name)
    default = f"./{DEFAULT_STORE}" if name == "demo" else "OHT_STORE, else ./store"
    parser.add_argument("--store", metavar="DIR", help=f"folder of the store (default: {default})")
    parser.add_argument("--json", action="store_true", help="print JSON lines for programs")
    return parser


def _add_exit_nothing(parser: ArgumentParser) -> None:
    parser.add_argument("--exit-nothing", action="store_true", help="exit 5 when there was nothing to do")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ArgumentTypeError(f"must be 1 or more, not {number}")
    return number


def _accept_every_letter() -> None:
    """Let a narrow encoding of the terminal replace a letter rather than hide a sentence."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _record(words: Namespace, started: datetime, outcome: dict[str, object]) -> None:
    store = Store(store_path(words.store or (DEFAULT_STORE if words.name == "demo" else None)))
    if words.name not in RECORDED or not (store.root / "store.json").exists():
        return
    try:
        record_run(store, words.name, started, outcome)
    except OSError:
        complain(f"The record of this run could not be written below {store.root}/runs.")


if __name__ == "__main__":
    sys.exit(main())
