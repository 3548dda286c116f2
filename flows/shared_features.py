"""Stage: what features read of all buckets together, such as the last day a hospital delivered."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

import polars as pl

from flows.features import DATE_COLUMNS, Features
from flows.fingerprint import code_digest
from flows.inputs import Inputs
from flows.store import Output, Produced, Step, made
from flows.windows import read_window, window_content
from flows.work import Work, bucket_contents
from transforms.cost_thresholds import count_costs, count_sectors, find_thresholds
from transforms.dates import period_end
from transforms.episodes.last_days import count_last_days, unite_last_days
from transforms.features.costs import COST_THRESHOLDS
from transforms.features.episodes import HOSPITAL_LAST_DAYS
from transforms.features.mental_health_episodes import DESIGNATED_LAST_DAYS, STAYS
from transforms.indicators.cost_records import sectors_without_costs
from transforms.indicators.units import add_up

MONTHS = 15
CODE = ("transforms.episodes.last_days", "transforms.dates")


def share_features(work: Work, inputs: Inputs, persons: Sequence[Output | None], period: str) -> Features:
    """Bring what families read of all buckets up to date; gives it by the name under which they read it.

    `persons`: the attribution by bucket, which says who is counted.
    """
    return {
        COST_THRESHOLDS: _cost_thresholds(work, inputs, persons, period),
        HOSPITAL_LAST_DAYS: _last_days(work, inputs, period, HOSPITAL_LAST_DAYS, "discharges"),
        DESIGNATED_LAST_DAYS: _last_days(work, inputs, period, DESIGNATED_LAST_DAYS, STAYS),
    }


def _last_days(work: Work, inputs: Inputs, period: str, name: str, source: str) -> Output | None:
    end = period_end(period)
    components = {
        f"input:{source} of bucket {bucket}": _content(inputs, source, bucket, end) for bucket in range(inputs.buckets)
    }
    components["code"] = code_digest(*CODE)
    step = Step("derived", f"features/{name}", period)
    return work.ensure(step, components, partial(_produce_last_days, inputs, source, end))


def _cost_thresholds(work: Work, inputs: Inputs, persons: Sequence[Output | None], period: str) -> Output | None:
    end = period_end(period)
    components = {
        **{f"input:costs of bucket {bucket}": _content(inputs, "costs", bucket, end) for bucket in range(len(persons))},
        **bucket_contents("attribution", persons),
        "code": code_digest("transforms.cost_thresholds", "transforms.dates"),
    }

    def produce() -> Produced:
        partials, sectors = [], []
        for bucket, placed in enumerate(persons):
            costs = _read(inputs, "costs", bucket, end)
            partials.append(count_costs(costs, made(placed).load(columns=["person_id"]), end))
            sectors.append(count_sectors(costs, end))
        return Produced({"data": find_thresholds(partials), "sectors": add_up(sectors, ["sector"])})

    return work.ensure(Step("derived", f"features/{COST_THRESHOLDS}", period), components, produce)


def uncosted(shared: Features) -> dict[str, str]:
    """Say by indicator which sector nobody costed; nothing when it is only planned."""
    thresholds = shared[COST_THRESHOLDS]
    return {} if thresholds is None else sectors_without_costs(set(thresholds.load("sectors")["sector"]))


def _content(inputs: Inputs, source: str, bucket: int, end: dt.date) -> str | None:
    if source in DATE_COLUMNS:
        return window_content(inputs, source, bucket, end, MONTHS)
    return inputs.content(source, bucket)


def _produce_last_days(inputs: Inputs, source: str, end: dt.date) -> Produced:
    partials = [count_last_days(_read(inputs, source, bucket, end), end) for bucket in range(inputs.buckets)]
    return Produced({"data": unite_last_days(partials)})


def _read(inputs: Inputs, source: str, bucket: int, end: dt.date) -> pl.DataFrame:
    """One row per stay of a bucket: of dated inputs those of the window."""
    if source in DATE_COLUMNS:
        return read_window(inputs, source, bucket, DATE_COLUMNS[source], end, MONTHS)
    return inputs.load(source, bucket)
