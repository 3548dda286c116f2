"""The values of a shipped method file as SQL macros, so that a rule names them: `method_<parameter>()`."""

import datetime as dt
from pathlib import Path

import yaml

METHODS = Path(__file__).parents[2] / "reference" / "attribution"

Value = bool | int | str | dt.date | list[str]


def method_macros(name: str, **changed: Value) -> str:
    """Give the SQL that makes one macro a parameter of the method; `changed` values take the place of the file's.

    Raises `ValueError` when a changed parameter is none of the method's.
    """
    values = _values(name)
    if unknown := sorted(set(changed) - set(values)):
        raise ValueError(f"{name} has no parameters {unknown}")
    lines = [f"CREATE MACRO method_{key}() AS {_literal(value)};" for key, value in {**values, **changed}.items()]
    return "\n".join(lines)


def _values(name: str) -> dict[str, Value]:
    """Give the values of a method; a file with `based_on` holds only those that differ from that other file."""
    said = yaml.safe_load((METHODS / f"{name}.yaml").read_text(encoding="utf-8"))
    inherited = _values(said["based_on"]) if "based_on" in said else {}
    return {**inherited, **{key: item["value"] for key, item in said["parameters"].items()}}


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return f"DATE '{value:%Y-%m-%d}'"
    if isinstance(value, list):
        return f"[{', '.join(_literal(item) for item in value)}]"
    return "'" + value.replace("'", "''") + "'"
