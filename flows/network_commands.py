"""The commands about networks: which there are and how they were made, how loyal people are, where they go."""

from argparse import Namespace

import polars as pl

from flows import exit_codes
from flows.attribution_commands import chosen_period
from flows.commands import open_store
from flows.console import Console, counted
from flows.methods import official_method, unverified_sentence
from flows.networks import loyalty_step, networks_step
from flows.refusals import Refused
from flows.store import Output, Step, Store
from flows.work import finished_output
from reports.network_table import (
    FLOW_COLUMNS,
    MERGER_COLUMNS,
    NETWORK_COLUMNS,
    flow_rows,
    loyalty_columns,
    loyalty_rows,
    merger_rows,
    network_rows,
)
from transforms.disclosure.loyalty import release_flows, release_loyalty

HIDDEN_NOTE = "<6: 1 to 5, or a unit in which such a number could be had by subtraction."
ANCHORS = (
    "Published medians over 78 networks (Stukel 2013): visits 68.4 %, primary care 81.1 %, admissions 67.4 %; whether "
    "of one year or three could not be read."
)


def networks(words: Namespace, console: Console) -> int:
    """Show the networks of a period, and the mergers that made them when they are formed."""
    store = open_store(words)
    period = chosen_period(words, store)
    output = _output(store, networks_step(period), period)
    found, mergers = output.load(), output.load("mergers")
    console.table(NETWORK_COLUMNS, network_rows(found))
    console.say(f"{counted(found.height, 'network')}, {official_method(store).network_rule}.")
    if mergers.height:
        console.say("How they were formed, turn by turn:")
        console.table(MERGER_COLUMNS, merger_rows(mergers))
    _say_unverified(store, console)
    console.result(period=period, networks=network_rows(found), mergers=merger_rows(mergers))
    return exit_codes.OK


def loyalty(words: Namespace, console: Console) -> int:
    """Show how much of their care people receive in their own team or network; of one unit, where they go."""
    store = open_store(words)
    period = chosen_period(words, store)
    output = _output(store, loyalty_step(period), period)
    flows = output.load("flows").filter(pl.col("level") == words.level)
    if words.unit:
        _tell_flows(_of_unit(release_flows(flows), words.unit, period), words.unit, period, console)
    else:
        shown = release_loyalty(output.load(), flows).filter(pl.col("level") == words.level)
        console.table(loyalty_columns(words.level), loyalty_rows(shown))
        console.say(ANCHORS)
        console.result(period=period, level=words.level, loyalty=shown.to_dicts())
    console.say(HIDDEN_NOTE)
    _say_unverified(store, console)
    return exit_codes.OK


def _tell_flows(found: pl.DataFrame, unit: str, period: str, console: Console) -> None:
    console.say(f"Where the people of {unit} received care in the year to the end of {period}:")
    console.table(FLOW_COLUMNS, flow_rows(found))
    console.result(period=period, unit=unit, flows=found.to_dicts())


def _of_unit(flows: pl.DataFrame, unit: str, period: str) -> pl.DataFrame:
    """The same rows, of one unit; raises Refused when none may be shown."""
    found = flows.filter(pl.col("unit_id") == unit)
    if found.is_empty():
        raise Refused(
            "usage",
            f"There are no flows of {unit} in {period} that may be shown: nobody belongs to it, or its numbers are too "
            "small. See the units there are with: oht loyalty",
        )
    return found


def _output(store: Store, step: Step, period: str) -> Output:
    output = finished_output(store, step)
    if output is None:
        raise Refused(
            "not_refreshed", f"The period {period} has not been computed. Run first: oht run --period {period}"
        )
    return output


def _say_unverified(store: Store, console: Console) -> None:
    sentence = unverified_sentence(store)
    if sentence:
        console.say(sentence)
