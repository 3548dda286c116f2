"""Stage: what features read of all buckets together, such as the last day a hospital delivered."""

import datetime as dt
from functools import partial

from flows.features import Features
from flows.fingerprint import code_digest
from flows.inputs import Inputs
from flows.store import Output, Produced, Step
from flows.windows import read_window, window_content
from flows.work import Work
from transforms.dates import period_end
from transforms.episodes.last_days import count_last_days, unite_last_days
from transforms.features.episodes import HOSPITAL_LAST_DAYS

MONTHS = 15
CODE = ("transforms.episodes.last_days", "transforms.dates")


def share_features(work: Work, inputs: Inputs, period: str) -> Features:
    """Bring what families read of all buckets up to date; gives it by the name under which they read it."""
    return {HOSPITAL_LAST_DAYS: _last_days(work, inputs, period)}


def _last_days(work: Work, inputs: Inputs, period: str) -> Output | None:
    end = period_end(period)
    components = {
        f"input:discharges of bucket {bucket}": window_content(inputs, "discharges", bucket, end, MONTHS)
        for bucket in range(inputs.buckets)
    }
    components["code"] = code_digest(*CODE)
    step = Step("derived", f"features/{HOSPITAL_LAST_DAYS}", period)
    return work.ensure(step, components, partial(_produce_last_days, inputs, end))


def _produce_last_days(inputs: Inputs, end: dt.date) -> Produced:
    partials = [
        count_last_days(read_window(inputs, "discharges", bucket, "discharge_date", end, MONTHS), end)
        for bucket in range(inputs.buckets)
    ]
    return Produced({"data": unite_last_days(partials)})
