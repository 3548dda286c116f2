"""Combined networks (networks.md 13.1): chains, circles, and what they do to the crosswalk."""

import polars as pl
import pytest

from schemas.circles import stands_in_circle
from schemas.inputs.crosswalk import CombinedNetworks
from tests.tables import assert_rows, table
from tests.transforms.rows import areas, hospitals, network_ohts
from transforms.networks.combined import chain_ends, combine_networks


def combined(text: str) -> pl.DataFrame:
    return table(text, CombinedNetworks)


def test_a_chain_ends_where_no_row_leads_on() -> None:
    rows = combined("network_id combined_into\nN1 N2\nN2 N3\nN4 N3\nN5 N9")
    assert chain_ends(rows) == {"N1": "N3", "N2": "N3", "N4": "N3", "N5": "N9"}


def test_a_chain_as_long_as_the_table() -> None:
    rows = combined("network_id combined_into\nN1 N2\nN2 N3\nN3 N4")
    assert chain_ends(rows) == dict.fromkeys(["N1", "N2", "N3"], "N4")


def test_a_circle_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="circle"):
        chain_ends(combined("network_id combined_into\nN1 N2\nN2 N1"))


def test_the_crosswalk_speaks_of_the_last_network() -> None:
    crosswalk = {
        "hospitals": hospitals("hospital_id corporation_id network_id\nS1 C1 N1\nS2 C2 N2\nS3 C3 -"),
        "areas": areas("area_id network_id\nN6A N1\nK9J -"),
        "network_ohts": network_ohts("network_id oht_id area_id\nN1 T1 -\nN2 T1 -\nN2 T2 K9J\nN3 T3 -"),
    }
    found = combine_networks(crosswalk, combined("network_id combined_into\nN1 N2"))
    assert found["hospitals"]["network_id"].to_list() == ["N2", "N2", None]
    assert found["areas"]["network_id"].to_list() == ["N2", None]
    # Two rows of the same team have become one.
    assert_rows(found["network_ohts"], "network_id oht_id area_id\nN2 T1 -\nN2 T2 K9J\nN3 T3 -")


def test_who_stands_in_a_circle() -> None:
    rows = table(
        """
        network_id combined_into | is_bad
        N1         N1            | true      # into itself
        N2         N3            | true
        N3         N2            | true
        N4         N2            | false     # leads into the circle only
        N5         N6            | false
        N6         N7            | false
        N8         N9            | true      # one of its two rows leads back
        N8         N1            | false     # the other leads into another circle
        N9         N8            | true
        """,
        {"network_id": pl.String, "combined_into": pl.String, "is_bad": pl.Boolean},
    )
    found = stands_in_circle(rows.select(pl.struct("network_id", "combined_into")).to_series())
    wanted = [True, True, True, False, False, False, True, False, True]
    assert found.to_list() == wanted
    turned = rows.reverse().select(pl.struct("network_id", "combined_into")).to_series()
    assert stands_in_circle(turned).to_list() == wanted[::-1]
