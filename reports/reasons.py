"""Why a patient is on a list, as a sentence with the evidence."""

import polars as pl

from reports.catalogue import Catalogue
from schemas.pack import PackReconciliation
from schemas.reconciliation import ACTIONS, REASONS


def with_reasons(needs: pl.DataFrame, words: Catalogue) -> pl.DataFrame:
    """One row per person and need, as given, with `reason`: the sentence of the need, filled with its evidence.

    Reads need_id, evidence_count and evidence_date; a sentence that names evidence a row lacks would be null.
    """
    sentence = pl.coalesce(
        pl.when(pl.col("need_id") == need).then(
            _filled(words.text(f"needs.{need}.reason", count="{count}", day="{day}"), words)
        )
        for need in needs["need_id"].unique().sort()
    )
    return needs.with_columns((sentence if needs.height else pl.lit(None, pl.String)).alias("reason"))


def with_explanations(rows: pl.DataFrame, words: Catalogue) -> pl.DataFrame:
    """One row per patient of a practice's own list, as given, with `why` and `what_to_do` in plain sentences.

    Reads reason and action; both sentences are null where these are.
    """
    why = {reason: words.text(f"reconciliation.reasons.{reason}") for reason in REASONS}
    what = {action: words.text(f"reconciliation.actions.{action}") for action in ACTIONS}
    explained = rows.with_columns(
        pl.col("reason").replace_strict(why, default=None, return_dtype=pl.String).alias("why"),
        pl.col("action").replace_strict(what, default=None, return_dtype=pl.String).alias("what_to_do"),
    )
    return explained.select(*PackReconciliation.to_schema().columns)


def _filled(template: str, words: Catalogue) -> pl.Expr:
    """Fill {count} and {day} of a template with the evidence of each row."""
    pieces = template.replace("{count}", "\0count\0").replace("{day}", "\0day\0").split("\0")
    values = {"count": pl.col("evidence_count").cast(pl.String), "day": _day(words)}
    return pl.concat_str([values.get(piece, pl.lit(piece)) for piece in pieces if piece])


def _day(words: Catalogue) -> pl.Expr:
    """The day of the evidence as the catalogue writes days."""
    date = pl.col("evidence_date")
    names = dict(enumerate(words.text("format.months").split(), start=1))
    parts = {
        "day": date.dt.day().cast(pl.String),
        "month": date.dt.month().replace_strict(names, return_dtype=pl.String),
        "year": date.dt.year().cast(pl.String),
    }
    template = words.text("format.date", day="\0day\0", month="\0month\0", year="\0year\0")
    return pl.concat_str([parts.get(piece, pl.lit(piece)) for piece in template.split("\0") if piece])
