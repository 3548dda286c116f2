"""Lines beside the core of family physicians: a paediatrician's core care, other visits, and mere signs of activity.

Method: docs/explanation/method.md 2.1 to 2.3.
"""

from dataclasses import dataclass

import polars as pl

from reference.load import LineRules
from transforms.attribution.core_lines import codes_in_force, find_core, in_force, lines_of, with_value

OTHER_LINE = ["person_id", "physician_id", "service_date", "line_kind", "value_cents", "paid_cents"]


@dataclass(frozen=True)
class Codes:
    """The code lists that lines are judged by, as `reference.load` gives them."""

    core: pl.DataFrame
    dated: pl.DataFrame
    fees: pl.DataFrame


def build_other_lines(claims: pl.DataFrame, physicians: pl.DataFrame, codes: Codes, rules: LineRules) -> pl.DataFrame:
    """One row per netted line beside the core lines: person_id, physician_id, service_date, line_kind and amounts.

    `line_kind`: `paediatric_core`, core care of a paediatrician; `other_visit`, a family physician's visit that is not
    core; `elsewhere`, any further line of a family physician, which shows that he or she worked. The amounts are zero
    but for `paediatric_core`. Sorted by all columns.
    """
    core_codes = codes_in_force(codes.core, codes.dated, rules)
    paediatric = (
        lines_of(claims, physicians, rules.paediatric_specialties)
        .pipe(find_core, claims, core_codes, rules)
        .pipe(with_value, codes.fees)
        .with_columns(pl.lit("paediatric_core").alias("line_kind"))
        .select(OTHER_LINE)
    )
    family = lines_of(claims, physicians, rules.primary_care_specialties)
    rest = (
        _without_core(family, claims, core_codes, rules)
        .pipe(_with_kind, pl.concat([core_codes, codes.dated]).unique(), rules)
        .with_columns(pl.lit(0, pl.Int64).alias("value_cents"), pl.lit(0, pl.Int64).alias("paid_cents"))
    )
    return pl.concat([paediatric, rest.select(OTHER_LINE)]).sort(OTHER_LINE)


def _without_core(
    lines: pl.DataFrame, claims: pl.DataFrame, core_codes: pl.DataFrame, rules: LineRules
) -> pl.DataFrame:
    """The same rows, less those that are core and the modality lines, which are no service of their own."""
    numbered = lines.filter(~pl.col("fee_code").is_in(list(rules.modality_codes))).with_row_index("line")
    core = find_core(numbered, claims, core_codes, rules)
    return numbered.join(core.select("line"), on="line", how="anti").drop("line")


def _with_kind(lines: pl.DataFrame, dated: pl.DataFrame, rules: LineRules) -> pl.DataFrame:
    """The same rows with line_kind: `other_visit` where place, code and date allow it, else `elsewhere`."""
    never = [*rules.modality_required_codes, *rules.limited_virtual_codes]
    is_visit = pl.col("location").is_in(list(rules.core_locations)) & ~pl.col("fee_code").is_in(never) & in_force()
    return lines.join(dated, on="fee_code", how="left").with_columns(
        pl.when(is_visit).then(pl.lit("other_visit")).otherwise(pl.lit("elsewhere")).alias("line_kind")
    )
