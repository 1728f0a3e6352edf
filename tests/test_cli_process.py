"""The command as people start it: its own process, any locale, pipes that close, and crowds."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from cli_helpers import LINES, Q1, Desk, desk_with

COMMAND = [sys.executable, "-m", "cli.main"]
ROOT = Path(__file__).parents[1]


def environment(folder: Path, **more: str) -> dict[str, str]:
    home = folder / "hjem"
    home.mkdir(exist_ok=True)
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C",
        "PYTHONPATH": str(ROOT),
        **more,
    }


def start(
    desk: Desk, *args: str | bytes, stdout: int | None = subprocess.PIPE, **more: str
) -> subprocess.Popen[bytes]:
    env = environment(desk.folder, TOVHOLDER_DB=str(desk.db), **more)
    return subprocess.Popen(
        [*COMMAND, *args], cwd=desk.folder, env=env, stdout=stdout, stderr=subprocess.PIPE
    )


def run(desk: Desk, *args: str | bytes, **more: str) -> tuple[int, str, str]:
    process = start(desk, *args, **more)
    out, err = process.communicate(timeout=60)
    assert b"Traceback" not in err, err.decode()
    return process.returncode, out.decode("utf-8"), err.decode("utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_with("imported", tmp_path)


def test_danish_survives_any_locale(desk: Desk) -> None:
    for locale in ({"LANG": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}):  # fmt: skip
        code, out, err = run(desk, "status", "e mærkerne", "--quarter", "1. kvartal 2017", **locale)
        assert (code, err) == (0, ""), (locale, err)
        assert out.startswith("E-mærker (M1)\nMålsætning: ")


def test_the_environment_says_ledger_language_and_member(desk: Desk) -> None:
    desk.ok("member", "add", "Anna Bek", "--unit", "TMF")
    say = ("status", "M1", "opfyldt", "--quarter", "2017-Q1")
    code, out, _ = run(desk, *say, TOVHOLDER_MEMBER="Anna Bek", TOVHOLDER_LANG="en")

    assert code == 0
    assert "by Anna Bek," in out
    code, _, err = run(desk, "status", "xyzzy", TOVHOLDER_LANG="en")
    assert (code, err[:36]) == (1, "Error: There is no goal called “xyzz")


def test_what_is_said_to_nobody_is_recorded_all_the_same(desk: Desk) -> None:
    def closing(closed: str, *args: str) -> tuple[int, bytes]:
        shell = ["/bin/sh", "-c", f'"$@" {closed}', "sh", *COMMAND, *args]
        env = environment(desk.folder, TOVHOLDER_DB=str(desk.db))
        told = subprocess.run(shell, env=env, cwd=desk.folder, capture_output=True, check=False)
        return told.returncode, told.stderr

    assert closing("<&- >&-", "status", "M1", "opfyldt", "--quarter", "2017-Q1") == (0, b"")
    assert "Opfyldt" in desk.ok("status", "M1")
    assert closing("2>&-", "status", "xyzzy") == (1, b"")


@pytest.mark.parametrize("args", [
    [b"status", b"\xff\xfe"],
    [b"status", b"M1", b"--text", b"\xff", b"--quarter", b"2017-Q1"],
    [b"status", b"M1", b"opfyldt\xff", b"--quarter", b"2017-Q1"],
    [b"status", b"--quarter", b"\xff"],
    [b"status", b"--known-at", b"\xff"],
    [b"status", b"M1", b"opfyldt", b"--quarter", b"2017-Q1", b"--command-id", b"\xff"],
    [b"status", b"M1", b"opfyldt", b"--quarter", b"2017-Q1", b"--as", b"\xff"],
    [b"goal", b"alias", b"add", b"M1", b"\xff"],
    [b"goal", b"title", b"M1", b"\xff"],
    [b"goal", b"withdraw", b"M1", b"--reason", b"\xff", b"--effective", b"2017-01-01"],
    [b"member", b"add", b"\xff", b"--unit", b"TMF"],
    [b"member", b"add", b"Bo", b"--unit", b"\xff"],
    [b"member", b"erase", b"\xff"],
    [b"explain", b"M1", b"\xff"],
    [b"seal", b"\xff"],
    [b"import", b"bilag1", b"\xff.csv"],
    [b"--db", b"\xff.db", b"status"],
    [b"--agreement", b"\xff", b"status"],
])  # fmt: skip
def test_bytes_that_are_not_utf_8_are_told(desk: Desk, args: list[bytes]) -> None:
    typed = [os.fsdecode(arg) for arg in args]
    if typed[0].startswith("--") or "--text" in typed or "--command-id" in typed:
        before = desk.content()
        code, _, err = run(desk, *args)
        assert (code, err[:6]) == (1, "Fejl: "), err
        assert desk.content() == before
    else:
        desk.fails(*typed)


def test_a_file_whose_name_is_not_utf_8_is_imported(tmp_path: Path) -> None:
    desk = desk_with("empty", tmp_path)
    name = os.fsencode(desk.folder) + b"/m\xe5l.txt"
    Path(os.fsdecode(name)).write_bytes(desk.document(LINES, Q1).read_bytes())
    code, _, err = run(desk, "import", "bilag1", name)
    assert (code, err) == (0, "")
    assert desk.events()[-1]["source"].startswith("m?l.txt:11 sha256:")


@pytest.mark.parametrize(
    "args", [["history", "M1"], ["events", "export"], ["report", "bilag1", "--format", "html"]]
)
def test_a_pipe_that_closes_is_no_crash(desk: Desk, args: list[str]) -> None:
    for _ in range(30):
        desk.ok("status", "M1", "--text", "Lang tekst " * 100, "--quarter", "2017-Q1")
        if args[0] in ("status", "goal", "report"):
            break
    process = start(desk, *args)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait(timeout=30)
    process.stderr.close()


@pytest.mark.parametrize(
    "args",
    [["events", "export"], ["status"], ["report", "bilag1"], ["status", "--help"], ["--help"]],
)
def test_a_full_disk_under_the_output_is_told(desk: Desk, args: list[str]) -> None:
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("/dev/full is not there")
    with full.open("wb") as out:  # written to as a stream, as the shell would
        process = start(desk, *args, stdout=out.fileno())
        _, err = process.communicate(timeout=30)
    assert process.returncode != 0
    assert b"Traceback" not in err
    assert "der er ikke mere plads på disken" in err.decode()


@pytest.mark.parametrize("args", [["report", "bilag1", "--format", "html"], ["events", "export"]])
def test_a_full_disk_leaves_the_old_file(desk: Desk, args: list[str]) -> None:
    out = desk.file("ud", "Det gamle")
    code = f"""
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, {resource.RLIM_INFINITY}))
from cli.main import main
main({args!r} + ["-o", "ud"])
"""
    env = environment(desk.folder, TOVHOLDER_DB=str(desk.db))
    done = subprocess.run([sys.executable, "-c", code], cwd=desk.folder, env=env,
                          capture_output=True, timeout=60)  # fmt: skip
    assert done.returncode == 1, done.stderr.decode()
    assert done.stderr.decode() in (
        "Fejl: ud kan ikke skrives: filen bliver for stor.\n",
        "Fejl: Der er ikke mere plads på disken. Intet er registreret; skaf plads, og prøv igen.\n",
        "Fejl: Disken kan ikke bruges, som den er; den kan være fuld. Intet er registreret. Skaf "
        "plads, og prøv igen.\n",
    )
    assert out.read_text() == "Det gamle"
    assert [one.name for one in desk.folder.iterdir() if one.name.startswith(".")] == []


def test_an_interrupt_is_told_in_one_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("projections.questions.Questions.goals", interrupted)
    assert desk.fails("goal", "list").startswith("Fejl: Afbrudt. Hovedbogen er hel;")


def test_several_processes_at_once_lose_nothing(desk: Desk) -> None:
    before = len(desk.events())
    say = [start(desk, "status", "M1", "--text", f"Nr. {n}", "--quarter", "2017-Q1",
                 "--command-id", f"id-{n % 3}") for n in range(6)]  # fmt: skip
    for process in say:
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
    events = desk.events()
    assert len(events) == before + 3, "six commands with three ids"
    assert [one["position"] for one in events] == list(range(1, len(events) + 1))


def test_two_imports_at_once_record_once(tmp_path: Path) -> None:
    desk = desk_with("empty", tmp_path)
    file = str(desk.document(LINES, Q1))
    for process in [start(desk, "import", "bilag1", file) for _ in range(3)]:
        _, err = process.communicate(timeout=60)
        assert b"Traceback" not in err
    assert desk.report()["summary"]["missing"] == 0
    assert len(desk.events()) == 16


def test_a_report_is_the_same_bytes_in_any_process(desk: Desk) -> None:
    args = ("report", "bilag1", "--quarter", "2017-Q1", "--format", "json")
    _, first, _ = run(desk, *args, PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    _, second, _ = run(desk, *args, PYTHONHASHSEED="2", LANG="da_DK.UTF-8")
    assert first == second == desk.ok(*args)
    assert json.loads(first)["quarter"] == "2017-Q1"


def test_a_disk_that_takes_nothing_is_told(desk: Desk) -> None:
    """Not even the file beside a ledger can be made that reading it needs."""
    before = desk.content()
    nothing = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); " \
        "sys.argv[0] = 'tovholder'; from cli.main import main; main()"  # fmt: skip
    env = environment(desk.folder, TOVHOLDER_DB=str(desk.db))
    for args in (["status"], ["status", "M1", "opfyldt", "--quarter", "2017-Q1"]):
        done = subprocess.run(
            [sys.executable, "-c", nothing, *args], cwd=desk.folder, env=env,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert done.stderr.startswith("Fejl: Disken kan ikke bruges, som den er"), done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert desk.content() == before
