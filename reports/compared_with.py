"""With whom a practice is compared, and how many verdicts chance alone would give: words below the first table."""

from collections.abc import Iterator

import polars as pl

from reports.catalogue import Catalogue
from schemas.pack import OUTSIDE_BY_CHANCE_SHARE

EVERYBODY = "ontario"
# In the order of a group's name.
KEYS = ["models", "places", "sizes", "thirds"]


def peer_sentence(measures: pl.DataFrame, words: Catalogue) -> str:
    """Say with which practices the page compares, and how many have a value at most; empty when it is not known."""
    groups = measures.get_column("peer_group").drop_nulls().unique().sort().to_list()
    most = measures.get_column("peers_count").max()
    if not groups or not most:
        return ""
    return words.text("compared.peers", group=group_words(groups[0], words), count=words.number(int(str(most))))


def group_words(group: str, words: Catalogue) -> str:
    """Write a peer group in words."""
    if group == EVERYBODY:
        return words.text("compared.everybody")
    return ", ".join(_key_words(group, words))


def chance_sentence(measures: pl.DataFrame, words: Catalogue) -> str:
    """Say how many measures of the page are judged, and how many by chance alone would not be called similar."""
    judged = measures.filter((pl.col("verdict") != "none") & pl.col("shown").is_in(["first", "further"]))
    if judged.is_empty():
        return ""
    further = judged.filter(pl.col("shown") == "further").height
    unverified = judged.filter(pl.col("status") == "unverified").height
    return words.count(
        "compared.chance",
        judged.height,
        further=words.number(further),
        unverified=words.number(unverified),
        by_chance=words.number(judged.height * OUTSIDE_BY_CHANCE_SHARE, 1),
    )


def _key_words(group: str, words: Catalogue) -> Iterator[str]:
    for key, name in zip(KEYS, group.split("/"), strict=False):
        known = f"compared.{key}.{name}"
        is_model = key == "models" and known not in words.messages
        yield words.text("compared.model", model=name) if is_model else words.text(known)
