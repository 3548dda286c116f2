"""What a planted fault is: one kind of fault breaks exactly one rule."""

from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
QUARANTINE, WARNING, KEPT, COPY = "quarantine", "warning", "kept", "duplicate_key"


@dataclass(frozen=True)
class Fault:
    """One kind of fault: what is changed in a good row, where, and what must become of the row.

    `effect`: `quarantine` (set aside), `warning` (counted, kept), `kept` (no rule is broken, but the row counts for
    nothing), `duplicate_key` (a second row with the key of a good one: one of the two is set aside).
    """

    kind: str
    column: str
    changes: Row = field(default_factory=dict)
    effect: str = QUARANTINE


def exact_copy() -> Fault:
    """Give the fault of a row that comes twice."""
    return Fault("exact_copy", "", {}, COPY)
