"""Triggers that keep the ledger as it was recorded, on both backends.

They refuse every UPDATE and DELETE of events, log entries, kept files and answers of nothing new,
every position that is not the next one, and a recorded time that runs backwards. Whoever owns the
database can drop a trigger; that it was tampered with is then found by `verify`, from the hashes.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection

from projections.schema import EVENTS_TABLE, KEPT_TABLE, LOG_TABLE, NOTHING_NEW_TABLE

_NEVER_CHANGED = (EVENTS_TABLE, LOG_TABLE, KEPT_TABLE, NOTHING_NEW_TABLE)

SQLITE = [
    f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table}: what is recorded is never changed'); END"""
    for table in _NEVER_CHANGED
    for verb in ("UPDATE", "DELETE")
] + [
    # REPLACE and upsert go round the UPDATE and DELETE triggers, so the row itself is looked at:
    # it must take the next position, and must not meet a row that it could replace.
    f"""CREATE TRIGGER {EVENTS_TABLE}_next BEFORE INSERT ON {EVENTS_TABLE}
        BEGIN
            SELECT RAISE(ABORT, '{EVENTS_TABLE}: not the next position')
            WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM {EVENTS_TABLE});
            SELECT RAISE(ABORT, 'UNIQUE constraint: that version of the stream is recorded')
            WHERE EXISTS (SELECT 1 FROM {EVENTS_TABLE} WHERE originator_id = NEW.originator_id
                          AND originator_version = NEW.originator_version);
        END""",
    f"""CREATE TRIGGER {LOG_TABLE}_next BEFORE INSERT ON {LOG_TABLE}
        BEGIN
            SELECT RAISE(ABORT, '{LOG_TABLE}: not the next position')
            WHERE NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM {LOG_TABLE});
            SELECT RAISE(ABORT, '{LOG_TABLE}: recorded_at would run backwards')
            WHERE NEW.recorded_at < (SELECT recorded_at FROM {LOG_TABLE}
                                     WHERE position = NEW.position - 1);
            SELECT RAISE(ABORT, 'UNIQUE constraint: that command is recorded')
            WHERE EXISTS (SELECT 1 FROM {LOG_TABLE} WHERE command_id = NEW.command_id
                          AND ordinal = NEW.ordinal);
        END""",
    f"""CREATE TRIGGER {KEPT_TABLE}_once BEFORE INSERT ON {KEPT_TABLE}
        BEGIN
            SELECT RAISE(ABORT, '{KEPT_TABLE}: that file is kept')
            WHERE EXISTS (SELECT 1 FROM {KEPT_TABLE} WHERE sha256 = NEW.sha256);
        END""",
    f"""CREATE TRIGGER {NOTHING_NEW_TABLE}_once BEFORE INSERT ON {NOTHING_NEW_TABLE}
        BEGIN
            SELECT RAISE(ABORT, 'UNIQUE constraint: that command was answered')
            WHERE EXISTS (SELECT 1 FROM {NOTHING_NEW_TABLE} WHERE command_id = NEW.command_id);
        END""",
]

POSTGRES = [
    """CREATE OR REPLACE FUNCTION tovholder_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
           RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ': what is recorded is never changed';
       END $$""",
    *(
        f"""CREATE OR REPLACE TRIGGER {table}_never_changed
            BEFORE DELETE OR UPDATE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION tovholder_never_changed()"""
        for table in _NEVER_CHANGED
    ),
    # One look per statement: the new rows follow on each other, and on the last row before them.
    # Only single rows by key are looked up: a plan made while the tables are empty, and kept for
    # the session, must not read them whole when they have grown.
    *(
        f"""CREATE OR REPLACE FUNCTION {table}_next() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE low bigint; high bigint; n bigint; last bigint;
            BEGIN
                SELECT min({key}), max({key}), count(*) INTO low, high, n FROM added;
                SELECT {key} INTO last FROM {table} WHERE {key} < low ORDER BY {key} DESC LIMIT 1;
                IF n > 0 AND (low <> coalesce(last, 0) + 1 OR high - low + 1 <> n
                   OR high <> (SELECT max({key}) FROM {table})) THEN
                    RAISE EXCEPTION '{table}: not the next position';
                END IF;
                RETURN NULL;
            END $$"""
        for table, key in ((EVENTS_TABLE, "id"), (LOG_TABLE, "position"))
    ),
    *(
        f"""CREATE OR REPLACE TRIGGER {table}_next AFTER INSERT ON {table}
            REFERENCING NEW TABLE AS added
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_next()"""
        for table in (EVENTS_TABLE, LOG_TABLE)
    ),
    f"""CREATE OR REPLACE FUNCTION {LOG_TABLE}_forward() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE before bigint;
        BEGIN
            SELECT recorded_at INTO before FROM {LOG_TABLE}
            WHERE position = (SELECT min(position) FROM added) - 1;
            IF EXISTS (SELECT 1 FROM (SELECT recorded_at, lag(recorded_at, 1, before)
                                      OVER (ORDER BY position) AS earlier FROM added) AS pairs
                       WHERE recorded_at < earlier) THEN
                RAISE EXCEPTION '{LOG_TABLE}: recorded_at would run backwards';
            END IF;
            RETURN NULL;
        END $$""",
    f"""CREATE OR REPLACE TRIGGER {LOG_TABLE}_forward AFTER INSERT ON {LOG_TABLE}
        REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION {LOG_TABLE}_forward()""",
]
"""The same on PostgreSQL. The writing role needs INSERT and SELECT on these tables, no more."""


def missing(connection: Connection) -> list[str]:
    """The names of the guards that are not there, are put aside, or do something else."""
    return [_parts(guard)[0] for guard in _missing(connection)]


def put(connection: Connection) -> None:
    """Put up the guards that are `missing`; only the owner of the tables may."""
    for guard in _missing(connection):
        name, _ = _parts(guard)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(guard)
        if guard.startswith(_TRIGGER):  # it may stand there, put aside
            (table,) = re.findall(r" ON (\w+)", guard)
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER {name}")


def _missing(connection: Connection) -> list[str]:
    there = _there(connection)
    guards = POSTGRES if connection.dialect.name == "postgresql" else SQLITE
    return [guard for guard in guards if _parts(guard) not in there]


def _parts(guard: str) -> tuple[str, str]:
    """The name of a guard, and what it does in the words of the database."""
    kind, name = re.findall(r"(TRIGGER|FUNCTION) (\w+)", guard)[0]
    if guard.startswith(_TRIGGER):
        return name, " ".join(guard.replace(_TRIGGER, "CREATE TRIGGER").split())
    return (name, guard) if kind == "TRIGGER" else (f"{name}()", guard.split("$$")[1])


_TRIGGER = "CREATE OR REPLACE TRIGGER"
"""How a trigger begins on PostgreSQL, which tells it again in words of its own."""


def _there(connection: Connection) -> set[tuple[str, str]]:
    if connection.dialect.name == "sqlite":
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:  # another ledger may stand in another schema
        asked = (
            "SELECT tgname::text, pg_get_triggerdef(oid, true) FROM pg_trigger"
            " WHERE tgname LIKE 'tovholder%%' AND tgenabled IN ('O', 'A')"
            " AND pg_table_is_visible(tgrelid) UNION ALL"
            " SELECT proname || '()', prosrc FROM pg_proc"
            " WHERE proname LIKE 'tovholder%%' AND pg_function_is_visible(oid)"
        )
    return {(name, words) for name, words in connection.exec_driver_sql(asked)}
