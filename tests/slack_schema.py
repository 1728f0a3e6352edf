"""Whether Slack would take what leaves the bot: by the schema made of Slack's own types, by
`slack_sdk`'s models, and by what both miss. `conftest.py` puts every payload of every test here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Payload = Mapping[str, Any]

MOST_BLOCKS = {"message": 50, "home": 100, "modal": 100}
LARGEST_VIEW = 250_000
SCHEMA = Path(__file__).parent / "schemas" / "slack.json"


def problems(payload: Payload) -> list[str]:
    """What Slack would refuse in a message, or in a call that carries one or a view."""
    payload = json.loads(json.dumps(payload))
    if (view := payload.get("view")) is not None:
        return [*_view(view), *_shared(view, view["type"])]
    if "blocks" not in payload:
        return []
    found = list(_shared(payload, "message"))
    if not str(payload.get("text") or "").strip():
        found.append("a message without the text that stands for it in notifications")
    return found


def against(definition: str, value: Any) -> list[str]:
    """Where a value is not as the definition of the schema says."""
    validator = _validator(definition)
    worst = best_match(validator.iter_errors(value))
    if worst is None:
        return []
    return [f"{definition}{worst.json_path[1:]}: {worst.message[:60]}…{worst.message[-60:]}"]


@cache
def _validator(definition: str) -> Draft7Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return Draft7Validator({**schema, "$ref": f"#/definitions/{definition}"})


@cache
def definition_of(type_: str, within: str = "KnownBlock") -> str:
    """The definition of the blocks with that type; raises `LookupError`."""
    definitions = json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"]
    for one in definitions[within]["anyOf"]:
        name = str(one["$ref"]).removeprefix("#/definitions/")
        shape = definitions[name]
        shapes = (shape, *shape.get("anyOf", ()), *shape.get("allOf", ()))
        if any(_type(part) == type_ for part in shapes):
            return name
    raise LookupError(type_)


def _type(shape: Payload) -> object:
    return shape.get("properties", {}).get("type", {}).get("const")


def _view(view: Payload) -> Iterator[str]:
    yield from against("HomeView" if view["type"] == "home" else "ModalView", view)
    if len(json.dumps(view)) >= LARGEST_VIEW:
        yield "a view of more than 250 kB"
    try:
        View(**view).validate_json()
    except Exception as error:
        yield f"slack_sdk: {error}"
    if view["type"] == "modal":
        asks = any(block["type"] == "input" for block in view["blocks"])
        if asks != ("submit" in view):
            yield "a modal has a submit button when it has fields, and only then"


def _shared(payload: Payload, kind: str) -> Iterator[str]:
    """What messages and views have in common."""
    blocks: Sequence[Payload] = payload["blocks"]
    if not 0 < len(blocks) <= MOST_BLOCKS[kind]:
        yield f"{len(blocks)} blocks"
    for block in blocks:
        yield from against(definition_of(block["type"]), block)
        if kind == "message" and block["type"] == "input":
            yield "a field in a message"
    try:
        for made in Block.parse_all(json.loads(json.dumps(blocks))):
            made.validate_json()
    except Exception as error:
        yield f"slack_sdk: {error}"
    yield from _twice("block_id", [block.get("block_id") for block in blocks])
    parts = list(_parts(blocks))
    # An action is found by its block and its id; one id for all of a message is what we keep to.
    yield from _twice("action_id", [part.get("action_id") for part in parts])
    for part in parts:
        yield from _empty(part)


def _twice(what: str, ids: Sequence[object]) -> Iterator[str]:
    yield from (f"{what} {id_} twice" for id_, n in Counter(ids).items() if id_ and n > 1)


def _empty(part: Payload) -> Iterator[str]:
    for name in ("elements", "options", "option_groups", "fields"):
        if name in part and not part[name]:
            yield f"no {name} in {part.get('type')}"
    if part.get("type") in ("plain_text", "mrkdwn") and not part["text"].strip():
        yield "an empty text"
    if part.get("type") == "section" and not (part.get("text") or part.get("fields")):
        yield "an empty section"
    for name in ("initial_option", "initial_options"):
        chosen = part.get(name, [])
        for one in chosen if isinstance(chosen, list) else [chosen]:
            if one not in part.get("options", []):
                yield f"{name} is not among the options"
    values = [option["value"] for option in part.get("options", []) if "value" in option]
    yield from _twice("value", values)
    if part.get("initial_value") == "":
        yield "an empty initial value"


def _parts(value: Any) -> Iterator[Payload]:
    """Every object in a payload."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _parts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _parts(part)
