"""In print, page 1 is one letter page. Needs a browser: left out where there is none."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reference.programmes import default_programme
from reports.practice_page import render_practice_page
from tests.reports.sample_list import COUNTS, own_list, reconciliation
from tests.reports.sample_pack import YEAR, admissions, continuity, measure, measures, panel, sample_pack
from transforms.catalogue import indicators
from transforms.packs.measures import FILE_ALONE

# Thirty-odd measures, their lists and what they mean: the second table is a sheet of its own.
SHEETS = 3
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
READER = shutil.which("pdftotext")
LONG_NAME = "Ontario Health Team of the Long Shores, the Seven Rivers and the Neighbouring First Nations"
LONG = [
    dict(row, title=f"{row['title']} among everybody who is counted here", status="unverified")
    for row in (continuity(), admissions(), measure("ed_rate"), panel())
]
FIRST = default_programme().ids
NAMES = ["title", "why", "aim", "direction", "unit", "status"]
ALL = [
    measure(
        name,
        **{field: getattr(record, field) for field in NAMES},
        shown="first" if name in FIRST else "file" if record.status in FILE_ALONE else "further",
        adjusted=41.2,
        benchmark_value=30.4,
        gain=None if record.direction == "context" else 307,
        change=-2.5,
        **YEAR,
    )
    for name, record in indicators().items()
    if "practice" in record.levels
]
SEVEN = [continuity(), admissions(), panel(), *(measure(f"ed_rate_{number}") for number in range(4))]
PACKS = {
    "usual": {},
    "long names": {"oht_name": LONG_NAME, "measures": measures(*LONG)},
    "seven measures": {"measures": measures(*SEVEN)},
    "the whole programme": {"measures": measures(*ALL)},
    "the whole programme and own list": {
        "measures": measures(*ALL),
        "own_list": own_list(),
        "reconciliation": reconciliation(reasons=COUNTS),
    },
    "own list": {"own_list": own_list(), "reconciliation": reconciliation(reasons=COUNTS)},
    "nothing known": {"oht_name": None, "frequent_ed_persons": None},
}


@pytest.mark.skipif(not (BROWSER and READER), reason="needs chromium and pdftotext")
@pytest.mark.parametrize("changes", PACKS.values(), ids=PACKS.keys())
def test_the_first_page_is_one_letter_page(changes: dict[str, Any], tmp_path: Path):
    pages = _printed(render_practice_page(sample_pack(**changes)), tmp_path)
    assert "Confidential" in pages[0]
    assert pages[1].lstrip().startswith("Patients with a need")
    # Three sheets, printed on both sides.
    assert len(pages) <= SHEETS * 2


def _printed(page: bytes, folder: Path) -> list[str]:
    """Print a page to PDF and give the words of each sheet."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_bytes(page)
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder}/profile",
    ]
    subprocess.run(
        [str(BROWSER), *options, f"--print-to-pdf={target}", source.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = subprocess.run([str(READER), "-layout", str(target), "-"], check=True, capture_output=True, timeout=60)
    return re.split("\f", printed.stdout.decode("utf-8").rstrip("\f"))
