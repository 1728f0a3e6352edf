"""`tovholder bot`: set up, try, check and run the Slack bot."""

from __future__ import annotations

import json
import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from cli import terminal
from cli.errors import Told
from cli.session import Session

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.desk import Desk

_COMMAND = click.option("--command", "commands", metavar="/NAME", multiple=True,
                        default=("/maal",), show_default=True,
                        help="Slash command that members type; may be given several times."
                        )  # fmt: skip


_PUBLIC_IN = click.option("--public-in", metavar="CHANNEL", multiple=True,
                          help="Channel id where everybody sees what is recorded; elsewhere only "
                          "the sender. May be given several times.")  # fmt: skip


@click.group()
def bot() -> None:
    """Set up, try, check and run the Slack bot.

    Secrets come from the environment: SLACK_BOT_TOKEN, SLACK_APP_TOKEN (Socket Mode) and
    SLACK_SIGNING_SECRET (HTTP).
    """


@bot.command()
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml",
              show_default=True, help="How the manifest is written.")  # fmt: skip
@_COMMAND
@click.option("--url", metavar="URL", help="Address for HTTP. Default: Socket Mode, no address.")
def manifest(form: str, commands: tuple[str, ...], url: str | None) -> None:
    """Write the manifest by which a workspace installs the bot.

    It asks for the least scopes, and never holds a name that Slack reserves, such as /status.
    """
    from bot import manifest as made

    if url is not None and not url.startswith("https://"):
        raise Told("error.slack-url", url=url)
    names = _checked(commands)
    told = made.manifest(names, url)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if form == "json"
               else made.as_yaml(told), nl=form == "json")  # fmt: skip


@bot.command("try")
@click.argument("text")
@click.option("--as", "acting_as", metavar="MEMBER", help="Who says it.")
@click.option("--click", "clicks", type=click.IntRange(1), multiple=True, metavar="N",
              help="Press the button with that number in the answer; may be given several times."
              )  # fmt: skip
@click.pass_obj
def try_(session: Session, text: str, acting_as: str | None, clicks: tuple[int, ...]) -> None:
    """Say TEXT to the bot without a workspace, and show its answer.

    A signed request goes through the same app as Slack's. What is reported is recorded. TEXT that
    begins with a slash is a slash command, anything else a direct message.
    """
    from cli.slack_trial import Trial

    member = session.member(acting_as)
    session.to_write()
    trial = Trial(_desk(session), member.id, _names_of(text))
    trial.say(text)
    for n in clicks:
        if not trial.press(n):
            raise Told("error.no-button", n=n)


def _names_of(text: str) -> tuple[str, ...]:
    """The commands that the app listens to: the one that is typed too, so that it is heard."""
    first = text.split(maxsplit=1)[0] if text.startswith("/") else "/maal"
    return ("/maal", first)


@bot.command()
@_PUBLIC_IN
@click.pass_obj
def check(session: Session, public_in: tuple[str, ...]) -> None:
    """Say what is missing before the bot can run: secrets, scopes, channels, linked members.

    Slack is asked with the secrets that are there; nothing is posted.
    """
    missing = False
    for name, start, key in _SECRETS:
        value = os.environ.get(name, "")
        right = bool(value) and value.startswith(start)
        missing |= not right and name == "SLACK_BOT_TOKEN"
        state = "bot.right" if right else "bot.wrong" if value else "bot.missing"
        terminal.echo(f"{name:<22} {session.say(state):<8} {session.say(key)}")
    ways = [os.environ.get(name) for name in ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")]
    people = sum(len(session.links.people(one.id)) for one in session.directory.members())
    session.echo("bot.linked", n=people)
    if missing or not any(ways):
        raise Told("error.bot-not-ready")
    _ask_slack(session, public_in)
    session.echo("bot.ready")


def _ask_slack(session: Session, channels: tuple[str, ...]) -> None:
    from cli.slack_check import SlackAway, asked

    client = _client(os.environ["SLACK_BOT_TOKEN"], patient=False)
    client.timeout = 10
    wrong = False
    try:
        for one in asked(client, os.environ.get("SLACK_APP_TOKEN", ""), channels):
            state = {True: "bot.right", False: "bot.wrong", None: "bot.unseen"}[one.right]
            terminal.echo(f"{session.say(state):<9} {session.say(one.key, **one.values)}")
            wrong |= one.right is False
    except SlackAway as error:
        raise Told("error.slack-away", why=str(error)) from None
    if wrong:
        raise Told("error.bot-not-installed")


_SECRETS = (
    ("SLACK_BOT_TOKEN", "xoxb-", "bot.bot-token"),
    ("SLACK_APP_TOKEN", "xapp-", "bot.app-token"),
    ("SLACK_SIGNING_SECRET", "", "bot.signing-secret"),
)
"""Variable, how its value begins, and what it is for."""


@bot.command()
@_COMMAND
@_PUBLIC_IN
@click.option("--http", "port", type=click.IntRange(0, 65_535), metavar="PORT",
              help="Take requests over HTTP. Default: Socket Mode.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to bind to.")
@click.pass_obj
def run(
    session: Session, commands: tuple[str, ...], public_in: tuple[str, ...], port: int | None,
    host: str,
) -> None:  # fmt: skip
    """Run the bot until it is told to stop (SIGTERM, Ctrl-C).

    Socket Mode needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN and no public address. HTTP needs
    SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, and a proxy with TLS in front.
    """
    from slack_bolt.error import BoltError

    from bot.app import Settings, make_app
    from bot.service import Service

    second = "SLACK_APP_TOKEN" if port is None else "SLACK_SIGNING_SECRET"
    token, secret = _secret("SLACK_BOT_TOKEN"), _secret(second)
    session.to_write()
    logger = _log(token, secret)
    open_ = _not_shared(_client(token, patient=False), public_in, logger)
    desk = _desk(session, open_)
    settings = Settings(token, "" if port is None else secret, _checked(commands), open_)
    try:
        app = make_app(Service(desk), settings, _client(token), logger=logger)
    except BoltError:
        raise Told("error.slack-token") from None
    except OSError as error:
        raise Told("error.slack-away", why=str(getattr(error, "reason", error))) from None
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    with _carrying(desk, token, settings.commands[0], logger, stop):
        if port is None:
            _socket(app, secret, stop, session)
        else:
            _http(app, host, port, stop, session)
    session.echo("bot.stopped")


PAUSE = 1.0
"""Seconds between two looks into the outbox."""


@contextmanager
def _carrying(
    desk: Desk, token: str, command: str, logger: logging.Logger, stop: threading.Event
) -> Iterator[None]:
    """Carry the outbox to the workspace of the token, beside what is done inside, until the stop.

    A message that is being sent is sent to the end; what is left is carried by the next run.
    """
    from slack_sdk.webhook import WebhookClient

    from bot.courier import Courier
    from projections.outbox import Outbox

    client = _client(token, patient=False)
    box = Outbox(desk.questions.recorder)
    webhook = partial(WebhookClient, retry_handlers=[])

    def carry() -> None:
        team = ""
        while not stop.is_set():
            team = team or _workspace(client, logger)
            if team:
                Courier(desk, box, client, team, logger, command, webhook).round(stop.is_set)
            stop.wait(PAUSE if team else 10 * PAUSE)

    carrier = threading.Thread(target=carry, name="courier")
    carrier.start()
    try:
        yield
    finally:
        stop.set()
        carrier.join()


def _workspace(client: WebClient, logger: logging.Logger) -> str:
    """The workspace of the token; the empty string where Slack does not say."""
    from slack_sdk.errors import SlackClientError

    try:
        return str(client.auth_test().get("team_id") or "")
    except (SlackClientError, OSError) as error:
        logger.warning("Slack does not say whose workspace it is: %s", type(error).__name__)
        return ""


@bot.command()
@click.option("--again", is_flag=True, help="Try what was given up once more.")
@click.pass_obj
def outbox(session: Session, again: bool) -> None:
    """Show what Slack has not been told yet, and what it will not take.

    A message that waits is tried again by `bot run`, later each time. One that is given up stays
    here, with what Slack answered, until it is tried again with success.
    """
    from cli.clock import in_copenhagen
    from projections.outbox import FAILED, WAITING, Outbox

    box = Outbox(session.recorder)
    if again:
        session.echo("bot.outbox-again", n=box.again(session.clock().now))
    names = {str(one.id): one.name for one in session.directory.members()}
    entries = box.entries(WAITING, FAILED)
    for one in entries:
        to = names.get(one.member) or one.member or session.say("bot.outbox-ourselves")
        state = "bot.outbox-waiting" if one.state == WAITING else "bot.outbox-failed"
        kind = session.say(f"bot.outbox-kind.{one.kind}")
        session.echo("bot.outbox-line", id=one.id, state=session.say(state), kind=kind,
                     to=f"{to} ({one.team})" if one.team else to, attempts=one.attempts,
                     made=in_copenhagen(one.made_at))  # fmt: skip
        if one.told:
            session.echo("bot.outbox-told", told=one.told)
    if not entries:
        session.echo("bot.outbox-none")


def _socket(app: Any, app_token: str, stop: threading.Event, session: Session) -> None:
    from slack_bolt.adapter.socket_mode import SocketModeHandler

    handler: Any = SocketModeHandler(app, app_token)
    handler.connect()
    session.echo("bot.running-socket")
    stop.wait()
    handler.close()


def _http(app: Any, host: str, port: int, stop: threading.Event, session: Session) -> None:
    from cli.slack_http import PATH, HttpServer

    server = HttpServer(host, port, app, lambda: answers(session))
    serving = threading.Thread(target=server.serve)
    serving.start()
    session.echo("bot.running-http", url=f"http://{host}:{server.port}{PATH}")
    stop.wait()
    server.stop()
    serving.join()


def answers(session: Session) -> bool:
    """Whether the ledger answers, and holds something."""
    from domain.ledger import StoreError

    try:
        return session.questions.last_position() > 0
    except StoreError:
        return False


def _client(token: str, patient: bool = True) -> WebClient:
    """Slack, or what stands in for it at SLACK_API_URL; a connection that breaks is tried once
    more, where it is ``patient``. What Slack refuses for a moment is the bot's to try again."""
    from slack_sdk import WebClient

    client = WebClient(token, base_url=os.environ.get("SLACK_API_URL") or WebClient.BASE_URL)
    if not patient:
        client.retry_handlers = []
    return client


def _secret(name: str) -> str:
    if not (value := os.environ.get(name, "")):
        raise Told("error.slack-secret", name=name)
    return value


def _checked(names: tuple[str, ...]) -> tuple[str, ...]:
    from bot.manifest import NotACommand, commands

    try:
        return commands(names)
    except NotACommand as error:
        key = "error.command-reserved" if error.reserved else "error.command-name"
        raise Told(key, name=error.name) from None


def _not_shared(
    client: WebClient, channels: tuple[str, ...], logger: logging.Logger
) -> frozenset[str]:
    """The channels that no other workspace shares, as far as Slack tells: nothing is public in
    one that is shared, whatever was configured."""
    from cli.slack_check import shared

    found = frozenset(one for one in channels if not shared(client, one))
    for one in sorted(set(channels) - found):
        logger.error("%s is shared with another workspace: nothing is told to all there", one)
    return found


def _desk(session: Session, channels: frozenset[str] = frozenset()) -> Desk:
    from bot.desk import Desk
    from projections.slack_memory import SlackMemory

    return Desk(session.ledger, session.questions, session.directory, session.links,
                SlackMemory(session.recorder), session.agreement, session.clock,
                channels)  # fmt: skip


def _log(*secrets: str) -> logging.Logger:
    """Logs go to standard error, without secrets."""
    from bot.logs import SecretsKeptOut

    handler = logging.StreamHandler()
    handler.setFormatter(SecretsKeptOut("%(asctime)s %(levelname)s %(message)s", secrets))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    return logging.getLogger("tovholder.bot")
