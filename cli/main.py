"""The command `tovholder`. Each command's module is loaded only when it is called."""

from __future__ import annotations

import importlib
import io
import os
import sys
from pathlib import Path
from typing import Any

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("cli.commands.init:init", "Set up a ledger with an agreement."),
    "import": ("cli.commands.importing:import_", "Take documents into the ledger."),
    "status": ("cli.commands.status:status", "Show how things stand, or report a status."),
    "report": (
        "cli.commands.report:report",
        "Make Bilag 1, the bridge, the memo and the other papers.",
    ),
    "replay": ("cli.commands.replay:replay", "Tell how Bilag 1 came to be, moment by moment."),
    "history": ("cli.commands.history:history", "Tell what was recorded, when, by whom."),
    "explain": ("cli.commands.history:explain", "Tell which events are behind a cell."),
    "correct": ("cli.commands.correct:correct", "Correct an earlier report, with a reason."),
    "retract": ("cli.commands.correct:retract", "Take an earlier report back, with a reason."),
    "seal": ("cli.commands.seal:seal", "Close a quarter; what comes later is a late entry."),
    "regenerate": (
        "cli.commands.regenerate:regenerate",
        "Make sealed files anew and compare them.",
    ),
    "round": ("cli.commands.round:round_", "Open, follow, move and close a reporting round."),
    "measure": ("cli.commands.measure:measure", "Record a figure of an indicator."),
    "indicators": ("cli.commands.measure:indicators", "Show the indicators and their figures."),
    "focus": ("cli.commands.focus:focus", "List and change the focus points of Bilag 2."),
    "goal": ("cli.commands.goal:goal", "List, show and change goals."),
    "agreement": (
        "cli.commands.agreement:agreement",
        "Load, check, show, amend and end agreements.",
    ),
    "forum": ("cli.commands.forum:forum", "Forums, their seats, and the yearly wheel."),
    "meeting": ("cli.commands.meeting:meeting", "Meetings, decisions, minutes, the calendar."),
    "deliverable": ("cli.commands.deliverable:deliverable", "The way of each deliverable."),
    "home": ("cli.commands.home:home", "Building projects, and the way to the target."),
    "review": ("cli.commands.review:review", "The yearly reviews of housing sections."),
    "trace": ("cli.commands.trace:trace", "Follow decisions to their effects, and back."),
    "member": ("cli.commands.member:member", "List, add and erase members."),
    "events": ("cli.commands.events:events", "Export the events."),
    "bot": ("cli.commands.bot:bot", "Set up, try and run the Slack bot."),
    "projections": ("cli.commands.projections:projections", "Check, rebuild, verify the views."),
}
"""Name: where the command is, and its one line in the help."""


class LazyGroup(click.Group):
    """A group that knows its commands by name, and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; where there is no such, the error names those like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, None, COMMANDS, ctx) from None

    def make_context(
        self, info_name: str | None, args: list[str], *others: Any, **extra: Any
    ) -> click.Context:
        """Read what is typed before the command; what is wrong with it is told in words."""
        asked = " ".join((*args, "--lang", os.environ.get("TOVHOLDER_LANG", "")))
        try:
            return super().make_context(info_name, args, *others, **extra)
        except click.UsageError as error:
            from cli.usage import in_words

            english = "--lang en" in asked.replace("=", " ")
            raise in_words(error, "en" if english else "da") from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what a person can do something about is told, not traced."""
        from cli.errors import Told, told

        try:
            with told():
                made = super().invoke(ctx)
                if ctx.obj is not None:
                    ctx.obj.still_the_same()
                    ctx.obj.tell_lag()
                sys.stdout.flush()  # a full disk is told now, and not as the process ends
                return made
        except Told as error:
            error.lang = ctx.obj.lang if ctx.obj is not None else error.lang
            raise
        except click.UsageError as error:
            from cli.usage import in_words

            raise in_words(error, ctx.params["lang"]) from None

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", metavar="URL|FILE", default="tovholder.db", envvar="TOVHOLDER_DB",
              show_default=True, show_envvar=True,
              help="The ledger: a SQLite file, or a database URL (postgresql://...).")  # fmt: skip
@click.option("--lang", type=click.Choice(["da", "en"]), default="da", envvar="TOVHOLDER_LANG",
              show_default=True, help="Language of the answers.")  # fmt: skip
@click.option("--agreement", metavar="NAME", envvar="TOVHOLDER_AGREEMENT",
              help="Which agreement is meant, where the ledger holds several.")  # fmt: skip
@click.version_option(package_name="tovholder", message="%(prog)s %(version)s")
@click.pass_context
def tovholder(ctx: click.Context, db: str, lang: str, agreement: str | None) -> None:
    """Keep the follow-up of a partnership agreement honest.

    Every status is recorded once and never changed; Bilag 1 can be rebuilt for any quarter, as it
    was known at any moment. Answers are in Danish (--lang en for English).

    A DATE is 2017-03-31, 31.3.2017, 31/3-2017 or "31. marts 2017", the day before the month and the
    year in full, or "i dag" or "i går"; a TIMESTAMP is 2017-03-31T14:30 or "31.3.2017 kl. 14.30" in
    Copenhagen; a POSITION is a number of the history; a QUARTER is 2017-Q1, "1. kvartal 2017" or
    1K2017.
    """
    from cli.session import Session

    if ctx.obj is None:
        ctx.obj = Session(db, lang, agreement, os.environ.get("TOVHOLDER_MEMBER"))


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line. Danish comes out right whatever the terminal says it can show; where
    whoever called closed an output, what is said there is said to nobody."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return tovholder.main(arguments, prog_name="tovholder")
    except OSError as error:  # --help and --version are said before any command is invoked
        from cli.errors import Told

        Told("error.system", detail=error).show()
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
