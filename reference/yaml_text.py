"""Read YAML, refusing a name given twice: the standard loader silently keeps the last."""

from typing import Any

import yaml


class DuplicateNameError(ValueError):
    """A mapping names something twice, or the text is not YAML."""


class _Loader(yaml.SafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        names = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            line = node.start_mark.line + 1
            raise DuplicateNameError(f"{twice[0]!r} is given twice in the mapping that starts at line {line}.")
        return super().construct_mapping(node, deep)


def read_yaml(text: str) -> Any:
    """Read one YAML document. Raises `DuplicateNameError` when a name is given twice or the text is not YAML."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise DuplicateNameError(f"line {line} is not YAML: {error.problem}.") from None
