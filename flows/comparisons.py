"""Stage: with whom practices are compared: facts of their panels by bucket, then one peer group each."""

from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.fingerprint import code_digest
from flows.inputs import Inputs
from flows.store import Output, Produced, Step, made
from flows.work import Work, bucket_contents, content_of
from schemas.results import PanelFacts, PeerMembers, PracticePeers
from transforms.comparisons.peers import count_panel_facts, declare_peers, describe_practices, list_peers
from transforms.indicators.units import add_up

CODE = "transforms.comparisons.peers"
UNITS_CODE = "transforms.indicators.units"
MEMBERS = "members"


def peers_step(period: str) -> Step:
    """Where the peer groups of a period are: the practices (table data), and the members of every group."""
    return Step("results", "peers", period)


def declare_peer_groups(work: Work, inputs: Inputs, attributed: Attributed, period: str) -> Output | None:
    """Bring the peer groups of a period up to date."""
    facts = [_count_facts(work, inputs, attributed.persons[bucket], period, bucket) for bucket in range(inputs.buckets)]
    components = {
        **bucket_contents("panel facts", facts),
        "input:areas": inputs.content("areas", 0),
        "input:registry": inputs.content("physicians", 0),
        "code": code_digest(CODE, UNITS_CODE),
    }
    return work.ensure(peers_step(period), components, partial(_declare, inputs, facts))


def _count_facts(work: Work, inputs: Inputs, placed: Output | None, period: str, bucket: int) -> Output | None:
    components = {
        "input:attribution": content_of(placed),
        "input:areas": inputs.content("areas", 0),
        "code": code_digest(CODE),
    }

    def produce() -> Produced:
        persons = made(placed).load(columns=["person_id", "physician_id", "area_id"])
        return Produced({"data": PanelFacts.validate(count_panel_facts(persons, inputs.load("areas", 0)))})

    return work.ensure(Step("derived", "peers", period, bucket), components, produce)


def _declare(inputs: Inputs, facts: list[Output | None]) -> Produced:
    panels: pl.DataFrame = add_up((made(output).load() for output in facts), ["physician_id"])
    practices = describe_practices(panels, inputs.load("physicians", 0), inputs.load("areas", 0))
    table = practices.join(declare_peers(practices), on="physician_id", how="left", maintain_order="left")
    tables = {"data": PracticePeers.validate(table), MEMBERS: PeerMembers.validate(list_peers(practices))}
    return Produced(tables)
