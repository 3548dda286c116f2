"""The record of what was received: one committed drop after the other, and what their sources supply."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.files import read_json
from schemas.inputs.registry import INPUTS


@dataclass(frozen=True)
class Drop:
    """A committed drop and its record."""

    drop_id: str
    record: dict[str, Any]

    @property
    def sequence(self) -> int:
        """Order of receipt, from 1."""
        return int(self.record["sequence"])

    @property
    def delivered_on(self) -> dt.date:
        """Day of the delivery, by which the future is judged."""
        return dt.date.fromisoformat(self.record["delivered_on"])


def committed_drops(root: Path) -> list[Drop]:
    """Give the committed drops in the order of receipt."""
    records = [(path.parent.name, read_json(path)) for path in (root / "received").glob("*/record.json")]
    return sorted((Drop(drop_id, record) for drop_id, record in records), key=lambda drop: drop.sequence)


UNLINKED = "unlinked"
Bucket = int | str | None


def part_name(bucket: Bucket) -> str:
    """Name of a part: its bucket, `all` for a whole input, `unlinked` for rows of a split input without a person."""
    if bucket is None:
        return "all"
    return bucket if isinstance(bucket, str) else f"{bucket:04d}"


def part_content(drop: Drop, name: str, bucket: Bucket) -> str | None:
    """Digest of the part of an input in a drop; null when the drop has no rows of it there."""
    return drop.record["parts"].get(name, {}).get(part_name(bucket))


def part_path(root: Path, drop: Drop, name: str, bucket: Bucket) -> Path:
    """Path of the checked rows of an input of a drop."""
    return root / "standard" / name / f"drop={drop.drop_id}" / f"bucket={part_name(bucket)}" / "data.parquet"


def known_until(drops: list[Drop]) -> dt.date | None:
    """Give the day of the latest delivery: the data cut-off; null when nothing was received.

    A practice's own list changes no number, so one that came yesterday makes no late feed look fresh.
    """
    feeds = [drop for drop in drops if not _is_list(drop)] or drops
    return max((drop.delivered_on for drop in feeds), default=None)


def remark_on_order(drops: list[Drop], delivered_on: dt.date, inputs: Iterable[str]) -> list[str]:
    """Give a sentence when a delivery is older than one received before that holds one of its inputs.

    Of practices' own lists the day of the extract counts and not the order of receipt; they are left out.
    """
    told = {name for name in inputs if not INPUTS[name].contract().is_extract}
    newer = [
        drop.delivered_on for drop in drops if drop.delivered_on > delivered_on and told & set(drop.record["inputs"])
    ]
    if not newer:
        return []
    return [
        f"This delivery is of {delivered_on}, and one of {max(newer)} was received before; where both speak of the "
        "same rows, this one counts."
    ]


def _is_list(drop: Drop) -> bool:
    return all(INPUTS[name].contract().is_extract for name in drop.record["inputs"])
