"""The runbook says what every ending means."""

import re
from pathlib import Path

from flows.exit_codes import MEANINGS

RUNBOOK = Path(__file__).parents[2] / "docs" / "how-to" / "runbook.md"


def test_every_exit_code_has_a_row_in_order() -> None:
    rows = re.findall(r"^\| (\d+) \|", RUNBOOK.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [int(row) for row in rows] == sorted(MEANINGS)
