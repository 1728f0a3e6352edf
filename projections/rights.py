"""Who may do what with a table on PostgreSQL, kept where another table takes its place.

`GRANT` is said of a table, not of its name: a table that is renamed into place has nobody's rights
but those of the role that made it, and daily work would stop.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

_RIGHTS = text("""
    SELECT format('GRANT %s ON TABLE %I TO %s%s', acl.privilege_type, c.relname,
                  CASE acl.grantee WHEN 0 THEN 'PUBLIC'
                       ELSE quote_ident(pg_get_userbyid(acl.grantee)) END,
                  CASE WHEN acl.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM pg_class c, aclexplode(c.relacl) acl
    WHERE c.relname = ANY(:names) AND c.relkind = 'r' AND pg_table_is_visible(c.oid)
        AND acl.grantee <> c.relowner
""")
_OWNER = text("""
    SELECT format('ALTER TABLE %I OWNER TO %I', relname, pg_get_userbyid(relowner))
    FROM pg_class
    WHERE relname = ANY(:names) AND relkind = 'r' AND pg_table_is_visible(oid)
        AND pg_get_userbyid(relowner) <> current_user
""")


@contextmanager
def kept(connection: Connection, names: list[str]) -> Iterator[None]:
    """Whoever may do something with a table of these names, or owns it, does so afterwards too."""
    if connection.dialect.name != "postgresql":
        yield
        return
    said = [
        statement
        for query in (_RIGHTS, _OWNER)
        for statement in connection.execute(query, {"names": names}).scalars()
    ]
    yield
    for statement in said:
        connection.exec_driver_sql(statement.replace("%", "%%"))
