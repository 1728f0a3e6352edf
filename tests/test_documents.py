"""The commands in README.md and docs/ run, and say what the documents say that they say; and so do
the examples in docstrings."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("domain", "projections", "bot", "cli")
CODE = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
EXAMPLES = [file.relative_to(ROOT) for file in CODE if ">>>" in file.read_text("utf-8")]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def sessions(document: Path) -> list[tuple[str, str]]:
    """The commands of the document's ``console`` blocks, each with what it must print."""
    text = document.read_text("utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).splitlines()
    found: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith("$ "):
            found.append((line[2:], ""))
        else:
            command, expected = found[-1]
            found[-1] = (command, f"{expected}{line}\n")
    return found


def run(document: Path, folder: Path, first: str = "") -> int:
    """Run the document's commands in the folder, after a first one; how many they were."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C",
    }
    commands = [(first, ""), *sessions(document)] if first else sessions(document)
    for command, expected in commands:
        done = subprocess.run(
            ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, check=False
        )
        printed = done.stdout.decode("utf-8")
        assert done.returncode == 0, (command, printed, done.stderr.decode("utf-8"))
        for line in expected.splitlines():
            assert line in printed, (command, printed)
    return len(commands)


def test_the_readme_tour_runs_and_prints_what_it_shows(tmp_path: Path) -> None:
    assert run(ROOT / "README.md", tmp_path) > 10


def test_the_care_of_a_ledger_runs_as_described(tmp_path: Path) -> None:
    assert run(ROOT / "docs" / "operations.md", tmp_path, "tovholder init --example") == 13


def test_the_partnership_runs_as_described_and_its_diagram_is_the_agreements(
    tmp_path: Path,
) -> None:
    """After a changed table: ``tovholder agreement show --mermaid`` gives the new diagram."""
    document = ROOT / "docs" / "partnership.md"
    assert run(document, tmp_path) > 15
    shown = re.findall(r"^```mermaid\n(.*?)^```", document.read_text("utf-8"), re.M | re.S)
    command = [Path(sys.executable).parent / "tovholder", "agreement", "show", "--mermaid"]
    drawn = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert drawn.stdout.decode("utf-8") == shown[0]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_named_paths_lead_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    named = re.findall(r"`((?:cli|bot|domain|projections|docs|tests|examples)/[\w./-]*)`", text)
    for link in links:
        assert (document.parent / link).exists(), link
    for path in named:
        assert (ROOT / path).exists(), path
    assert set(re.findall(r"`(\w+\.py)`", text)) <= {file.name for file in CODE}


@pytest.mark.parametrize("file", EXAMPLES, ids=str)
def test_the_examples_in_docstrings_hold(file: Path) -> None:
    module = importlib.import_module(".".join(file.with_suffix("").parts))
    told = doctest.testmod(module)
    assert told.attempted > 0
    assert told.failed == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_that_are_named_exist(document: Path) -> None:
    from cli.main import COMMANDS

    text = document.read_text("utf-8")
    for command in re.findall(r"`tovholder (?:--\w+ \S+ )?([a-z]+)", text):
        assert command in COMMANDS, command


def test_make_targets_in_the_documents_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z0-9]+):", makefile, re.MULTILINE))
    for document in DOCUMENTS:
        named = re.findall(
            r"(?:^|`|\$ )make ([a-z0-9]+)", document.read_text("utf-8"), re.MULTILINE
        )
        assert set(named) <= targets, document
