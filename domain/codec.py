"""Stored bytes and what they mean.

The bytes are compact JSON in the order of the fact's fields, without the fields that hold None, so
that equal facts have equal bytes. The bytes are what is hashed; reading applies upcasters above
them, so an old ledger is read by new code and never rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Generic, TypeVar

import msgspec

from domain.events import TOPICS, Event

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

T = TypeVar("T", bound=msgspec.Struct)


class UnreadableEvent(ValueError):
    """Stored bytes that no known shape fits; the ledger stops rather than skip them."""


@dataclass(frozen=True, slots=True)
class OldShape:
    """An earlier topic: the topic that replaced it, and how its fields become the newer ones."""

    topic: str
    upcast: Upcaster


class Codec(Generic[T]):
    """Encodes facts under pinned topics, and decodes every shape that was ever stored.

    ``topics`` are the shapes of today; ``old`` the earlier ones. An old shape may lead to another
    old shape; the chain must end in a shape of today, which is checked here.
    """

    def __init__(self, topics: Mapping[str, type[T]], old: Mapping[str, OldShape]) -> None:
        self._shapes = dict(topics)
        self._topics = {shape: topic for topic, shape in topics.items()}
        self._old = dict(old)
        self._decoders: dict[str, Callable[[bytes], T]] = {}
        self._encode = msgspec.json.Encoder().encode
        for topic in old:
            self._today(topic, {}, dry=True)

    def topic(self, event: T) -> str:
        """The pinned topic of an event's shape; raises `KeyError` for an unknown one."""
        return self._topics[type(event)]

    def encode(self, event: T) -> bytes:
        """The exact bytes that are stored and hashed."""
        if not any(getattr(event, name) is None for name in _optional(type(event))):
            return self._encode(event)
        told = ((name, getattr(event, name)) for name in event.__struct_fields__)
        return self._encode({name: value for name, value in told if value is not None})

    def decode(self, topic: str, state: bytes) -> T:
        """The fact that the bytes mean today; raises `UnreadableEvent`."""
        try:
            return (self._decoders.get(topic) or self._decoder(topic))(state)
        except (msgspec.MsgspecError, LookupError, TypeError, AttributeError, ValueError) as error:
            raise UnreadableEvent(f"{topic}: {error}") from error

    def _decoder(self, topic: str) -> Callable[[bytes], T]:
        """How a topic's bytes are read; made when the first of them are."""
        if shape := self._shapes.get(topic):
            self._decoders[topic] = msgspec.json.Decoder(shape).decode
            return self._decoders[topic]
        return partial(self._upcast, topic)

    def _upcast(self, topic: str, state: bytes) -> T:
        today, data = self._today(topic, msgspec.json.decode(state))
        return msgspec.convert(data, self._shapes[today])

    def _today(self, topic: str, data: dict[str, Any], dry: bool = False) -> tuple[str, Any]:
        for _ in range(len(self._old) + 1):
            if topic in self._shapes:
                return topic, data
            if topic not in self._old:
                raise UnreadableEvent(f"{topic}: no such topic")
            shape = self._old[topic]
            topic, data = shape.topic, data if dry else shape.upcast(data)
        raise UnreadableEvent(f"{topic}: its upcasters go in a circle")


@cache
def _optional(shape: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields that may be left out."""
    values = shape.__struct_defaults__
    names = shape.__struct_fields__[len(shape.__struct_fields__) - len(values) :]
    return tuple(name for name, value in zip(names, values, strict=True) if value is None)


OLD_SHAPES: dict[str, OldShape] = {
    "quarter-sealed": OldShape(
        "quarter-sealed-2", lambda data: {**data, "versions": {}, "files": {}}
    ),
}
"""Topics of earlier versions: what replaced them, and how they are read."""

CODEC: Codec[Event] = Codec(TOPICS, OLD_SHAPES)
