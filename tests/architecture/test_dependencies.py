"""What the program stands on: pinned, hashed, without addresses, and free to be given to an office."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LISTS = {name: ROOT / "installer" / "requirements" / f"{name}.txt" for name in ("run", "dev")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

FREE = frozenset({
    "mit", "mit-0", "mit-cmu", "mit license", "bsd", "bsd license", "bsd-2-clause", "bsd-3-clause",
    "bsd 2-clause license", "apache-2.0", "apache 2.0", "apache software license", "mpl-2.0",
    "mozilla public license 2.0 (mpl 2.0)", "lgpl-3.0-only", "psf-2.0", "zlib",
})  # fmt: skip
READ_BY_HAND = {  # their metadata does not say it in a word; the licence files were read
    "sqlcipher3": "zlib",
    "pypdfium2": "bsd-3-clause",
    "reportlab": "bsd-3-clause",
}
BANNED = (
    "pyside6",
    "pyside6-addons",
    "python-igraph",
    "igraph",
    "pyside6-fluent-widgets",
    "address-normalizer",
)


def pinned(text: str) -> dict[str, list[Requirement]]:
    """The pins of a list by name; one name may have several, for different Pythons."""
    found: dict[str, list[Requirement]] = {}
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            requirement = Requirement(line.split("--hash")[0].strip())
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def faults_of_list(text: str) -> list[str]:
    """Lines that are not pinned, have no hash or name an address."""
    faults = [f"names an address: {line}" for line in text.splitlines() if re.search(r"://|^-", line)]
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip() or line.lstrip().startswith(("#", "-")):
            continue
        if not re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+", line):
            faults.append(f"not pinned: {line[:60]}")
        if not re.search(r"--hash=sha256:[0-9a-f]{64}", line):
            faults.append(f"without a hash: {line[:60]}")
    return faults


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_pinned_and_hashed_and_names_no_address(name: str) -> None:
    assert faults_of_list(LISTS[name].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "alembic>=1.20 --hash=sha256:" + "0" * 64,
        "alembic==1.20.1",
        "--index-url https://example.org/simple",
        "--extra-index-url example",
        "alembic @ https://example.org/alembic.whl --hash=sha256:" + "0" * 64,
    ],
)
def test_a_line_that_could_bring_something_else_is_noticed(line: str) -> None:
    assert faults_of_list(line)


def test_the_lists_hold_what_the_project_asks_for() -> None:
    run, dev = (pinned(path.read_text(encoding="utf-8")) for path in LISTS.values())
    asked = PROJECT["project"]["dependencies"]
    for text in [*asked, *PROJECT["dependency-groups"]["dev"]]:
        requirement = Requirement(text)
        pins = (run if text in asked else dev).get(canonicalize_name(requirement.name), [])
        assert pins, f"{text} is not in the list"
        for pin in pins:
            version = next(iter(pin.specifier)).version
            assert requirement.specifier.contains(version), f"{text} but pinned {version}"


def test_both_lists_pin_the_same_versions() -> None:
    run, dev = (pinned(path.read_text(encoding="utf-8")) for path in LISTS.values())
    assert {name: [str(pin) for pin in dev.get(name, [])] for name in run} == {
        name: [str(pin) for pin in pins] for name, pins in run.items()
    }


def test_pyside_is_held_below_the_version_that_aborts() -> None:
    specifier = next(r.specifier for r in map(Requirement, PROJECT["project"]["dependencies"]) if "PySide6" in r.name)
    assert specifier.contains("6.11.3")
    assert not specifier.contains("6.12.0")
    assert Version(importlib.metadata.version("PySide6_Essentials")) < Version("6.12")


def licence_faults(metadata: importlib.metadata.PackageMetadata) -> list[str]:
    """Nothing, or the licence that may not be given along."""
    name = canonicalize_name(metadata["Name"])
    classifiers = [c.split(" :: ")[-1] for c in metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    said = READ_BY_HAND.get(name) or metadata.get("License-Expression") or metadata.get("License") or ""
    said = re.sub(r"(?<=MIT) license$", "", said.strip())
    for candidate in (said, *classifiers):
        # "A OR B": one free choice is enough; "A AND B": every one must be free.
        choices = re.split(r"\s+or\s+", candidate.casefold())
        if any(all(part.strip("() ") in FREE or part in FREE for part in re.split(r"\s+and\s+", c)) for c in choices):
            return []
    return [f"{name}: {said or classifiers or 'no licence said'}"]


def test_every_dependency_may_be_given_along() -> None:
    names = pinned(LISTS["dev"].read_text(encoding="utf-8"))
    installed = [d.metadata for d in importlib.metadata.distributions() if canonicalize_name(d.metadata["Name"]) in names]
    assert len(installed) > 40
    assert [fault for metadata in installed for fault in licence_faults(metadata)] == []
    assert not set(BANNED) & set(names)


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "Proprietary", ""])
def test_a_licence_that_binds_the_office_is_noticed(licence: str) -> None:
    assert licence_faults(_metadata(licence))


@pytest.mark.parametrize("licence", ["MIT", "LGPL-3.0-only OR GPL-2.0-only", "Apache-2.0 AND MIT"])
def test_a_free_licence_is_accepted(licence: str) -> None:
    assert licence_faults(_metadata(licence)) == []


def _metadata(licence: str) -> importlib.metadata.PackageMetadata:
    from email.message import EmailMessage

    said = EmailMessage()
    said["Name"] = "planted"
    if licence:
        said["License-Expression"] = licence
    return said
