"""Another edition of the code: a copy of the packages in which something was changed, never the repository itself."""

import ast
import json
import re
import shutil
from pathlib import Path

from tests.unbreakable.jobs import ROOT, Said, at, say
from tests.unbreakable.stages import PERIODS

PACKAGES = ("flows", "transforms", "schemas", "reference", "reports", "synthetic")


def copy_code(target: Path) -> Path:
    """Copy the packages into a folder and give it."""
    for name in PACKAGES:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def change(path: Path, pattern: str, replacement: str) -> None:
    """Replace the only place of a file that a pattern matches."""
    text, places = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert places == 1, f"{path.name}: {places} places match"
    path.write_text(text, encoding="utf-8")


def add_lines(path: Path, lines: str) -> None:
    """Put lines at the end of a file."""
    path.write_text(f"{path.read_text(encoding='utf-8')}{lines}\n", encoding="utf-8")


def reword(path: Path) -> int:
    """Say every docstring of a module anew and add a comment; gives the number of docstrings."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    nodes = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
    ]
    said = [node.body[0].lineno - 1 for node in nodes if node.body and ast.get_docstring(node)]
    for number in said:
        lines[number] = lines[number].replace('"""', '"""Said anew: ', 1)
    path.write_text("\n".join([*lines, "# A remark nobody has read yet.", ""]), encoding="utf-8")
    return len(said)


def plan_and_run(store: Path, code: Path, scratch: Path) -> tuple[list[dict[str, object]], Said]:
    """Plan and then run the periods with an edition of the code; gives the plan before the run, and what was said."""
    chosen = ["--from", PERIODS[0], "--to", PERIODS[-1]]
    said = say(at([["plan", "--json", *chosen], ["run", *chosen]], store), scratch, code=code)
    assert said.codes == [0, 0], said.err
    plan = json.loads(said.out.splitlines()[0])["plan"]
    return [line for line in plan if line["state"] != "current"], said
