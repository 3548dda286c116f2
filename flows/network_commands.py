"""The commands about networks: which there are and how they were made, how loyal people are, where they go."""

from argparse import Namespace

import polars as pl

from flows import exit_codes
from flows.attribution_commands import chosen_period
from flows.commands import open_store
from flows.console import Console, counted
from flows.methods import unverified_sentence
from flows.networks import loyalty_step, networks_step
from flows.refusals import Refused, not_refreshed
from flows.store import Output, Step, Store
from flows.work import finished_output
from reports.network_table import (
    FLOW_COLUMNS,
    MERGER_COLUMNS,
    NETWORK_COLUMNS,
    anchor_texts,
    flow_rows,
    loyalty_columns,
    loyalty_rows,
    merger_rows,
    network_rows,
    shown_mergers,
    shown_networks,
)
from transforms.disclosure.audience import Audience
from transforms.disclosure.loyalty import RELEASED_LEVELS, release_flows, release_loyalty

HIDDEN_NOTE = (
    "<6: 1 to 5, or a unit in which such a number could be had by subtraction. Networks have shares in whole per cent, "
    "no counts, since teams are made up of them. All numbers: --exact"
)
ANCHORS = "Published medians over 78 networks (Stukel 2013): {medians}; whether of one year or three could not be read."


def networks(words: Namespace, console: Console) -> int:
    """Show the networks of a period, and the mergers that made them when they are formed."""
    store = open_store(words)
    period = chosen_period(words, store)
    output = _output(store, networks_step(period), period)
    found, mergers = output.load(), output.load("mergers")
    console.table(NETWORK_COLUMNS, network_rows(found))
    rules = ", ".join(found["network_rule"].unique().sort())
    console.say(f"{counted(found.height, 'network')}{', ' if rules else ''}{rules}.")
    if mergers.height:
        console.say(
            "How they were formed, turn by turn; people are here those whose own provider belongs to the network, "
            "without those whom only their address places:"
        )
        console.table(MERGER_COLUMNS, merger_rows(mergers))
    _say_unverified(store, console)
    console.result(period=period, networks=shown_networks(found), mergers=shown_mergers(mergers))
    return exit_codes.OK


def loyalty(words: Namespace, console: Console) -> int:
    """Show how much of their care people receive in their own team, network or group; of one unit, where they go."""
    store = open_store(words)
    period = chosen_period(words, store)
    output = _output(store, loyalty_step(period), period)
    if words.unit:
        _tell_flows(_of_unit(output, words, period), words.unit, period, console)
    else:
        _tell_loyalty(_of_level(output, words), words.level, period, console)
    for sentence in output.load("missing")["not_computable"].unique().sort():
        console.say(f"Not computable: {sentence}.")
    if not words.exact:
        console.say(HIDDEN_NOTE)
    _say_unverified(store, console)
    return exit_codes.OK


def _of_level(output: Output, words: Namespace) -> pl.DataFrame:
    """One row per unit of a level and kind of care, for the audience. Raises Refused for groups as released."""
    if words.level not in RELEASED_LEVELS and not words.exact:
        raise Refused("usage", "The loyalty of practice groups is their own, and is not released. See it with: --exact")
    return release_loyalty(output.load(), output.load("flows"), _audience(words)).filter(level=words.level)


def _tell_loyalty(shown: pl.DataFrame, level: str, period: str, console: Console) -> None:
    console.table(loyalty_columns(level), loyalty_rows(shown))
    console.say(ANCHORS.format(medians=", ".join(anchor_texts())))
    console.result(period=period, level=level, loyalty=shown.to_dicts())


def _tell_flows(found: pl.DataFrame, unit: str, period: str, console: Console) -> None:
    console.say(f"Where the people of {unit} received care in the year to the end of {period}:")
    console.table(FLOW_COLUMNS, flow_rows(found))
    console.result(period=period, unit=unit, flows=found.to_dicts())


def _of_unit(output: Output, words: Namespace, period: str) -> pl.DataFrame:
    """One row per unit of care and kind: the flows of one unit. Raises Refused when there are none to be shown."""
    found = release_flows(output.load("flows"), _audience(words)).filter(unit_id=words.unit)
    if found.is_empty():
        raise Refused(
            "usage",
            f"There are no flows of {words.unit} in {period} that may be shown: it is no team, or its numbers are too "
            "small. The teams there are: oht loyalty. Networks and small numbers: --exact",
        )
    return found


def _audience(words: Namespace) -> Audience:
    return Audience.PRACTICE if words.exact else Audience.OHT


def _output(store: Store, step: Step, period: str) -> Output:
    """Give the output of a period; raises Refused when it was not computed."""
    output = finished_output(store, step)
    if output is None:
        raise not_refreshed(period)
    return output


def _say_unverified(store: Store, console: Console) -> None:
    sentence = unverified_sentence(store)
    if sentence:
        console.say(sentence)
