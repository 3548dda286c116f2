"""People are mostly cared for in their own network, as often as Stukel 2013 found, in urban networks less."""

import polars as pl
import pytest

from tests.synthetic.ontario import FAMILY, Ontario


def loyalty(ontario: Ontario, events: pl.DataFrame) -> pl.DataFrame:
    """One row per network: the share of its people's care given in it, and how urban it is."""
    stays = pl.col("home") == pl.col("network").fill_null(-1)
    urban = pl.DataFrame(
        {"home": range(len(ontario.world.geography.networks))}, schema={"home": pl.Int32}
    ).with_columns(urbanity=pl.Series([network.urbanity for network in ontario.world.geography.networks]))
    return events.group_by("home").agg(loyalty=stays.mean()).join(urban, on="home").sort("urbanity")


def medical(ontario: Ontario, years: int) -> pl.DataFrame:
    """One row per medical admission that is neither of a newborn nor of a mother."""
    recent = pl.col("discharged_on") > ontario.since(years)
    return ontario.stays.filter(recent, pl.col("patient_service") == "M", pl.col("entry_category") != "N")


@pytest.mark.parametrize(
    ("kind", "published"), [("visits", 0.684), ("primary_care_visits", 0.811), ("admissions", 0.674)]
)
def test_the_median_network_keeps_its_people(ontario: Ontario, kind: str, published: float) -> None:
    visits = ontario.visits(1)
    events = {
        "visits": visits,
        "primary_care_visits": visits.filter(pl.col("specialty").is_in(FAMILY)),
        "admissions": medical(ontario, 1),
    }[kind]
    by_network = loyalty(ontario, events)
    assert by_network["loyalty"].median() == pytest.approx(published, abs=0.03)
    assert by_network["loyalty"][0] > by_network["loyalty"][-1] + 0.03


def test_who_goes_elsewhere_goes_near(ontario: Ontario) -> None:
    """Five networks at this size: the nearest other one has two fifths, and a town's second network is the nearest."""
    visits = ontario.visits(1).filter(pl.col("specialty").is_in(FAMILY), pl.col("home") != pl.col("network"))
    networks = ontario.world.geography.networks
    twins = {number: other for number, one in enumerate(networks) for other, two in enumerate(networks)
             if one is not two and one.place == two.place}  # fmt: skip
    assert twins
    for home, twin in twins.items():
        own = visits.filter(home=home)
        assert own.filter(network=twin).height / own.height > 0.4


def test_specialists_see_inpatients_in_their_own_network(ontario: Ontario) -> None:
    specialists = ontario.physicians.filter(~pl.col("specialty").is_in(FAMILY))
    recent = pl.col("serviced_on") > ontario.since(3)
    ward = ontario.claims.filter(recent, pl.col("place") == "I", ~pl.col("specialty").is_in(FAMILY))
    part_of = dict(ontario.tables["combined_networks"].iter_rows())
    # Some sites bear a name that was combined twice.
    now = pl.col("network_no").replace(part_of).replace(part_of)
    sites = ontario.tables["hospitals"].select("hospital_no", now)
    corporations = dict(sites.iter_rows())
    own = {number: network.network_id for number, network in enumerate(ontario.world.geography.networks)}
    found = ward.select(
        "physician_no",
        is_own=pl.col("institution_no").replace_strict(corporations) == pl.col("network").replace_strict(own),
    )
    assert found["is_own"].all()
    assert found["physician_no"].n_unique() / len(specialists) == pytest.approx(0.935, abs=0.03)


def test_physicians_are_linked_to_a_hospital(ontario: Ontario) -> None:
    """By ten admissions of their own people in three years, else by one of the group's; 98.2 per cent were."""
    people = ontario.residents.select("health_number", physician=pl.col("physician"))
    admissions = medical(ontario, 3).drop_nulls("network").join(people, on="health_number").drop_nulls("physician")
    family = ontario.physicians.filter(pl.col("specialty").is_in(FAMILY)).join(
        admissions.group_by("physician").agg(own=pl.len()), on="physician", how="left"
    )
    of_group = family.group_by("group_no").agg(pooled=pl.col("own").sum())
    linked = family.join(of_group, on="group_no", how="left").select(
        (pl.col("own").fill_null(0) >= 10) | (pl.col("pooled").fill_null(0) >= 1)
    )
    assert linked.to_series().mean() == pytest.approx(0.982, abs=0.015)


def test_patients_are_admitted_to_the_hospital_of_their_physician(ontario: Ontario) -> None:
    """Each comprehensive physician's people go mostly to the physician's own network."""
    people = ontario.residents.select("health_number", "physician").drop_nulls()
    admissions = medical(ontario, 3).join(people, on="health_number").with_columns(pl.col("network").fill_null(-1))
    most = (
        admissions.group_by("physician", "network")
        .len()
        .sort("len", "network", descending=True)
        .unique("physician", keep="first", maintain_order=True)
    )
    own = most.join(ontario.physicians, on="physician", suffix="_own")
    assert (own["network"] == own["network_own"]).mean() == 1
