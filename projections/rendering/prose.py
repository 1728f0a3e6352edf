"""The template of a memo: prose that the secretariat edits, filled with facts.

A template is a file: a head in TOML between two lines of ``+++``, then Markdown with placeholders
of Jinja (``{{ resultat.sætning }}``). It runs in Jinja's sandbox with nothing but the facts, and an
unknown placeholder is an error that names file and line. What is filled in is text: signs that
Markdown reads are escaped, so no goal's title can become a heading, a table or a link.
"""

from __future__ import annotations

import re
import tomllib
import traceback
from collections.abc import Mapping
from typing import Any

import jinja2
import msgspec
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from domain import figures, names
from domain.file_faults import Fault, FileFault, fault, of_shape, of_toml, recognised
from projections.rendering.as_markdown import escaped

_FENCE = "+++"
_BEGINS = "\ue000"
"""Marks where a filled-in value begins, until it is known whether that is where a line begins."""

_MARKERS = rf"^([ \t>]*(?:(?:[-+*]|\d{{1,9}}[.)])[ \t]+)*){_BEGINS}"
_AS_NUMBER = re.compile(rf"{_MARKERS}(\d{{1,9}})([.)])", re.MULTILINE)
_AS_SIGN = re.compile(rf"{_MARKERS}([-+=~:])", re.MULTILINE)


_KINDS = {
    "'(?P<name>.+)' is undefined": "no-such-fact",
    ".* has no (?:attribute|element) '?(?P<name>.+?)'?": "no-such-fact",
    r"No filter named '(?P<name>.+)'\.": "no-filter",
    r"No test named '(?P<name>.+)'\.": "no-test",
    r"Unexpected end of template\. .* closed is '(?P<name>\w+)'\.": "tag-open",
    r"Encountered unknown tag '(?P<name>end\w+|else|elif)'\..*": "tag-not-open",
    r"Encountered unknown tag '(?P<name>\w+)'\..*": "no-tag",
    "(?:Expected an expression|expected token '.+'), got 'end of .+'": "unfinished",
    "unexpected end of template, .*|Missing end of .*": "unfinished",
    "expected token '.+', got '(?P<name>.+)'": "unexpected",
    "unexpected (?:char )?['\"](?P<name>.+?)['\"](?:, expected .*| at [0-9]+)?": "unexpected",
    "access to attribute '(?P<name>.+)' of .* is unsafe\\.": "not-for-templates",
    r"(?P<name>\*\*?) is not for templates": "not-for-templates",
    "no loader for this environment specified": "no-loader",
    "(?:division|modulo|.*) by zero": "by-zero",
}
"""What Jinja, its sandbox and Python say of a template, and which kind of fault that is."""


class TemplateFault(FileFault):
    """The template cannot be used."""


class Markdown(str):
    """Text that is Markdown already: a chart, a table. It is filled in as it is."""

    __slots__ = ()


class Signatory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs: a name and an office; either may be empty."""

    navn: str = ""
    stilling: str = ""


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The head of a template. ``udvalgte`` are the numbers of the goals that are told of."""

    emne: str
    modtagere: tuple[str, ...]
    afsender: str = ""
    sagsnummer: str = ""
    dokumentnummer: str = ""
    dato: str = ""
    udvalgte: tuple[str, ...] = ()
    underskrivere: tuple[Signatory, ...] = ()
    bilag: tuple[str, ...] = ()


class Template(msgspec.Struct, frozen=True):
    """A template as it was read. ``first`` is the line of the file on which the body begins."""

    file: str
    head: Head
    body: str
    first: int


def read(text: str, file: str) -> Template:
    """Read a template; raises `TemplateFault`."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].strip() != _FENCE or _FENCE not in [line.strip() for line in lines[1:]]:
        raise TemplateFault(file, fault("no-head", at=(1,), fence=_FENCE))
    end = [line.strip() for line in lines].index(_FENCE, 1)
    # An empty line in the place of the fence: faults then name the line of the file.
    toml = "\n".join(["", *lines[1:end]])
    try:
        head = msgspec.convert(tomllib.loads(toml), Head)
    except tomllib.TOMLDecodeError as error:
        raise TemplateFault(file, of_toml(error, toml)) from error
    except msgspec.ValidationError as error:
        raise TemplateFault(file, of_shape(error, (1,))) from error
    if not names.key(head.emne):
        raise TemplateFault(file, fault("empty", "emne", (1,)))
    return Template(file, head, "\n".join(lines[end + 1 :]), end + 2)


def filled(template: Template, facts: Mapping[str, Any]) -> str:
    """The body as Markdown, with the facts in it; raises `TemplateFault`."""
    environment = _Environment(
        undefined=jinja2.StrictUndefined, finalize=_finalized, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    source = "\n" * (template.first - 1) + template.body.replace(_BEGINS, "")
    try:
        code = environment.compile(source, template.file, template.file)
        made = jinja2.Template.from_code(environment, code, {}).render(facts)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateFault(template.file, _told(error, error.lineno)) from error
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError,
            AttributeError, RecursionError) as error:  # fmt: skip
        raise TemplateFault(template.file, _told(error, _line(error, template.file))) from error
    return _settled(made).strip("\n") + "\n"


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, without the two operators that can make a text of any length."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(
        self,
        context: Any,  # noqa: ARG002
        operator: str,
        left: Any,  # noqa: ARG002
        right: Any,  # noqa: ARG002
    ) -> Any:
        raise SecurityError(f"{operator} is not for templates")


def _line(error: Exception, file: str) -> int:
    """The line of the template on which something went wrong."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename == file]
    return (frames[-1].lineno or 1) if frames else 1


def _told(error: Exception, line: int) -> Fault:
    words = getattr(error, "message", None) or str(error)
    reason = " ".join(words.split()) or type(error).__name__
    return recognised(reason, _KINDS, "template", at=(line,))


def _finalized(value: Any) -> str:
    if isinstance(value, Markdown):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return figures.danish(str(value))  # a count is ours: before a dot it numbers a list
    return f"{_BEGINS}{_flat(str(value))}"


def _flat(words: str) -> str:
    return escaped(" ".join(words.replace(_BEGINS, "\ufffd").split()))


def _settled(made: str) -> str:
    """Escape what would read as a list, a rule or a heading where a value begins a line."""
    made = _AS_NUMBER.sub(r"\1\2\\\3", made)
    made = _AS_SIGN.sub(r"\1\\\2", made)
    return made.replace(_BEGINS, "")


def escaped_line(words: str) -> str:
    """Words that begin a line of Markdown, and are only a paragraph there.

    >>> escaped_line("1. kvartal"), escaped_line("- *a*")
    ('1\\\\. kvartal', '\\\\- \\\\*a\\\\*')
    """
    return _settled(f"{_BEGINS}{_flat(words)}")
