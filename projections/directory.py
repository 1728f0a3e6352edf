"""Who the members are by name: the one place where personal data stands, and can be erased."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, select

from projections.datastore import library_errors
from projections.recorder import LedgerRecorder, write_names
from projections.schema import DIRECTORY, LIVE

_MEMBERS = LIVE.members.c


class Listed(NamedTuple):
    """A member with the name from the directory; ``name`` is None where it was erased."""

    id: UUID
    name: str | None
    unit: str
    role: str
    released: bool


class Directory:
    """The members of a store, with their names."""

    def __init__(self, recorder: LedgerRecorder) -> None:
        self._recorder = recorder

    def members(self) -> list[Listed]:
        """All members, in the order in which they were added."""
        query = (
            select(_MEMBERS.id, _MEMBERS.unit, _MEMBERS.role, DIRECTORY.c.name)
            .join_from(
                _MEMBERS.id.table, DIRECTORY, DIRECTORY.c.member == _MEMBERS.id, isouter=True
            )
            .order_by(_MEMBERS.position)
        )
        listed: dict[str, Listed] = {}
        with self._recorder.reading() as connection:
            for row in connection.execute(query):
                if row.role == "released":
                    listed[row.id] = listed[row.id]._replace(released=True)
                else:
                    listed[row.id] = Listed(UUID(row.id), row.name, row.unit, row.role, False)
        return list(listed.values())

    def labels(self, names: bool) -> dict[str, str]:
        """What a report calls each member, by id: the name, or the unit where it was erased (or
        where no ``names`` are wanted)."""
        return {
            str(one.id): (one.name if names and one.name else one.unit) for one in self.members()
        }

    def name(self, member: UUID, name: str) -> None:
        """Write down a member's name, in the place of an earlier one."""
        with self._recorder.writing() as connection:
            write_names(connection, {member: name})

    def erase(self, member: UUID) -> bool:
        """Erase a member's name for good; whether there was one.

        On SQLite the freed bytes are overwritten (``secure_delete``), and the write-ahead log,
        where the name may stand too, is emptied, also while others have the file open.
        """
        with self._recorder.writing() as connection:
            gone = connection.execute(delete(DIRECTORY).where(DIRECTORY.c.member == str(member)))
        if self._recorder.engine.dialect.name == "sqlite":
            with library_errors(), self._recorder.engine.connect() as connection:
                connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone.rowcount > 0
