"""Errors that a person can do something about, and how they are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from cli.words import say


class Told(click.ClickException):
    """An error from the catalogue. ``more`` are further lines, such as the candidates."""

    exit_code = 1

    def __init__(self, key: str, more: tuple[str, ...] = (), **values: Any) -> None:
        super().__init__(key)
        self.key, self.more, self.values = key, more, values

    def show(self, file: Any = None) -> None:  # noqa: ARG002 - click's signature
        """Print the error in the language of the command."""
        context = click.get_current_context(silent=True)
        lang = context.obj.lang if context is not None and context.obj is not None else "da"
        heading = say(lang, "error.heading")
        click.echo(f"{heading}: {say(lang, self.key, **self.values)}", err=True)
        for line in self.more:
            click.echo(line, err=True)


@contextmanager
def told() -> Iterator[None]:
    """Turn what the layers below raise into errors that are told; a bug stays a bug."""
    from domain.ledger import ConcurrentWrites, StoreError
    from domain.refusals import Refusal
    from projections.recorder import ViewsOutOfDate

    try:
        yield
    except Refusal as refusal:
        raise Told(f"refused.{refusal.code}", (), **_details(refusal.details())) from refusal
    except ViewsOutOfDate as error:
        raise Told("error.views-out-of-date") from error
    except ConcurrentWrites as error:
        raise Told("error.concurrent") from error
    except StoreError as error:
        raise Told("error.store", detail=" ".join(str(error).split())) from error


def _details(details: dict[str, object]) -> dict[str, object]:
    return {
        name: ", ".join(value) if isinstance(value, tuple) else value
        for name, value in details.items()
    }
