"""Stage: care of the look-back of a period, summed by year, and which family physicians are comprehensive.

Methods that read lines and windows alike share the sums, whatever their weights and look-backs.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from functools import partial

import polars as pl

from flows.fingerprint import code_digest, digest
from flows.inputs import Inputs
from flows.lines import CORE, OTHER, lines_name
from flows.methods import methods_beside, official_method
from flows.store import Output, Produced, Step, Store, made
from flows.windows import read_window, window_content
from flows.work import Work, bucket_contents, content_of
from reference.load import Method
from schemas.attribution_steps import (
    Activity,
    ComprehensivePhysicians,
    JudgedPhysicians,
    YearOfActivity,
    YearOfCare,
    YearOfOtherCare,
)
from transforms.attribution.care import summarise_care
from transforms.attribution.comprehensive import add_up_activity, count_activity, judge_physicians
from transforms.attribution.windows import UNTIL_INCLUDED
from transforms.base_tables.workforce import ACTIVITY_YEARS
from transforms.dates import period_end

KINDS = ["paediatric_core", "other_visit"]


def bring_care(work: Work, inputs: Inputs, period: str, method: Method) -> list[Output | None]:
    """Bring the care of a period up to date, a bucket after the other; gives the outputs by bucket."""
    return [_care(work, inputs, period, bucket, method) for bucket in range(inputs.buckets)]


def judge(work: Work, care: Sequence[Output | None], period: str, method: Method, folder: str) -> Output | None:
    """Bring up to date who is comprehensive by a method; the table `data` holds their ids alone."""
    activity = _activity(work, care, period, method)
    components = {
        "input:activity": content_of(activity),
        "code": code_digest("transforms.attribution.comprehensive"),
        "method": digest(method),
    }

    def produce() -> Produced:
        judged = judge_physicians(made(activity).load(), method)
        chosen = judged.filter("is_comprehensive").select("physician_id")
        tables = {"data": ComprehensivePhysicians.validate(chosen), "judged": JudgedPhysicians.validate(judged)}
        return Produced(tables, {"comprehensive": chosen.height, "family_physicians": judged.height})

    return work.ensure(Step("derived", f"{folder}/comprehensive", period), components, produce)


def bring_activity(work: Work, inputs: Inputs, period: str) -> Output | None:
    """Bring the activity of family physicians up to date, in years that end at the period end.

    Two or more of them, whatever the window and look-back of the official method, by whose lines it is.
    """
    official = official_method(work.store)
    if official.window == UNTIL_INCLUDED:
        return work.ensured(Step("derived", _folder(work.store, "activity", official), period))
    method = dataclasses.replace(official, window=UNTIL_INCLUDED)
    return _activity(work, bring_care(work, inputs, period, method), period, method)


def _years(store: Store, method: Method) -> int:
    """Give the longest look-back of the methods that share these sums, and no less than the workforce needs."""
    sharing = [official_method(store), *methods_beside(store).values()]
    asked = [other.look_back_years for other in sharing if _shared(other) == _shared(method)]
    return max([ACTIVITY_YEARS, *asked])


def _shared(method: Method) -> tuple[object, ...]:
    return method.lines, method.window


def _folder(store: Store, name: str, method: Method) -> str:
    is_official = _shared(official_method(store)) == _shared(method)
    return f"attribution/{name}" if is_official else f"attribution/{name}_{digest(_shared(method))[:8]}"


def _care(work: Work, inputs: Inputs, period: str, bucket: int, method: Method) -> Output | None:
    end, years = period_end(period), _years(work.store, method)
    names = [lines_name(work.store, name, method.lines) for name in (CORE, OTHER)]
    components = {
        "input:persons": inputs.content("persons", bucket),
        **{f"input:{name}": window_content(inputs, name, bucket, end, 12 * years, method.window) for name in names},
        "code": code_digest("transforms.attribution.care", "transforms.attribution.comprehensive"),
        "method": digest((years, method.window)),
    }
    produce = partial(_sum_care, inputs, names, bucket, end, years, method.window)
    return work.ensure(Step("derived", _folder(work.store, "care", method), period, bucket), components, produce)


def _sum_care(inputs: Inputs, names: list[str], bucket: int, end: dt.date, years: int, window: str) -> Produced:
    persons = made(inputs.by_bucket["persons", bucket]).load(columns=["person_id"])
    core, other = (
        read_window(inputs, name, bucket, "service_date", end, 12 * years, window).join(
            persons, on="person_id", how="semi"
        )
        for name in names
    )
    seen = other.filter(pl.col("line_kind").is_in(KINDS))
    return Produced(
        {
            "data": YearOfCare.validate(summarise_care(core, end, years, window)),
            "other": YearOfOtherCare.validate(summarise_care(seen, end, years, window, ["line_kind"])),
            "activity": Activity.validate(count_activity(core, other, end, years, window)),
        }
    )


def _activity(work: Work, care: Sequence[Output | None], period: str, method: Method) -> Output | None:
    components = {
        **bucket_contents("activity", care, "activity"),
        "code": code_digest("transforms.attribution.comprehensive"),
    }

    def produce() -> Produced:
        total = add_up_activity([made(output).load("activity") for output in care])
        return Produced({"data": YearOfActivity.validate(total)})

    return work.ensure(Step("derived", _folder(work.store, "activity", method), period), components, produce)
