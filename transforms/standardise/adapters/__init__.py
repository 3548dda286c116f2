"""Adapters: for sources whose tables cannot be read by a column map alone."""

from collections.abc import Callable

import polars as pl

from transforms.standardise.adapters.synthea import adapt

Tables = dict[str, pl.DataFrame]

# The name a column map gives under `adapter`, and the function that turns the drop's files into the map's files.
ADAPTERS: dict[str, Callable[[Tables], Tables]] = {"synthea": adapt}
