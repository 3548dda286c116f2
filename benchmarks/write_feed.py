"""Write the deliveries of a synthetic province: write_feed.py PEOPLE FOLDER."""

import sys
from pathlib import Path

from flows.feed import write_deliveries
from synthetic.province import Scale

if __name__ == "__main__":
    write_deliveries(Scale(people=int(sys.argv[1])), Path(sys.argv[2]))
