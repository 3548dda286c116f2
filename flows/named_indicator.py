"""An indicator by the id a person typed: the record, or a sentence that helps on."""

from difflib import get_close_matches

from flows.refusals import Refused
from reference.load import left_out
from transforms.catalogue import indicators
from transforms.indicators.definition import Indicator

NEAREST = 3


def named_indicator(name: str) -> Indicator:
    """Give the indicator of this id; raises Refused with the reason of one left out, or the ids nearest to it."""
    if name in indicators():
        return indicators()[name]
    reasons = dict(left_out().select("id", "reason").iter_rows())
    if name in reasons:
        raise Refused("usage", f"The indicator {name} is not computed: {reasons[name]}.")
    nearest = get_close_matches(name, sorted(indicators()), n=NEAREST, cutoff=0.0)
    raise Refused(
        "usage",
        f"There is no indicator {name}. Nearest: {', '.join(nearest)}. All are in docs/reference/indicators.en.md.",
    )
