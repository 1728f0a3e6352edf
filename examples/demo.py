"""The main job in a minute: the example agreement, one new status, and Bilag 1 as known twice.

Every line with a `$` is a command that can be typed as it stands. They run in this one process,
which is what makes the tour quick. Everything is written to the folder demo/.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from pathlib import Path

from cli.main import main

FOLDER = Path("demo")
DB = FOLDER / "tovholder.db"
BOLD, DIM, PLAIN = ("\033[1m", "\033[2m", "\033[0m") if sys.stdout.isatty() else ("", "", "")
WIDTH = str(max(60, min(shutil.get_terminal_size((100, 24)).columns, 160)))

AFTERWARDS = f"""
{BOLD}Prøv nu selv{PLAIN}
  Åbn {FOLDER}/bilag1-1K2017.html i en browser.
  export TOVHOLDER_DB={DB} PATH="$PWD/.venv/bin:$PATH"
  tovholder history E-mærker                       hvad er meldt, hvornår og af hvem
  tovholder explain E-mærker målopfyldelse         hændelserne bag én celle
  tovholder status Støj "delvist opfyldt" --text "Støjdæmpende asfalt er lagt to steder."
  tovholder import bilag1 FIL --dry-run            jeres eget Bilag 1 (tekst, CSV, XLSX, DOCX)
  tovholder --help"""


def say(words: str) -> None:
    print(f"\n{BOLD}{words}{PLAIN}", flush=True)


def run(*words: str) -> None:
    """Show a command and run it; the tour ends where one fails."""
    print(f"{DIM}$ tovholder {shlex.join(words)}{PLAIN}", flush=True)
    try:
        main([*words])
    except SystemExit as done:
        if done.code:
            raise


def tour() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    os.environ["TOVHOLDER_DB"] = str(DB)
    report = ("report", "bilag1", "--quarter", "2017-Q1")

    say("1. En hovedbog med Hovedaftalen 2015-2018 og Bilag 1 for 1. kvartal 2017 (eksemplet)")
    run("init", "--example")

    say("2. Bilag 1 for 1. kvartal 2017, som det er kendt nu")
    run(*report, "--width", WIDTH)
    run(*report, "-o", str(FOLDER / "bilag1-1K2017-foer.json"))
    before = str(json.loads((FOLDER / "bilag1-1K2017-foer.json").read_text("utf-8"))["position"])

    say("3. En tovholder i TMF melder en ny status")
    run("member", "add", "Mette Holm", "--unit", "TMF")
    run("status", "E-mærker", "delvist opfyldt", "--quarter", "1. kvartal 2017",
        "--as", "Mette Holm",
        "--text", "Handlingsplaner er aftalt med fire boligorganisationer; "
        "vinduer udskiftes i tre afdelinger.")  # fmt: skip

    say(f"4. Det samme mål, som det var kendt ved position {before}, og som det er kendt nu")
    run("status", "emærkerne", "--quarter", "1K2017", "--known-at", before)
    run("status", "emærkerne", "--quarter", "1K2017")

    say(f"5. Hele Bilag 1, som det er kendt nu; og filerne, nu og som kendt ved position {before}")
    run(*report, "--width", WIDTH)
    for kind in ("html", "pdf", "docx", "xlsx", "md", "csv", "json"):
        run(*report, "-o", str(FOLDER / f"bilag1-1K2017.{kind}"))
    run(*report, "--known-at", before, "-o", str(FOLDER / "bilag1-1K2017-foer.html"))

    say("6. Redegørelsen til udvalgene, og de tal, den fortæller om")
    run("indicators", "Udsættelser")
    run("report", "memo", "--quarter", "2017-Q1", "-o", str(FOLDER / "redegoerelse.pdf"))
    run("report", "bilag2", "--year", "2017", "-o", str(FOLDER / "bilag2-2017.docx"))

    say("7. Det samme i Slack, prøvet uden Slack")
    run("bot", "try", "/status E-mærker i proces: to afdelinger mangler", "--as", "Mette Holm")

    say("8. Overblikket, og beviset for at alt stemmer")
    run("status", "--quarter", "2017-Q1")
    run("projections", "verify")

    print(AFTERWARDS)


if __name__ == "__main__":
    tour()
