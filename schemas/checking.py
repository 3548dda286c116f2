"""Check a table against its model: good rows, rows set aside with the rules they break, and counts by rule."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from schemas.fields import InputModel
from schemas.rules import DUPLICATE_KEY, row_rules

UNREADABLE = "unreadable:"
BROKEN = "broken:"
COUNTS = {"rule_id": pl.String, "severity": pl.String, "rows": pl.Int64}


@dataclass(frozen=True)
class Checked:
    """What became of the rows of a table.

    `valid`: rows that count, with exactly the columns of the model. `rejected`: rows set aside, with the columns of the
    model, `row_number` and `rule_ids` (the quarantine rules broken, never empty). `counts`: one row per rule, also
    those nobody broke: `rule_id`, `severity` (`quarantine` or `warning`), `rows`. A row may break several rules.
    """

    valid: pl.DataFrame
    rejected: pl.DataFrame
    counts: pl.DataFrame


def check(frame: pl.DataFrame, model: type[InputModel], known_at: dt.date) -> Checked:
    """Check every row, then keep the first of the rows that share a key, or none of them (see `keep_first`).

    `frame` holds the columns of the model, `row_number`, and for columns that were read from a source a flag
    `unreadable:<column>`, true where the delivered value could not be read (the value itself is null then). A flag
    `broken:<rule>` is true where a row breaks a rule that only the delivery as a whole can tell. The result does not
    depend on the order of the rows, except which row number of several identical rows is set aside: never the lowest.
    Nothing is raised for bad rows and no message holds a value.
    """
    rows = check_rows(frame, model, known_at)
    kept, duplicates = keep_first(rows.valid, model)
    return Checked(
        valid=kept.select(column_names(model)),
        rejected=pl.concat([rows.rejected, duplicates]).sort("row_number"),
        counts=pl.concat([rows.counts, count_key_rules(duplicates, model)]),
    )


def check_rows(frame: pl.DataFrame, model: type[InputModel], known_at: dt.date) -> Checked:
    """Check every row by itself, in one pass; as `check`, but duplicates stay and `valid` keeps `row_number`.

    For tables taken in batches, where rows that share a key are only brought together later (see `keep_first`).
    """
    frame = _as_declared(frame, model)
    rules = _rules_of(frame, model, known_at)
    warnings = model.contract().warnings
    flagged = frame.with_columns(**{rule_id: ~passes for rule_id, passes in rules.items()})
    rejecting = [rule_id for rule_id in rules if rule_id not in warnings]
    is_bad = flagged.select(pl.any_horizontal(rejecting)).to_series()
    columns = column_names(model)
    return Checked(
        valid=flagged.filter(~is_bad).select(*columns, "row_number"),
        rejected=_name_rules(flagged.filter(is_bad), rejecting).select(*columns, "row_number", "rule_ids"),
        counts=_count(flagged, list(rules), warnings),
    )


def keep_first(frame: pl.DataFrame, model: type[InputModel]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split rows into the first of each key and the others, which carry the rule `duplicate_key`.

    Where the model has a contradiction rule, rows of one key that are not all the same are none of them kept; they
    carry that rule. First means first in ascending order over all columns of the model: nulls first, text by bytes,
    false before true, lists element by element; between identical rows, the lowest `row_number`. Nulls in a key equal
    each other.
    """
    key, columns = model.contract().key, column_names(model)
    is_shared = frame.select(pl.struct(key).is_duplicated()).to_series()
    shared = frame.filter(is_shared).sort(*columns, "row_number", nulls_last=False)
    is_first = shared.select(pl.struct(key).is_first_distinct()).to_series()
    is_contradictory = shared.select(_contradicts(model)).to_series()
    kept = pl.concat([frame.filter(~is_shared), shared.filter(is_first & ~is_contradictory)])
    repeated = _set_aside(shared.filter(~is_first & ~is_contradictory), DUPLICATE_KEY, model)
    contradictory = _set_aside(shared.filter(is_contradictory), model.contract().contradiction_rule or "", model)
    return kept, pl.concat([repeated, contradictory])


def key_rules(model: type[InputModel]) -> list[str]:
    """Give the rules under which rows are set aside for the key they share."""
    return [DUPLICATE_KEY, *filter(None, [model.contract().contradiction_rule])]


def count_key_rules(set_aside: pl.DataFrame, model: type[InputModel]) -> pl.DataFrame:
    """One row per rule on shared keys, as in `Checked.counts`; `set_aside` as `keep_first` gives it."""
    rows = {rule_id: set_aside.filter(pl.col("rule_ids").list.contains(rule_id)).height for rule_id in key_rules(model)}
    return pl.concat([count_rule(rule_id, number) for rule_id, number in rows.items()])


def rows_without_values(row_numbers: Sequence[int], rule_id: str, model: type[InputModel]) -> pl.DataFrame:
    """One row per given row number, set aside for `rule_id` with every column null: rows nothing could be read of."""
    blank = pl.DataFrame(schema=column_types(model))
    numbers = pl.DataFrame({"row_number": row_numbers}, schema={"row_number": pl.Int64})
    return _set_aside(pl.concat([blank, numbers], how="diagonal"), rule_id, model)


def count_rule(rule_id: str, rows: int, severity: str = "quarantine") -> pl.DataFrame:
    """One row per rule, here a single one, as in `Checked.counts`; `rows` is the number of rows that break it."""
    return pl.DataFrame([(rule_id, severity, rows)], schema=COUNTS, orient="row")


def column_names(model: type[InputModel]) -> list[str]:
    """Give the columns of a model, in order."""
    return list(model.to_schema().columns)


def column_types(model: type[InputModel]) -> dict[str, pl.DataType]:
    """Give the polars type of each column of a model, in order."""
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}


def _as_declared(frame: pl.DataFrame, model: type[InputModel]) -> pl.DataFrame:
    """One row per row of `frame`; raises `TypeError` when a column is absent or of another type: a mistake in code."""
    wrong = [name for name, wanted in column_types(model).items() if frame.schema.get(name) != wanted]
    if wrong:
        raise TypeError(f"{model.__name__}: absent or of another type than the model declares: {', '.join(wrong)}.")
    return frame.with_columns(pl.col("row_number").cast(pl.Int64))


def _rules_of(frame: pl.DataFrame, model: type[InputModel], known_at: dt.date) -> dict[str, pl.Expr]:
    rules = row_rules(model, known_at)
    for flag in [name for name in frame.columns if name.startswith(UNREADABLE)]:
        column = flag.removeprefix(UNREADABLE)
        missing = f"{column}_missing"
        if missing in rules:
            # An unreadable value is null here, but it was delivered: one fault, one rule.
            rules[missing] = rules[missing] | pl.col(flag)
        rules[f"{column}_unreadable"] = ~pl.col(flag)
    told = {flag.removeprefix(BROKEN): ~pl.col(flag) for flag in frame.columns if flag.startswith(BROKEN)}
    return {**rules, **told}


def _contradicts(model: type[InputModel]) -> pl.Expr:
    """True for rows whose key another row has that differs in anything, if the model minds."""
    contract = model.contract()
    if contract.contradiction_rule is None:
        return pl.repeat(False, pl.len(), dtype=pl.Boolean)
    return pl.struct(column_names(model)).n_unique().over(contract.key) > 1


def _name_rules(rejected: pl.DataFrame, rejecting: list[str]) -> pl.DataFrame:
    """One row per row of `rejected`, with `rule_ids`, the names of the rules it breaks."""
    broken = [pl.when(rule_id).then(pl.lit(rule_id)) for rule_id in rejecting]
    return rejected.with_columns(rule_ids=pl.concat_list(broken).list.drop_nulls())


def _count(flagged: pl.DataFrame, rule_ids: list[str], warnings: list[str]) -> pl.DataFrame:
    """One row per rule, as in `Checked.counts`."""
    totals = flagged.select(pl.col(rule_ids).sum()).row(0)
    severities = ["warning" if rule_id in warnings else "quarantine" for rule_id in rule_ids]
    return pl.DataFrame([rule_ids, severities, totals], schema=COUNTS)


def _set_aside(rows: pl.DataFrame, rule_id: str, model: type[InputModel]) -> pl.DataFrame:
    """One row per row of `rows`, as in `Checked.rejected`."""
    return rows.select(*column_names(model), "row_number", rule_ids=pl.concat_list(pl.lit(rule_id)))
