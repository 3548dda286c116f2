"""The one sentence at the top of the page: counts only, chosen by rule."""

import polars as pl

from reports.catalogue import Catalogue
from reports.needs_lists import need_counts, unknown_needs
from reports.pack import PracticePack


def so_what(pack: PracticePack, words: Catalogue) -> str:
    """Say in one sentence how many measures of the first table are better and worse, how many patients have a need."""
    sentence = words.text("so_what.sentence", measures=_measures(pack, words), needs=_needs(pack, words))
    return sentence[:1].upper() + sentence[1:]


def _measures(pack: PracticePack, words: Catalogue) -> str:
    verdicts = pack.measures.filter(pl.col("shown") == "first").get_column("verdict").to_list()
    compared = len(verdicts) - verdicts.count("none")
    if compared == 0:
        return words.text("so_what.measures.not_compared")
    better, worse = words.number(verdicts.count("better")), words.number(verdicts.count("worse"))
    return words.count("so_what.measures.compared", compared, better=better, worse=worse)


def _needs(pack: PracticePack, words: Catalogue) -> str:
    counts = need_counts(pack.patients)
    if not counts:
        return words.text("so_what.needs.unknown" if unknown_needs(pack) else "so_what.needs.none")
    first, most = counts[0]
    need = words.text(f"needs.{first}.short")
    if len(counts) == 1:
        return words.count("so_what.needs.single", most, need=need)
    return words.count("so_what.needs.several", pack.patients.height, need=need, most=words.number(most))
