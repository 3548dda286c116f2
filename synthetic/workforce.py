"""Physicians of the synthetic province: family physicians in groups and alone, and everybody else."""

from dataclasses import dataclass

import polars as pl

from synthetic.geography import Geography, Place
from synthetic.identifiers import physician_numbers
from synthetic.layout import arranged, postal_text
from synthetic.streams import Draws, Purpose

PEOPLE_PER_FAMILY_PHYSICIAN = 950
PEOPLE_PER_SPECIALIST = 1_200
# Group sizes go round these; zero is a physician on his or her own.
GROUP_SIZES = [6, 0, 4, 9, 3, 0, 12, 5]
GROUP_MODELS = ["FHO", "FHG", "FHO", "FHN", "FHG", "FHO+", "FHO", "CCM"]
SPECIALIST_CODES = ["13", "03", "60", "20", "26", "33", "06", "19", "41", "61", "34", "22"]


@dataclass(frozen=True)
class Workforce:
    """All physicians; family physicians first, town by town and group by group.

    `physicians`: one row per physician: number, specialty, group (null: solo), model, area, place, weight of the
    panel, first and size of the group. `first_by_place` and `count_by_place` locate a place's family physicians.
    """

    physicians: pl.DataFrame
    family_count: int
    first_by_place: pl.Series
    count_by_place: pl.Series

    @property
    def specialist_count(self) -> int:
        """Number of physicians of other specialties."""
        return len(self.physicians) - self.family_count


def place_weights(geography: Geography) -> list[float]:
    """Give each place's share of the people, uneven but fixed."""
    raw = [
        (0.7 + 0.15 * (number % 5)) * (0.4 if place.is_shared else 1.0) for number, place in enumerate(geography.places)
    ]
    return [weight / sum(raw) for weight in raw]


def build_workforce(people: int, seed: int, geography: Geography) -> Workforce:
    """Lay out the physicians for so many people; every place has at least four family physicians."""
    rows: list[dict[str, object]] = []
    counts = [max(round(people * share / PEOPLE_PER_FAMILY_PHYSICIAN), 4) for share in place_weights(geography)]
    for number, (place, count) in enumerate(zip(geography.places, counts, strict=True)):
        rows += _family_physicians(number, place, count, len(rows))
    family_count = len(rows)
    rows += _specialists(geography, max(round(people / PEOPLE_PER_SPECIALIST), 2 * len(geography.places)))
    firsts = pl.Series(counts, dtype=pl.Int32).cum_sum() - pl.Series(counts, dtype=pl.Int32)
    physicians = _with_personal_columns(pl.DataFrame(rows, infer_schema_length=None), seed)
    return Workforce(physicians, family_count, firsts, pl.Series(counts, dtype=pl.Int32))


def physicians_table(workforce: Workforce) -> pl.DataFrame:
    """One row per physician who serves the random residents, in the source's layout."""
    columns = workforce.physicians.with_columns(
        practice_postal_code=postal_text(pl.col("area_id"), pl.int_range(pl.len()) + 1),
    )
    return arranged("physicians", columns)


def _family_physicians(number: int, place: Place, count: int, first: int) -> list[dict[str, object]]:
    """List one place's family physicians: groups one after the other, with solo physicians between them."""
    rows: list[dict[str, object]] = []
    # Shared places start with a group and a solo physician, so that each kind of deciding row occurs at any size.
    turn = 0 if place.is_shared else number
    while len(rows) < count:
        size = min(GROUP_SIZES[turn % len(GROUP_SIZES)], count - len(rows))
        # A remainder too small for a group practises alone.
        grouped = size >= 3
        for _ in range(max(size, 1)):
            rows.append(
                {
                    "place": number,
                    "specialty": "05" if turn % 9 == 4 else "00",
                    "group_no": f"G{number:02d}{turn:04d}" if grouped else None,
                    "programme": GROUP_MODELS[turn % len(GROUP_MODELS)] if grouped else None,
                    "area_id": place.town.area_ids[turn % min(len(place.town.area_ids), 2)],
                    "group_first": first + len(rows) if not grouped else None,
                    "group_size": size if grouped else 1,
                    "turn": turn,
                }
            )
        turn += 1
    return _with_group_firsts(rows, first)


def _with_group_firsts(rows: list[dict[str, object]], first: int) -> list[dict[str, object]]:
    starts: dict[object, int] = {}
    for position, row in enumerate(rows):
        row["group_first"] = starts.setdefault(row["group_no"] or position, first + position)
    return rows


def _specialists(geography: Geography, count: int) -> list[dict[str, object]]:
    places = geography.places
    return [
        {
            "place": position % len(places),
            "specialty": SPECIALIST_CODES[position % len(SPECIALIST_CODES)],
            "group_no": None,
            "programme": None,
            "area_id": places[position % len(places)].home_area_id,
            "group_first": 0,
            "group_size": 1,
            "turn": position,
        }
        for position in range(count)
    ]


def _with_personal_columns(physicians: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The same rows with registry numbers, first days and the weight that decides how large a panel grows."""
    draws = Draws(seed, Purpose.WORKFORCE)
    rows = len(physicians)
    start = pl.Series("active_from", draws.below(12_000, rows)) + 3_650
    return physicians.with_columns(
        physician_numbers(pl.Series(range(rows)), seed).alias("physician_no"),
        start.cast(pl.Date).cast(pl.String).alias("active_from"),
        (0.6 + 0.8 * draws.uniform(rows)).alias("weight"),
        pl.lit(None, dtype=pl.String).alias("active_to"),
    )
