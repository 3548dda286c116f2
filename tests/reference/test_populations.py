"""The people that rates are standardised to."""

from importlib.resources import files

import polars as pl


def test_ontario_2011_has_nineteen_ages_of_both_sexes() -> None:
    text = files("reference").joinpath("populations", "ontario_2011.csv").read_bytes()
    rows = pl.read_csv(text, comment_prefix="#")
    assert rows.columns == ["sex", "age_group", "population"]
    assert (rows.height, rows.n_unique(["sex", "age_group"])) == (38, 38)
    assert rows["age_group"].unique(maintain_order=True).to_list()[-1] == "90+"
    # The sum of the rows as copied; each is rounded to hundreds by the source.
    assert rows["population"].sum() == 13_372_900
