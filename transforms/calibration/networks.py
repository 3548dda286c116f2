"""Networks: how many, how many physicians they have, and how large the median one is."""

import polars as pl

from transforms.calibration.family import Definition, Family, Measured, Moment, Totals, median, number
from transforms.features.family import Frames

PHYSICIANS = ["family_physicians", "specialists"]
COLUMNS = {"residents": "people", **{name: name for name in PHYSICIANS}}


def measure_networks(totals: Totals, whole: Frames, moment: Moment) -> dict[str, Measured | None]:  # noqa: ARG001
    """Give the networks with people, their physicians, and medians over them."""
    with_people = whole["networks"].filter(pl.col("people") > 0)
    medians = {
        f"median_network_{name}": median([number(row[column]) for row in with_people.iter_rows(named=True)])
        for name, column in COLUMNS.items()
    }
    physicians = {f"network_{name}": number(int(with_people[name].sum())) for name in PHYSICIANS}
    return {"networks": number(with_people.height, int(with_people["people"].sum())), **physicians, **medians}


FAMILY = Family(
    name="networks",
    definitions={
        "networks": Definition("Networks that led a counted person to a team."),
        "network_family_physicians": Definition("Family physicians (specialty 00, 05) of those networks."),
        "network_specialists": Definition("Physicians of other specialties of those networks."),
        "median_network_residents": Definition("Median over those networks: counted persons they led to a team."),
        "median_network_family_physicians": Definition("Median over those networks: family physicians."),
        "median_network_specialists": Definition("Median over those networks: other physicians."),
    },
    reads_whole=("networks",),
    measure=measure_networks,
)
