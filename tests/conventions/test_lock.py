"""requirements.lock is what pyproject.toml asks for, pinned by hash and tied to no address."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conventions.sources import ROOT, listed

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", flags=re.MULTILINE)
ADDRESS = re.compile(r"://|^\s*--(extra-)?index-url")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REFRESH = "refresh it as CONTRIBUTING.md says"


def _pins() -> dict[str, list[Version]]:
    """Give the locked versions by package; markers may lock several for one name."""
    pins: dict[str, list[Version]] = {}
    for name, version in PIN.findall(LOCK):
        pins.setdefault(canonicalize_name(name), []).append(Version(version))
    return pins


@pytest.mark.parametrize("dependency", PROJECT["dependencies"])
def test_each_dependency_is_locked_within_its_bounds(dependency: str) -> None:
    wanted = Requirement(dependency)
    versions = _pins().get(canonicalize_name(wanted.name), [])
    assert versions, f"{wanted.name} is not in requirements.lock: {REFRESH}"
    assert all(version in wanted.specifier for version in versions), f"{wanted.name} is out of bounds: {REFRESH}"


def test_every_pin_has_a_hash() -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", LOCK)
    offenders = [entry.split("\n")[0] for entry in entries if PIN.match(entry) and "--hash=sha256:" not in entry]
    assert len(_pins()) > len(PROJECT["dependencies"])
    assert not offenders, listed("pins without a hash", offenders)


def test_no_address_is_in_it() -> None:
    lines = enumerate(LOCK.splitlines(), start=1)
    offenders = [f"requirements.lock:{number}" for number, line in lines if ADDRESS.search(line)]
    assert not offenders, listed("addresses in the lock", offenders)
