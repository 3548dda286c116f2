"""The limits a delivery must keep, and the sentences that say where it does not, in the sender's words."""

from collections.abc import Iterator, Mapping

import polars as pl

from flows.delivery import Delivery
from flows.intake import InputAccount
from flows.notes import NOTE
from flows.references import MARK
from flows.refusals import Refused
from flows.store import Store
from reference.column_maps import InputMap
from schemas.checking import column_names
from schemas.fields import InputModel
from schemas.inputs.registry import INPUTS
from schemas.rules import OTHER_PRACTICE
from schemas.thresholds import Breach, breaches, is_above, limit_of, verify_limits

COMPARE = " So many are mostly units or codes of the file that the column map does not expect: compare the two."
# Columns that are derived when a row is read, and what they are derived from.
DERIVED_FROM = {
    "person_id": "person_key",
    "area_id": "postal_code",
    "fee_suffix": "fee_code",
    "chart_ref": "chart_number",
}


def read_limits(store: Store) -> dict[str, float]:
    """Give the limits set in the store; raises Refused when one names no rule or is no share."""
    limits = store.config.get("limits", {})
    try:
        verify_limits(limits)
    except ValueError as error:
        raise Refused("bad_limits", f"{error} Correct `limits` in {store.root}/store.json.") from None
    return limits


def refusals_of(store: Store, delivery: Delivery, name: str, account: InputAccount) -> list[Refused]:
    """Give a refusal for each rule that more rows of an input break than the limit allows."""
    found = breaches(name, account.counts, account.rows_in, read_limits(store))
    others = [_of_another_practice(delivery, name, breach) for breach in found if breach.rule_id == OTHER_PRACTICE]
    return others + [
        Refused(
            "rows_rejected",
            f"{breach.sentence(_place(delivery, name, breach.rule_id))}{_rows(delivery, account, breach.rule_id)} "
            f"Limits are set in {store.root}/store.json.",
        )
        for breach in found
        if breach.rule_id != OTHER_PRACTICE
    ]


def remarks_on_warnings(store: Store, accounts: Mapping[str, InputAccount]) -> Iterator[str]:
    """Give a sentence for each rule whose rows were kept all the same; marked where they are above the rule's limit."""
    limits = read_limits(store)
    for name, account in accounts.items():
        broken = account.counts.filter(pl.col("severity") == "warning", pl.col("rows") > 0)
        for rule_id, rows in broken.select("rule_id", "rows").iter_rows():
            is_many = is_above(rows, account.rows_in, limit_of(name, rule_id, limits))
            noun = "row" if account.rows_in == 1 else "rows"
            yield (
                f"{MARK if is_many else ''}{name}: {rows:,} of {account.rows_in:,} {noun} kept with the warning "
                f"{rule_id}.{COMPARE if is_many else ''} What it touches: oht quality --input {name}"
            )


def _of_another_practice(delivery: Delivery, name: str, breach: Breach) -> Refused:
    """Say that note and rows are of different practices; a higher limit would mend nothing."""
    input_map = delivery.source.inputs[name]
    practice, own = delivery.note.practice, breach.rows_in - breach.rows
    rows = f"only {own:,} of {breach.rows_in:,} rows are" if own else f"no row (of {breach.rows_in:,}) is"
    columns = ", ".join(input_map.columns["physician_id"].sources)
    return Refused(
        OTHER_PRACTICE,
        f'{NOTE} names practice "{practice}", and {rows} of it in {delivery.files[input_map.file].name}, column '
        f"{columns}. Compare the two numbers, zeros at the beginning included, and correct the one that is wrong; then "
        "receive the list again.",
    )


def _place(delivery: Delivery, name: str, rule_id: str) -> str:
    """Name the file and, when the rule is of one column, the column as the sender calls it."""
    input_map = delivery.source.inputs[name]
    if delivery.source.adapter:
        return f"{input_map.file} (made by the adapter)"
    columns = _columns_of_rule(input_map, INPUTS[name], rule_id)
    file_name = delivery.files[input_map.file].name
    word = "column" if len(columns) == 1 else "columns"
    return f"{file_name}, {word} {', '.join(columns)}" if columns else file_name


def _columns_of_rule(input_map: InputMap, model: type[InputModel], rule_id: str) -> tuple[str, ...]:
    """Give the sender's columns behind a rule that begins with the name of one of ours; else none."""
    ours = [name for name in column_names(model) if rule_id.startswith(f"{name}_")]
    if not ours:
        return ()
    column = max(ours, key=len)
    raw = column if column in input_map.columns else DERIVED_FROM.get(column, "")
    return input_map.columns[raw].sources if raw in input_map.columns else ()


def _rows(delivery: Delivery, account: InputAccount, rule_id: str) -> str:
    """Name the first rows that break a rule; rows of a table that an adapter made mean nothing to the sender."""
    rows = account.first_rows.get(rule_id, [])
    if delivery.source.adapter or not rows:
        return ""
    return f" The first such rows, the header not counted: {', '.join(f'{row:,}' for row in rows)}."
