"""The crosswalk hospital → network → OHT with postal area → network, as four small tables."""

import pandera.polars as pa
import polars as pl

from schemas.circles import stands_in_circle
from schemas.fields import POSTAL_AREA, Contract, InputModel, described

SHARE_TOLERANCE = 0.005


class Hospitals(InputModel):
    """One row per hospital site, with its corporation and the network of that corporation.

    Known limits: sites are summed to corporations; a corporation without a network is allowed and counted. A site
    without latitude or longitude is nobody's nearest hospital; it is warned of, and keeps its admissions.
    """

    hospital_id: str = described("Hospital site", str_length={"min_value": 1})
    corporation_id: str = described("Hospital corporation the site belongs to", str_length={"min_value": 1})
    network_id: str = described("Network of the corporation; null: none", nullable=True)
    latitude: float = described("Latitude in degrees; null: not known", nullable=True, ge=41.0, le=57.0)
    longitude: float = described("Longitude in degrees; null: not known", nullable=True, ge=-96.0, le=-74.0)

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["hospital_id"], by_person=False, warnings=["place_is_known"])}

    @pa.dataframe_check
    def place_is_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only: without both, no distance to the site can be told."""
        return data.lazyframe.select(pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null())

    @pa.dataframe_check
    def corporation_in_one_network(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: all sites of a corporation name the same network, or all name none."""
        return data.lazyframe.select(pl.col("network_id").n_unique().over("corporation_id") == 1)


class NetworkOhts(InputModel):
    """One row per network and OHT, or per deciding physician, group or area where a network serves several OHTs.

    A network with one OHT has one row with no deciding key. With several, a row names exactly the physician, the
    group or the area it decides for (`one_deciding_key`); two OHTs under one key decide nothing. Each
    delivery of this table is whole: rows that it does not repeat are gone.
    """

    network_id: str = described("Network", str_length={"min_value": 1})
    oht_id: str = described("Ontario Health Team", str_length={"min_value": 1})
    physician_id: str = described("Physician this row decides for; null: none", nullable=True)
    group_id: str = described("Group this row decides for; null: none", nullable=True)
    area_id: str = described("Area this row decides for; null: none", nullable=True, str_matches=POSTAL_AREA)
    population_share: float = described(
        "Share of the network's people that the OHT is meant to have; null: not supplied", nullable=True, ge=0.0, le=1.0
    )

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["network_id", "oht_id", "physician_id", "group_id", "area_id"], by_person=False, is_snapshot=True
            )
        }

    @pa.dataframe_check
    def one_deciding_key(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: with two deciding keys nobody can tell whether it needs both or either."""
        keys = [pl.col(name).is_not_null() for name in ("physician_id", "group_id", "area_id")]
        return data.lazyframe.select(pl.sum_horizontal(keys) <= 1)

    @pa.dataframe_check
    def shares_add_up(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: the network names no shares, or one for each OHT, and they add up to one."""
        share = pl.col("population_share")
        of_team = share / pl.len().over("network_id", "oht_id")
        # Binary fractions miss decimals by less than a billionth.
        is_one = (of_team.sum().over("network_id") - 1).abs().round(9) <= SHARE_TOLERANCE
        agrees = (share.n_unique().over("network_id", "oht_id") == 1).all().over("network_id")
        is_whole = share.null_count().over("network_id") == 0
        return data.lazyframe.select(share.is_null().all().over("network_id") | (is_whole & agrees & is_one))


class CombinedNetworks(InputModel):
    """One row per network that the ministry combined into another.

    A network at the end of a chain needs no row. Each delivery of this table is whole: rows that it does not repeat are
    gone. Two different rows of one network are both set aside (`two_targets`), and so are rows that form a circle.
    """

    network_id: str = described("Network that was combined into another", str_length={"min_value": 1})
    combined_into: str = described("Network it is a part of now", str_length={"min_value": 1})

    class Config(InputModel.Config):
        metadata = {
            "contract": Contract(
                key=["network_id"], by_person=False, is_snapshot=True, contradiction_rule="two_targets", is_needed=False
            )
        }

    @pa.dataframe_check
    def no_combination_cycle(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for good rows: a network that leads back to itself has no name."""
        row = pl.struct("network_id", "combined_into")
        return data.lazyframe.select(~row.map_batches(stands_in_circle, return_dtype=pl.Boolean))


class Areas(InputModel):
    """One row per postal area (forward sortation area).

    Known limits: an area lies in several networks in truth; the supplied one is taken as given.
    """

    area_id: str = described("Forward sortation area", str_matches=POSTAL_AREA)
    network_id: str = described("Network the area's people are attributed to by address; null: none", nullable=True)
    latitude: float = described("Latitude of the centroid in degrees; null: not known", nullable=True, ge=41, le=57)
    longitude: float = described("Longitude of the centroid in degrees; null: not known", nullable=True, ge=-96, le=-74)
    is_rural: bool = described("Rural delivery area; null: not supplied", nullable=True)
    deprivation_quintile: int = described(
        "Material resources quintile, 5 most deprived; null: not supplied", nullable=True, ge=1, le=5
    )
    income_quintile: int = described(
        "Neighbourhood income quintile, 1 lowest; null: not supplied", nullable=True, ge=1, le=5
    )

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["area_id"], by_person=False, warnings=["place_is_known"])}

    @pa.dataframe_check
    def place_is_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """True for expected rows; a warning only: without both, no distance from the area can be told."""
        return data.lazyframe.select(pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null())


class Ohts(InputModel):
    """One row per Ontario Health Team."""

    oht_id: str = described("Ontario Health Team", str_length={"min_value": 1})
    name: str = described("Name of the team", str_length={"min_value": 1})

    class Config(InputModel.Config):
        metadata = {"contract": Contract(key=["oht_id"], by_person=False)}
