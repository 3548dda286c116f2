"""Stage: the networks of a period, how loyal their people are to them, and where the people of a team go."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl

from flows.attribution import Attributed
from flows.coverage import Coverage, missing_for
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.lines import VISITS
from flows.methods import official_method
from flows.store import Output, Produced, Step, made
from flows.windows import read_window, window_content
from flows.work import Work, bucket_contents, content_of
from reference.load import Method
from schemas.networks import Flows, GroupCare, Loyalty, LoyaltyMissing, NetworkMergers, NetworkPeople, Networks
from transforms.dates import period_end
from transforms.features.family import Requirement
from transforms.indicators.units import add_up
from transforms.networks.describe import count_people, describe_networks
from transforms.networks.flows import FLOW_KEY, GROUP_KEY, Places, count_care, describe_people
from transforms.networks.loyalty import measure_loyalty

# Kinds of care and the input each needs; the input of the frames that are read.
SOURCES = (("visits", "claims"), ("primary_care_visits", "claims"), ("admissions", "discharges"))
KINDS_OF = {"visits": "visits", "discharges": "admissions"}
CARE_CODE = ("transforms.networks.flows", "transforms.networks.describe")
REDUCE_CODE = ("transforms.networks.loyalty", "transforms.networks.describe", "transforms.indicators.units")
TEAM_TABLES = ["data", "corporations", "network_ohts"]


@dataclass(frozen=True)
class Measured:
    """What loyalty is measured of: the attributions of a period, by a method, and what is missing by kind of care.

    Networks, groups and areas are those of the recomputed attribution, teams those of the one in force.
    """

    recomputed: Attributed
    in_force: Attributed
    period: str
    method: Method
    missing: Mapping[str, str]


def measure_networks(
    work: Work, inputs: Inputs, recomputed: Attributed, in_force: Attributed, coverage: Coverage, period: str
) -> tuple[Output | None, Output | None]:
    """Bring networks and loyalty of a period up to date; gives both outputs."""
    method = official_method(work.store)
    of = Measured(recomputed, in_force, period, method, _missing(method, coverage, period))
    care = [_care(work, inputs, of, bucket) for bucket in range(inputs.buckets)]
    return _networks(work, recomputed, care, period, method), _loyalty(work, care, of)


def _missing(method: Method, coverage: Coverage, period: str) -> dict[str, str]:
    """Say by kind of care what it needs; a kind that can be measured is not in it."""
    months = 12 * method.loyalty_look_back_years
    needs = {
        kind: missing_for((Requirement(name, months=months),), coverage, period_end(period)) for kind, name in SOURCES
    }
    return {kind: sentence for kind, sentence in needs.items() if sentence}


def _care(work: Work, inputs: Inputs, of: Measured, bucket: int) -> Output | None:
    period, method, recomputed = of.period, of.method, of.recomputed
    end, months = period_end(period), 12 * method.loyalty_look_back_years
    own, teams = recomputed.persons[bucket], of.in_force.persons[bucket]
    components = {
        "input:attribution as recomputed": content_of(own),
        "input:attribution in force": content_of(teams),
        **{f"input:teams of providers, {table}": content_of(recomputed.teams, table) for table in TEAM_TABLES},
        "input:hospitals": inputs.content("hospitals", bucket),
        f"input:{VISITS}": window_content(inputs, VISITS, bucket, end, months),
        "input:discharges": window_content(inputs, "discharges", bucket, end, months),
        "code": code_digest(*CARE_CODE),
        "method": digest((method.loyalty_look_back_years, method.primary_care_specialties)),
        "computable": digest(sorted(of.missing)),
    }

    def produce() -> Produced:
        persons = made(own).load()
        in_force = persons if teams is own else made(teams).load()
        frames = {
            "visits": read_window(inputs, VISITS, bucket, "service_date", end, months),
            "discharges": read_window(inputs, "discharges", bucket, "discharge_date", end, months),
        }
        # What covers only a part of the window is no loyalty.
        frames = {name: rows.clear() if KINDS_OF[name] in of.missing else rows for name, rows in frames.items()}
        places = _places(made(recomputed.teams), inputs, bucket)
        found = count_care(describe_people(persons, in_force), frames, places, end, method)
        return Produced(
            {
                "data": Flows.validate(found.flows),
                "groups": GroupCare.validate(found.groups),
                "people": NetworkPeople.validate(count_people(persons)),
            }
        )

    return work.ensure(Step("derived", "attribution/loyalty", period, bucket), components, produce)


def _places(teams: Output, inputs: Inputs, bucket: int) -> Places:
    physicians, corporations, network_ohts = (teams.load(table) for table in TEAM_TABLES)
    return Places(physicians, inputs.load("hospitals", bucket), corporations, network_ohts)


def _loyalty(work: Work, care: list[Output | None], of: Measured) -> Output | None:
    components = {
        **bucket_contents("flows", care),
        **bucket_contents("care of groups", care, "groups"),
        "code": code_digest(*REDUCE_CODE),
        "computable": digest(sorted(of.missing.items())),
    }

    def produce() -> Produced:
        flows = add_up((made(output).load() for output in care), FLOW_KEY)
        groups = add_up((made(output).load("groups") for output in care), GROUP_KEY)
        missing = pl.DataFrame(sorted(of.missing.items()), schema=["kind", "not_computable"], orient="row")
        return Produced(
            {
                "data": Loyalty.validate(measure_loyalty(flows, groups)),
                "flows": Flows.validate(flows),
                "missing": LoyaltyMissing.validate(missing.cast(pl.String)),
            }
        )

    return work.ensure(loyalty_step(of.period), components, produce)


def _networks(
    work: Work, recomputed: Attributed, care: list[Output | None], period: str, method: Method
) -> Output | None:
    tables = ["data", "corporations", "mergers"]
    components = {
        **{f"input:teams of providers, {table}": content_of(recomputed.teams, table) for table in tables},
        **bucket_contents("people", care, "people"),
        "code": code_digest(*REDUCE_CODE),
        "method": digest((method.network_rule, method.primary_care_specialties)),
    }
    return work.ensure(networks_step(period), components, partial(_describe, recomputed.teams, care, method))


def _describe(teams: Output | None, care: list[Output | None], method: Method) -> Produced:
    people = add_up((made(output).load("people") for output in care), ["network_id"])
    known = made(teams)
    table = describe_networks(known.load("corporations"), known.load(), people, method)
    return Produced({"data": Networks.validate(table), "mergers": NetworkMergers.validate(known.load("mergers"))})


def loyalty_step(period: str) -> Step:
    """Where the loyalty and the flows of a period are."""
    return Step("results", "loyalty", period)


def networks_step(period: str) -> Step:
    """Where the networks of a period are, and how they were formed."""
    return Step("results", "networks", period)
