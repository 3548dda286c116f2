"""Read the document of a method file, and find all that is wrong with it."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from reference.method_mistakes import METHOD_STATUSES, MethodError, mistakes_in
from reference.yaml_text import DuplicateNameError, read_yaml

HEAD = ("method_id", "title")
NAMES = (*HEAD, "based_on", "sources", "parameters")


def read_document(text: str, name: str, types: Mapping[str, Any]) -> dict[str, Any]:
    """Read the text of the method file `name`; raises MethodError with every mistake in it.

    `types`: the parameters of a method with their types. A file with `based_on` need not give them all.
    """
    try:
        document = read_yaml(text)
    except DuplicateNameError as error:
        raise refused(name, [str(error).removesuffix(".")]) from None
    except (yaml.YAMLError, ValueError, TypeError):
        raise refused(name, ["it is not YAML, or holds a day that does not exist"]) from None
    mistakes = list(_mistakes(document, types))
    if mistakes:
        raise refused(name, mistakes)
    return {**document, "parameters": document["parameters"] or {}}


def refused(name: str, mistakes: list[str]) -> MethodError:
    """Give the error that lists every mistake of a method file."""
    return MethodError(f"The method {name} cannot be used: {'; '.join(mistakes)}.")


def _mistakes(document: Any, types: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(document, dict):
        yield "the file must hold method_id, title and parameters, and is empty or something else"
        return
    yield from (f"{name}: is not known; known are {', '.join(NAMES)}" for name in document if name not in NAMES)
    yield from (f"{name}: is missing" for name in (*HEAD, "parameters") if name not in document)
    if "based_on" in document and not isinstance(document["based_on"], str):
        yield "based_on: must be the name of another method"
    parameters = document.get("parameters") or {}
    if not isinstance(parameters, dict):
        yield "parameters: must give a value by name"
        return
    yield from _part_mistakes(parameters)
    yield from _value_mistakes(document, parameters, types)


def _value_mistakes(document: Mapping[str, Any], parameters: Mapping[Any, Any], types: Mapping[str, Any]) -> list[str]:
    """Give what is wrong with the values there are, and in a file that stands alone with those there are not."""
    given = {**values_of(parameters), **{name: document[name] for name in HEAD if name in document}}
    is_alone = "based_on" not in document
    said = [*HEAD, *_empty(parameters)]
    return mistakes_in(given, {n: kind for n, kind in types.items() if n in given or (is_alone and n not in said)})


def _part_mistakes(parameters: Mapping[Any, Any]) -> Iterator[str]:
    for name in parameters:
        if name in HEAD:
            yield f"{name}: stands at the head of the file and is no parameter"
    yield from (f"{name}: has no `value`" for name in _empty(parameters))
    for name, part in parameters.items():
        if isinstance(part, dict) and part.get("status", METHOD_STATUSES[0]) not in METHOD_STATUSES:
            yield f"{name}: its status must be one of {', '.join(METHOD_STATUSES)}"


def values_of(parameters: Mapping[Any, Any]) -> dict[str, Any]:
    """Give the value of each parameter that has one; lists as tuples, as a method holds them."""
    found = {name: part["value"] for name, part in parameters.items() if name not in _empty(parameters)}
    return {str(name): tuple(value) if isinstance(value, list) else value for name, value in found.items()}


def _empty(parameters: Mapping[Any, Any]) -> list[Any]:
    return [name for name, part in parameters.items() if not isinstance(part, dict) or "value" not in part]
