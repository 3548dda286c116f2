"""Stage: what specialists gave to people in hospital beds, counted by bucket; methods of one look-back share it."""

from functools import partial

import polars as pl

from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.lines import INPATIENT
from flows.methods import official_method
from flows.store import Output, Produced, Step, made
from flows.windows import read_window, window_content
from flows.work import Work
from reference.load import Method
from schemas.attribution_steps import InpatientServices
from transforms.dates import period_end, years_before
from transforms.networks.specialists import count_services


def bring_services(work: Work, inputs: Inputs, period: str, method: Method) -> list[Output | None]:
    """Bring the services of a period up to date, a bucket after the other; gives the outputs by bucket."""
    years = method.hospital_look_back_years
    is_official = years == official_method(work.store).hospital_look_back_years
    folder = "attribution/services" if is_official else f"attribution/services_of_{years}_years"
    return [_services(work, inputs, folder, period, bucket, years) for bucket in range(inputs.buckets)]


def _services(work: Work, inputs: Inputs, folder: str, period: str, bucket: int, years: int) -> Output | None:
    components = {
        "input:persons": inputs.content("persons", bucket),
        "input:hospitals": inputs.content("hospitals", bucket),
        f"input:{INPATIENT}": window_content(inputs, INPATIENT, bucket, period_end(period), 12 * years),
        "code": code_digest("transforms.networks.specialists"),
        "method": digest(years),
    }
    step = Step("derived", folder, period, bucket)
    return work.ensure(step, components, partial(_produce, inputs, bucket, period, years))


def _produce(inputs: Inputs, bucket: int, period: str, years: int) -> Produced:
    end = period_end(period)
    lines: pl.DataFrame = read_window(inputs, INPATIENT, bucket, "service_date", end, 12 * years)
    persons = made(inputs.output("persons", bucket)).load(columns=["person_id"])
    counts = count_services(lines, persons, inputs.load("hospitals", bucket), years_before(end, years), end)
    return Produced({"data": InpatientServices.validate(counts)})
