"""What the texts promise is there."""

import re

import pytest

from tests.conventions.sources import ROOT, kept_files, listed, place

README = ROOT / "README.md"
COMMANDS = ["pip install uv", "uv run pytest"]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.skipif(not README.exists(), reason="README.md is not written yet")
@pytest.mark.parametrize("command", COMMANDS)
def test_readme_shows_its_two_commands(command: str) -> None:
    blocks = re.findall(r"```\w*\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert any(command in block for block in blocks), f"README.md shows '{command}' in no code block"


def test_ci_runs_the_command_of_the_readme() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == COMMANDS[-1], "the test command comes last, so that its summary closes the log"


@pytest.mark.parametrize("script", [".ci/run", "check"])
def test_scripts_can_be_run(script: str) -> None:
    path = ROOT / script
    assert path.stat().st_mode & 0o111, f"{script} is not executable: chmod +x {script}"
    assert path.read_text(encoding="utf-8").startswith("#!")


def test_links_between_texts_lead_somewhere() -> None:
    offenders = [
        f"{place(path)}: {target}"
        for path in kept_files()
        if path.suffix == ".md"
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not offenders, listed("links that lead nowhere", offenders)


def test_decision_records_are_numbered_and_whole() -> None:
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [int(record.name[:4]) for record in records]
    assert numbers == list(range(1, len(records) + 1))
    parts = ["Status:", "## Context", "## Decision", "## Consequences"]
    texts = {record.name: record.read_text(encoding="utf-8") for record in records}
    offenders = [f"{name}: {part}" for name, text in texts.items() for part in parts if part not in text]
    assert not offenders, listed("decision records without a part", offenders)
