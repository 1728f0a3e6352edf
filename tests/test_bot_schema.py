"""The check of all payloads finds what Slack refuses; and the manifest is as Slack's types say."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from slack_schema import against, problems
from test_bot_cli import read_yaml

from bot import kit
from bot.manifest import as_yaml, manifest

BUTTON = kit.button("Fortryd", "undo", "1")


def message(*blocks: Any) -> dict[str, Any]:
    return {"text": "x", "blocks": list(blocks)}


def select(**more: Any) -> dict[str, Any]:
    return kit.buttons([{**kit.select("Vælg", "choose-one", [("M1", "a"), ("M2", "b")]), **more}])


@pytest.mark.parametrize(
    "payload",
    [
        message(kit.section("*Tekst*"), kit.context("lille"), kit.buttons([BUTTON]), select()),
        {"channel_id": "C1", "files": [{"id": "F1"}]},
    ],
)
def test_what_slack_takes(payload: dict[str, Any]) -> None:
    assert problems(payload) == []


OPTION = {"text": {"type": "plain_text", "text": "M3"}, "value": "c"}


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (message(), "0 blocks"),
        (message(*[kit.section(str(n)) for n in range(51)]), "51 blocks"),
        ({**message(kit.section("x")), "text": " "}, "notifications"),
        (message({"type": "section"}), "empty section"),
        (message({"type": "section", "text": {"type": "mrkdwn", "text": ""}}), "''"),
        (message({"type": "section", "text": {"type": "mrkdwn", "text": " "}}), "empty text"),
        (message({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}), "Section"),
        (message({**kit.section("x"), "colour": "red"}), "colour"),
        (message({"type": "context", "elements": []}), "no elements"),
        (message({"type": "context", "elements": [kit.context("x")["elements"][0]] * 11}), "long"),
        (message(kit.buttons([BUTTON, BUTTON])), "action_id undo twice"),
        (message({**kit.section("a"), "block_id": "b"}, {**kit.section("c"), "block_id": "b"}),
         "block_id b twice"),
        (message(kit.buttons([{**BUTTON, "text": {"type": "plain_text", "text": "x" * 76}}])),
         "valid"),
        (message(kit.buttons([{**BUTTON, "text": {"type": "mrkdwn", "text": "x"}}])), ""),
        (message(kit.buttons([{**BUTTON, "style": "green"}])), ""),
        (message(select(options=[])), "no options"),
        (message(select(options=[OPTION, OPTION])), "value c twice"),
        (message(select(options=[{**OPTION, "value": "x" * 80}])), ""),
        (message(select(initial_option=OPTION)), "not among the options"),
        (message({"type": "input"}), ""),
        ({"view": {"type": "home", "blocks": []}}, "0 blocks"),
        ({"view": {"type": "modal", "title": {"type": "plain_text", "text": "x" * 25},
                   "blocks": [kit.section("x")]}}, "long"),
        ({"view": {"type": "modal", "title": {"type": "plain_text", "text": "x"},
                   "submit": {"type": "plain_text", "text": "x"},
                   "blocks": [kit.section("x")]}}, "submit"),
        ({"view": {"type": "modal", "title": {"type": "plain_text", "text": "x"},
                   "private_metadata": "x" * 3001, "blocks": [kit.section("x")]}}, "long"),
    ],
)  # fmt: skip
def test_what_slack_refuses(payload: dict[str, Any], why: str) -> None:
    found = problems(payload)
    assert found
    assert why in " ".join(found)


MANY = [f"/maal-{n}" for n in range(50)]


@pytest.mark.parametrize("url", [None, "https://tovholder.example/slack/events"])
@pytest.mark.parametrize("names", [["/maal"], ["/maal", "/havneby"], MANY], ids=len)
def test_the_manifest_is_one(names: list[str], url: str | None) -> None:
    """As Slack's own types say (`make schemas`)."""
    told = manifest(names, url)
    assert against("Manifest", told) == []
    assert read_yaml(as_yaml(told)) == json.loads(json.dumps(told)) == told
    assert against("Manifest", manifest([*MANY, "/maal"], url)), "at most fifty commands"


def wronged(at: tuple[Any, ...], value: str) -> Any:
    """A manifest with ``value`` in that place."""
    wrong: Any = manifest(["/maal"])
    *ahead, last = at
    place = wrong
    for step in ahead:
        place = place[step]
    place[last] = value
    return wrong


WRONG: list[tuple[tuple[Any, ...], str]] = [
    (("display_information", "name"), "x" * 36),
    (("features", "slash_commands", 0, "command"), "/" + "x" * 32),
    (("settings", "colour"), "red"),
]
UNKNOWN: list[tuple[tuple[Any, ...], str]] = [
    (("oauth_config", "scopes", "bot", 0), "chat:everything"),
    (("settings", "event_subscriptions", "bot_events", 0), "app_mentioned"),
]
"""What only the types know: to the published schema, scopes and events are any text."""


@pytest.mark.parametrize(("at", "value"), WRONG + UNKNOWN)
def test_a_wrong_manifest_is_found(at: tuple[Any, ...], value: str) -> None:
    assert against("Manifest", wronged(at, value))


@pytest.fixture(scope="module")
def published() -> Draft7Validator:
    """The schema that Slack publishes, with the versions that it names by address."""
    folder = os.environ.get("TOVHOLDER_MANIFEST_SCHEMA")
    if not folder:
        pytest.skip("Set TOVHOLDER_MANIFEST_SCHEMA to a clone of github:slackapi/manifest-schema.")

    def of(address: str) -> Resource[Any]:
        text = (Path(folder) / "schemas" / address.rpartition("/")[2]).read_text()
        return Resource.from_contents(json.loads(text))

    whole = json.loads((Path(folder) / "manifest.schema.json").read_text())
    return Draft7Validator(whole, registry=Registry(retrieve=of))  # type: ignore[call-arg]


@pytest.mark.parametrize("url", [None, "https://tovholder.example/slack/events"])
@pytest.mark.parametrize("names", [["/maal"], ["/maal", "/havneby"], MANY], ids=len)
def test_the_manifest_is_one_by_the_schema_that_slack_publishes(
    published: Draft7Validator, names: list[str], url: str | None
) -> None:
    assert [error.message for error in published.iter_errors(manifest(names, url))] == []


@pytest.mark.parametrize(("at", "value"), WRONG)
def test_the_schema_that_slack_publishes_finds_a_wrong_manifest(
    published: Draft7Validator, at: tuple[Any, ...], value: str
) -> None:
    assert not published.is_valid(wronged(at, value))
