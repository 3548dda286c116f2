"""Stage: listed services of a bucket, from the claims as they came, since netted claims hold one part of a service."""

from functools import partial
from pathlib import Path

import polars as pl

from flows.fingerprint import code_digest, digest
from flows.store import Output, Produced, Step
from flows.work import Work
from reference.condition_codes import listed_service_codes
from schemas.base_tables import ListedServices
from schemas.inputs.claims import Claims
from transforms.resolve.listed_services import choose_listed, net_listed
from transforms.resolve.supersede import keep_latest

LISTED_SERVICES = "listed_services"


def find_listed_services(work: Work, parts: dict[str, str | None], paths: list[Path], bucket: int) -> Output | None:
    """Bring the listed services of a bucket up to date; `parts` are the digests of the claims of the drops."""
    components = {
        **parts,
        "code": code_digest("transforms.resolve.supersede", "transforms.resolve.listed_services"),
        "rule:codes": digest(listed_service_codes()),
    }
    return work.ensure(Step("derived", LISTED_SERVICES, None, bucket), components, partial(_produce, paths))


def _produce(paths: list[Path]) -> Produced:
    codes = listed_service_codes()
    kept = keep_latest([pl.scan_parquet(path) for path in paths], Claims.contract().key)
    chosen = [choose_listed(frame, codes) for frame in kept]
    lines = pl.concat(chosen).collect() if chosen else Claims.empty()
    return Produced({"data": ListedServices.validate(net_listed(lines))}, dated="service_date")
