"""Compute with the oracle what the refresh of one period computes: time_oracle.py DROP [DROP …]."""

import datetime as dt
import sys
from pathlib import Path

from tests.oracle.oracle import Oracle

if __name__ == "__main__":
    oracle = Oracle([Path(name) for name in sys.argv[1:]], dt.date(2026, 9, 30))
    print(oracle.results().height, oracle.needs().height, oracle.cohort().height)
