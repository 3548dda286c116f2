"""The workbook that a small agency fills in, made from the column map that will read it."""

from pathlib import Path

from flows.delivery import named_source
from flows.files import write_bytes
from flows.refusals import Refused
from reference.column_maps import ColumnRule, InputMap, SourceMap
from reports.dictionary import null_split
from reports.list_template import TemplateColumn, render_template
from schemas.inputs.registry import INPUTS
from transforms.standardise.charts import MEANING_OF_EMPTY
from transforms.standardise.raw import KEYS_BY_PSEUDONYM, RAW_NAMES, raw_columns


def write_template(source_name: str, path: Path) -> None:
    """Write the template of a source; raises Refused when the source has none or the path will not do."""
    name, part = _sheet_of(named_source(source_name))
    if path.suffix != ".xlsx":
        raise Refused("usage", "Give a name that ends in .xlsx with --to.")
    if path.exists():
        raise Refused("usage", f"{path} exists already; it was left as it is. Give another name with --to.")
    columns = [_column(name, raw, rule) for raw, rule in part.columns.items()]
    write_bytes(path, render_template(columns, part.sheet or "", part.file))


def _sheet_of(source: SourceMap) -> tuple[str, InputMap]:
    """Give the first input that is read from a named sheet; the others of the file read columns of it."""
    found = next(((name, part) for name, part in source.inputs.items() if part.sheet), None)
    if found is None:
        raise Refused("usage", f"The source {source.source} is not read from a workbook of ours: it has no template.")
    return found


def _column(input_name: str, raw: str, rule: ColumnRule) -> TemplateColumn:
    """Describe a column by the contract it ends in, and its choices by what the map accepts."""
    renamed = {**KEYS_BY_PSEUDONYM, **RAW_NAMES.get(input_name, {})}
    ours = next((column for column, delivered in renamed.items() if delivered == raw), raw)
    contract = INPUTS[input_name].to_schema().columns[ours]
    return TemplateColumn(
        heading=rule.sources[0],
        description=rule.help or null_split(str(contract.description), bool(contract.nullable))[0],
        is_optional=bool(contract.nullable) or ours in MEANING_OF_EMPTY,
        choices=tuple(rule.values),
        example=rule.example or "",
        is_date=raw_columns()[input_name][raw] == "date",
    )
