"""The same command gives the same bytes: in two clones, on two days, in two zones and languages.

Each paper is made in every format by two processes that share nothing but the ledger's content:
the code is copied to a folder of its own, and so is the ledger; zone, locale and order of hashes
are really set; the clock of the system is moved where a library might read it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from cli_helpers import Desk
from test_cli_memo import desk as example
from test_cli_papers import year as year
from test_cli_partnership import desk as partnership

ROOT = Path(__file__).parents[1]
CODE = ("cli", "bot", "projections", "domain")

PROGRAM = """
import datetime, hashlib, locale, sys, time
from pathlib import Path

def moved(of, days):
    return lambda *given: of(*given) if given else of(real() + 86_400 * days)

real, days = time.time, int(sys.argv[1])
for name in ("localtime", "gmtime"):
    setattr(time, name, moved(getattr(time, name), days))
time.time = lambda: real() + 86_400 * days
locale.setlocale(locale.LC_ALL, "")
time.tzset()

from cli.main import tovholder
from cli.session import Session
from click.testing import CliRunner
from domain.recording import Moment
import cli
assert Path(cli.__file__).is_relative_to(Path.cwd()), cli.__file__
today = datetime.date(2027, 1, 1) + datetime.timedelta(days)
now = Moment(1_800_000_000_000_000 + days * 86_400_000_000, today)
for line in sys.stdin.read().splitlines():
    session = Session("tovholder.db", "da", None, None, lambda: now)
    done = CliRunner().invoke(tovholder, [*line.split(), "-o", "made"], obj=session)
    assert done.exit_code == 0, (line, done.output)
    print(hashlib.sha256(Path("made").read_bytes()).hexdigest(), line)
"""

PAPER = ("pdf", "docx", "html", "md", "json")
TABLE = ("csv", "html", "md", "json")
OF_EXAMPLE: Mapping[str, tuple[str, ...]] = {
    "report bilag1 --quarter 2017-Q1": ("pdf", "docx", "xlsx", *TABLE),
    "report memo --quarter 2017-Q1": PAPER,
    "report bilag2 --year 2017": PAPER,
    "report bridge --from 2016-Q4 --to 2017-Q1": ("pdf", "docx", *TABLE),
    "report integrity --quarter 2017-Q1": ("pdf", "docx", *TABLE),
    "indicators --quarter 2017-Q1": ("pdf", "docx", *TABLE),
}
OF_PARTNERSHIP: Mapping[str, tuple[str, ...]] = {
    "report deliverables --as-of 2026-03-12": PAPER,
    "report meeting styregruppe --as-of 2026-03-12": PAPER,
    "home report --as-of 2026-03-12": PAPER,
}


def commands(papers: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [f"{paper} --format {form}" for paper, forms in papers.items() for form in forms]


def available() -> list[str]:
    """Locales of this machine, those of a Danish and an American desk first."""
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    known = {one.lower().replace("-", ""): one for one in listed.split()}
    wanted = ("da_dk.utf8", "en_us.utf8", "c", "c.utf8")
    return [known[one] for one in wanted if one in known] or ["C"]


def made(folder: Path, ledger: bytes, lines: list[str], days: int, zone: str, named: str) -> str:
    """What a clone of the code in a folder of its own makes: a hash for each command."""
    for name in CODE:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tovholder.db").write_bytes(ledger)
    surroundings = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(folder), "PYTHONHASHSEED": str(days % 97),
        "PYTHONDONTWRITEBYTECODE": "1", "TZ": zone, "LANG": named, "LC_ALL": named,
        "HOME": str(folder), "SOURCE_DATE_EPOCH": str(days * 1_000),
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(days)], input="\n".join(lines),
                          env=surroundings, cwd=folder, capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def both(tmp_path: Path, desk: Desk, papers: Mapping[str, tuple[str, ...]], *more: str) -> None:
    lines, ledger, named = [*commands(papers), *more], desk.db.read_bytes(), available()
    one = made(tmp_path / "a" / "klon", ledger, lines, 0, "Asia/Tokyo", named[0])
    other = made(tmp_path / "b", ledger, lines, 191, "America/St_Johns", named[-1])
    assert one.splitlines() == other.splitlines()
    assert len(one.splitlines()) == len(lines)


def test_the_papers_of_an_agreement(tmp_path: Path) -> None:
    both(tmp_path, example.__wrapped__(tmp_path), OF_EXAMPLE, "replay 2017-Q1")  # type: ignore[attr-defined]


def test_the_papers_of_a_partnership(tmp_path: Path) -> None:
    desk = year.__wrapped__(partnership.__wrapped__(tmp_path))  # type: ignore[attr-defined]
    both(tmp_path, desk, OF_PARTNERSHIP)


@pytest.mark.parametrize("named", available())
def test_the_locale_is_really_set(named: str) -> None:
    code = "import locale; print(locale.setlocale(locale.LC_ALL, ''))"
    env = {"LC_ALL": named, "LANG": named, "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True,
                          check=True)  # fmt: skip
    assert named.partition(".")[0] in done.stdout
