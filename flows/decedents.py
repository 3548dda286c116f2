"""Stage: who died in the 36 months up to a period end, with the units of each, a bucket after the other."""

from functools import partial

from flows.attribution import Attributed
from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.methods import official_method
from flows.store import Output, Produced, Step, made
from flows.windows import read_window, window_content
from flows.work import Work, content_of
from schemas.base_tables import Decedents
from transforms.attribution.decedents import LOOK_BACK_MONTHS, MONTHS, attribute_decedents
from transforms.attribution.round_two import Placed
from transforms.dates import period_end

CODE = "transforms.attribution.decedents"
READ = ("persons", "addresses", "enrolments", "physicians")
TEAMS = {"physicians": "data", "centres": "centres", "areas": "areas", "networks": "network_ohts"}
LINES, DAY = "core_lines", "service_date"


def decedents_step(period: str, bucket: int) -> Step:
    """Where those who died are."""
    return Step("derived", "decedents", period, bucket)


def ensure_decedents(work: Work, inputs: Inputs, attributed: Attributed, period: str, bucket: int) -> Output | None:
    """Bring those who died up to date for a bucket."""
    end, months = period_end(period), MONTHS + LOOK_BACK_MONTHS
    components = {
        **{f"input:{name}": inputs.content(name, bucket) for name in READ},
        f"input:{LINES}": window_content(inputs, LINES, bucket, end, months),
        **{f"input:teams of {what}": content_of(attributed.teams, table) for what, table in TEAMS.items()},
        "code": code_digest(CODE),
        "method": digest(official_method(work.store)),
    }
    produce = partial(_produce, work, inputs, attributed, period, bucket)
    return work.ensure(decedents_step(period, bucket), components, produce)


def _produce(work: Work, inputs: Inputs, attributed: Attributed, period: str, bucket: int) -> Produced:
    end, teams = period_end(period), made(attributed.teams)
    frames = {name: inputs.load(name, bucket) for name in READ}
    frames[LINES] = read_window(inputs, LINES, bucket, DAY, end, MONTHS + LOOK_BACK_MONTHS)
    placed = Placed(teams.load(), teams.load("centres"), teams.load("areas"))
    found = attribute_decedents(frames, placed, teams.load("network_ohts"), end, official_method(work.store))
    return Produced({"data": Decedents.validate(found)}, {"decedents": found.height})
