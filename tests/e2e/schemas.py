"""Make JSON Schemas of what Slack takes, from Slack's own types: `make schemas`.

The shapes come from the TypeScript of @slack/types and @slack/web-api by ts-json-schema-generator.
The limits stand there only in comments («Maximum length for this field is 255 characters»), so
each such sentence is read into a keyword of JSON Schema, and a sentence that reads like a limit
and is not understood stops the work.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".e2e"
MADE = ROOT / "tests" / "schemas"
PACKAGES = ("@slack/types", "@slack/web-api")
ROOTS = ("KnownBlock", "HomeView", "ModalView", "Manifest")

Schema = dict[str, Any]


class Limit(NamedTuple):
    """A sentence that states a limit: how it reads, the keyword, and what it is about."""

    pattern: str
    keyword: str
    about: str


_N = r"`?(\d[\d,]*)`?"
LIMITS = (
    Limit(rf"length for the text in each item is {_N} characters", "maxLength", "each"),
    Limit(rf"[Mm]ax(?:imum)? length(?! for the text in each)[^.]*? (?:is|of) {_N} characters",
          "maxLength", "text"),
    Limit(rf"Limit {_N} characters max", "maxLength", "text"),
    Limit(rf"[Mm]inimum length[^.]*? is {_N}", "minLength", "text"),
    Limit(rf"[Mm]ax(?:imum)?(?: number of [a-z ]+ is| of)? {_N} (?:elements|items|blocks|options|"
          r"cards|rows|shortcuts|slash commands|unfurl domains|redirect URLs|scopes|IP addresses|"
          r"event types|suggested prompts)", "maxItems", "list"),
    Limit(rf"[Mm]aximum number of [a-z ]+ is {_N}", "maxItems", "list"),
    Limit(rf"Maximum of {_N} property names", "maxProperties", "list"),
    Limit(rf"array of up to {_N}", "maxItems", "list"),
    Limit(rf"array with a max of {_N} table cells", "maxItems", "each"),
    Limit(rf"[Mm]inimum {_N}, maximum \d+ cards", "minItems", "list"),
    Limit(rf"[Mm]inimum \d+, maximum {_N} cards", "maxItems", "list"),
    Limit(rf"Between {_N} and \d+ subscriptions", "minItems", "list"),
    Limit(rf"Between \d+ and {_N} subscriptions", "maxItems", "list"),
    Limit(rf"(?:Must be between|Min|Minimum of|Minimum number is) {_N}", "minimum", "number"),
    Limit(rf"Must be between \d+ and {_N}", "maximum", "number"),
    Limit(rf"(?:, Max|, maximum of|Maximum value is) {_N}", "maximum", "number"),
)  # fmt: skip
LIKE_A_LIMIT = re.compile(r"\b(?:max(?:imum)?|min(?:imum)?|up to|between)\b[^.]*\d", re.IGNORECASE)
NO_LIMIT = re.compile(r"00 to 59|minutes ago")


def main() -> None:
    """Write the schemas and the licences of what they are made from."""
    shutil.copy(ROOT / "tests" / "e2e" / "payloads.ts", FOLDER)
    definitions: Schema = {}
    for root in ROOTS:
        definitions |= _shapes(root)
    for name, definition in definitions.items():
        _limit(definition, name)
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": f"Made by `make schemas` from {' and '.join(map(_release, PACKAGES))}: "
        "MIT License, Copyright Slack Technologies, LLC; see slack.LICENSE.",
        "definitions": definitions,
    }
    text = json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True)
    (MADE / "slack.json").write_text(text + "\n", encoding="utf-8")
    shutil.copy(FOLDER / "node_modules" / PACKAGES[0] / "LICENSE", MADE / "slack.LICENSE")


def _shapes(root: str) -> Schema:
    """The definitions that a type needs, without limits."""
    command = [str(FOLDER / "node_modules/.bin/ts-json-schema-generator"), "--no-type-check",
               "--path", "payloads.ts", "--type", root]  # fmt: skip
    told = subprocess.run(command, cwd=FOLDER, check=True, capture_output=True).stdout
    found: Schema = json.loads(told)["definitions"]
    return found


def _release(package: str) -> str:
    about = json.loads((FOLDER / "node_modules" / package / "package.json").read_text())
    assert about["license"] == "MIT", f"{package} has another licence now"
    return f"{package} {about['version']}"


def _limit(schema: Any, path: str) -> None:
    """Put the limits that comments state into a schema, everywhere in it; comments go."""
    if isinstance(schema, list):
        for one in schema:
            _limit(one, path)
    if not isinstance(schema, dict):
        return
    schema.pop("description", None)
    for name, part in schema.items():
        if name != "properties":
            _limit(part, path)
            continue
        for field, value in part.items():
            said = " ".join(value.get("description", "").split())
            _limit(value, f"{path}.{field}")
            part[field] = _limited(value, said, f"{path}.{field}")


def _limited(part: Schema, said: str, path: str) -> Schema:
    """A property with the limits of its comment."""
    found: list[Schema] = []
    left = list(said)
    for limit in LIMITS:
        for stated in re.finditer(limit.pattern, said):
            bound = {limit.keyword: int(stated[1].replace(",", ""))}
            found.append(_placed(bound, limit.about, part))
            left[stated.start() : stated.end()] = " " * len(stated[0])
    for sentence in re.split(r"(?<=[a-z0-9`])\. ", re.sub(r"\{@link [^}]*\}", "", "".join(left))):
        if LIKE_A_LIMIT.search(sentence) and not NO_LIMIT.search(sentence):
            sys.exit(f"{path}: a limit that is not understood: {sentence}")
    return {"allOf": [part, *found]} if found else part


def _placed(bound: Schema, about: str, part: Schema) -> Schema:
    """The limit where it belongs: on a text, the text of an object, a list, or its items."""
    text = {**bound, "properties": {"text": bound}}
    if about == "text":
        return text if part.get("type") != "string" else bound
    return {"items": text} if about == "each" else bound


if __name__ == "__main__":
    main()
