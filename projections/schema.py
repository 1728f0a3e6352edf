"""The tables of the store, on SQLite and PostgreSQL.

Four kinds of tables stand here. The *ledger* (events, their log, the files that seals keep, and the
commands that had nothing new) can only grow: triggers refuse every UPDATE and DELETE, and every
position that is not the next one. The *views* are made from the events alone and can be rebuilt at
any time; they only grow too. The *directory* holds the names of members; with the *outbox*, and the
memory of the Slack edge (`projections.slack_schema`), it is all that may be erased.

Days are stored as whole numbers such as 20170331, times as microseconds since 1970 UTC: both
backends compare them alike and quickly, and people can read the days.
"""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    FromClause,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    or_,
)

from projections import partnership_schema
from projections.view_schema import BIG, VIEWS

EVENTS_TABLE = "tovholder_events"
LOG_TABLE = "tovholder_log"
KEPT_TABLE = "tovholder_kept"
NOTHING_NEW_TABLE = "tovholder_nothing_new"

LEDGER = MetaData()

LOG = Table(
    LOG_TABLE,
    LEDGER,
    Column("position", BIG, primary_key=True, autoincrement=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("actor", String(36), nullable=False),
    Column("channel", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("command_id", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("sha256", LargeBinary(32), nullable=False),
    UniqueConstraint("command_id", "ordinal", name="tovholder_log_command"),
    Index("tovholder_log_actor", "actor", "position"),
)
"""The log entry of each event. ``recorded_at`` never runs backwards, so that a time is found by
halving the positions, and every append is spared an index. ``ordinal`` counts the events of one
command; that a command's first event is unique here is what makes a command that comes twice a
command that is recorded once."""

KEPT = Table(
    KEPT_TABLE,
    LEDGER,
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""The files that seals keep, by the hash of their bytes: the same bytes stand here once."""

NOTHING_NEW = Table(
    NOTHING_NEW_TABLE,
    LEDGER,
    Column("command_id", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
)
"""The commands that had nothing new to record, so that none of them ever records anything when it
comes again (docs/adr/0009). ``position`` is the last one that the command was decided on."""

DIRECTORY = Table(
    "tovholder_directory",
    LEDGER,
    Column("member", String(36), primary_key=True),
    Column("name", Text, nullable=False),
)

OUTBOX = Table(
    "tovholder_outbox",
    LEDGER,
    Column("id", BIG, Identity(), primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("team", String(32), nullable=False),
    Column("lane", String(64), nullable=False),
    Column("member", String(36), nullable=False),
    Column("payload", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("state", String(8), nullable=False),
    Column("told", Text, nullable=False),
    Index("tovholder_outbox_state", "state", "team", "lane", "id"),
)
"""What Slack must be told, written in the transaction of what it is about, in the order of ``id``.

``team`` and ``lane`` say to whom: a lane is an agreement's to a channel or a person
(`projections.outbox.lane_of`), and is served in order; work of an agreement's own has no team, and
the agreement's id as its lane. ``payload`` is data (JSON), drawn when it is sent. ``state`` is
``waiting``, ``sent`` or ``failed``; ``next_at`` is when to try (0: at once), or until when somebody
is trying; ``told`` is what Slack last answered. ``key`` makes the same thing to tell the same, for
ever."""

VIEW_STATE = Table(
    "tovholder_views",
    LEDGER,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
)
"""One row: which version of the views stands in the tables, how many times they were begun (once
when the store was made, and once for each rebuild), and the last position that they hold."""


VIEW_PREFIX = "tovholder_view_"
"""How the names of the views' tables begin, and no others."""

SELDOM = ("delay_reason", "expected_completion")
"""The fields that few reports state: each has an index of those that do. The others are found by
going back from the goal's latest report, which mostly states them."""


def states(reports: FromClause, field: str) -> ColumnElement[bool]:
    """That a row of ``goal_reports`` states something of the field, or that nothing stands there.

    It is the condition of the index of a field in `SELDOM`: a question that asks so seeks in it.
    """
    return or_(reports.c[field].is_not(None), reports.c.retracted == literal_column("1"))


ALL_VIEWS = {**VIEWS, **partnership_schema.VIEWS}
"""The tables of the views by name, as data."""


class ViewTables:
    """The tables of the views, live or beside the live ones.

    ``suffix`` is empty for the live tables. ``generation`` goes into the names of the indexes, so
    that tables can be renamed into place without two indexes of one name.
    """

    def __init__(self, suffix: str = "", generation: int = 1) -> None:
        self.suffix = suffix
        self._metadata = MetaData()
        self._generation = generation
        self.goals = self._table("goals")
        self.goal_fields = self._table("goal_fields")
        self.goal_reports = self._table("goal_reports")
        self._index_reports()
        self.goal_names = self._table("goal_names")
        self.agreements = self._table("agreements")
        self.members = self._table("members")
        self.seals = self._table("seals")
        self.rounds = self._table("rounds")
        self.measurements = self._table("measurements")
        self.focus_points = self._table("focus_points")

    @cached_property
    def partnership(self) -> dict[str, Table]:
        """The tables about the partnership, by name: made when they are asked for, since a question
        about a goal needs none of them."""
        return {name: self._table(name) for name in partnership_schema.VIEWS}

    @property
    def metadata(self) -> MetaData:
        """All the tables, whether they were asked for or not."""
        _ = self.partnership  # asking makes them
        return self._metadata

    def named(self, name: str) -> Table:
        """The table with that name."""
        return self.metadata.tables[f"{VIEW_PREFIX}{name}{self.suffix}"]

    def all(self) -> list[Table]:
        """The tables, in the order in which they are created and compared."""
        return list(self.metadata.tables.values())

    def _table(self, name: str) -> Table:
        view = ALL_VIEWS[name]
        table = Table(
            f"{VIEW_PREFIX}{name}{self.suffix}",
            self._metadata,
            Column(view.key, BIG, primary_key=True, autoincrement=False),
            *(Column(column, kind, nullable=False) for column, kind in view.always.items()),
            *(Column(column, kind) for column, kind in view.perhaps.items()),
        )
        for label, columns in view.indexes.items():
            Index(f"tovholder_{name}_{label}_{self._generation}", *(table.c[c] for c in columns))
        return table

    def _index_reports(self) -> None:
        reports = self.goal_reports.c
        for name in ("seek", *SELDOM):
            told = states(self.goal_reports, name) if name in SELDOM else None
            Index(
                f"tovholder_goal_reports_{name}_{self._generation}",
                reports.goal, reports.effective, reports.place, reports.position,
                sqlite_where=told, postgresql_where=told,
            )  # fmt: skip


LIVE = ViewTables()
"""The tables that are read; made once, since they take some milliseconds at every start."""
