"""Physicians of the synthetic province: family physicians in groups, alone or with limited practices, and others."""

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
# Family physicians without a comprehensive practice, for each with one: 28 of 100, for 67.5 to 74.9 per cent of
# Ontario's were found comprehensive (Schultz and Glazier 2017).
LIMITED_PER_COMPREHENSIVE = 28 / 72
LIMITED_PRACTICES = ["focused_office", "part_time", "focused_inpatient", "walk_in", "focused_emergency"]
PAEDIATRICS = "26"
SPECIALIST_CODES = ["13", "03", "60", "20", "26", "33", "06", "19", "41", "61", "34", "22"]


@dataclass(frozen=True)
class Workforce:
    """All physicians; family physicians with a panel first, town by town and group by group; limited practices last.

    `physicians`: one row per physician: number, specialty, group (null: solo), model, area, place, practice, weight of
    the panel, first and size of the group. `first_by_place` and `count_by_place` locate a place's family physicians,
    `limited_first` and `limited_count` its focused, part-time and walk-in ones.
    """

    physicians: pl.DataFrame
    family_count: int
    first_by_place: pl.Series
    count_by_place: pl.Series
    specialist_count: int
    limited_first: pl.Series
    limited_count: pl.Series

    @property
    def paediatricians(self) -> pl.Series:
        """Positions of the paediatricians."""
        return self.physicians.with_row_index().filter(specialty=PAEDIATRICS)["index"].cast(pl.Int32)


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
    known = len(rows)
    family, limited = pl.Series(counts, dtype=pl.Int32), _limited_counts(counts)
    rows += _limited_practices(geography, limited)
    return Workforce(
        _with_personal_columns(pl.DataFrame(rows, infer_schema_length=None), seed),
        family_count,
        family.cum_sum() - family,
        family,
        known - family_count,
        known + limited.cum_sum() - limited,
        limited,
    )


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
                    "practice": "comprehensive",
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
    return [
        _alone(geography, position % len(geography.places), position, SPECIALIST_CODES, "specialist")
        for position in range(count)
    ]


def _limited_counts(family: list[int]) -> pl.Series:
    """Give how many limited practices each place has, so that the shares are right for all places together."""
    upto = (pl.Series(family, dtype=pl.Int32).cum_sum() * LIMITED_PER_COMPREHENSIVE).floor().cast(pl.Int32)
    return upto - upto.shift(1, fill_value=0)


def _limited_practices(geography: Geography, counts: pl.Series) -> list[dict[str, object]]:
    """List family physicians who are focused on something else, work on few days, or see whoever walks in."""
    places = [number for number, count in enumerate(counts) for _ in range(count)]
    return [
        _alone(geography, number, turn, ["00", "00", "00", "05"], LIMITED_PRACTICES[turn % len(LIMITED_PRACTICES)])
        for turn, number in enumerate(places)
    ]


def _alone(geography: Geography, place: int, turn: int, specialties: list[str], practice: str) -> dict[str, object]:
    return {
        "place": place,
        "specialty": specialties[turn % len(specialties)],
        "group_no": None,
        "programme": None,
        "practice": practice,
        "area_id": geography.places[place].home_area_id,
        "group_first": 0,
        "group_size": 1,
        "turn": turn,
    }


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
