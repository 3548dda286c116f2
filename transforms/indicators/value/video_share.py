"""Video among visits at a distance."""

import polars as pl

from transforms.indicators.definition import Clause, Era, Example, Indicator, Window

INDICATOR = Indicator(
    id="video_share",
    title="Video among visits at a distance",
    why="Video shows what the telephone cannot, and asks for more of people.",
    aim="value",
    setting="primary",
    direction="context",
    grain="person",
    features=("virtual_visits",),
    denominator=(
        Clause(
            "primary-care visits at a distance with a K300 or K301 line in 3 months, each counting one",
            pl.col("visits_with_modality_3m") > 0,
        ),
    ),
    numerator=Clause("those with a K300 line", pl.col("video_visits_3m")),
    amount=pl.col("visits_with_modality_3m"),
    limits="clustered",
    multiplier=100,
    unit="% of visits",
    window=Window(3),
    maturity_months=6,
    version=1,
    status="unverified",
    source=(
        "Catalogue entry without a published specification; K300 (video) and K301 (telephone) from OHIP bulletin 210904"
        " and the Schedule of Benefits of 2025-03-03, pages A65-A66"
    ),
    examples=(
        Example("two of three by video", {"visits_with_modality_3m": 3, "video_visits_3m": 2}, 3, 2),
        Example("telephone alone", {"visits_with_modality_3m": 1}, 1, 0),
        Example("at a distance, but nobody says how", {"visits_at_distance_3m": 2}, 0, 0),
    ),
    eras=(Era("2021-10", None, "K300 and K301 lines are billed from 2021-10-01 on"),),
)
