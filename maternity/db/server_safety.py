"""What a server must be before a register is written there; asked at every opening.

Of every connection the engine asks whether the server keeps what it acknowledges (`engine`). Here
it is asked whether its pages have check sums, whether the cable is encrypted, passwords are never
sent, and whether the role of this computer may do no more than it needs (reference: safety, part
14). The proof that the server is the ward's own is the driver's: `verify-full` with its authority.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from maternity.db import triggers
from maternity.errors import Unavailable
from maternity.i18n import _

OLDEST = 140_000
"""PostgreSQL 14."""

WANTED = {"data_checksums": "on", "password_encryption": "scram-sha-256"}


def prove(connection: Connection, *, builds: bool) -> None:
    """Refuse a server, a cable or a role that is not safe; `builds` may make tables."""
    number = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
    if number < OLDEST:
        raise Unavailable(
            _("The server runs PostgreSQL {found}; 14 or newer is needed.").format(
                found=number // 10_000
            ),
            advice=_("Ask the administrator of the server."),
        )
    for name, wanted in WANTED.items():
        if connection.exec_driver_sql(f"SHOW {name}").scalar_one() != wanted:
            raise Unavailable(
                _("The server is not set up safely: {name}.").format(name=name),
                advice=_("Ask the administrator of the server: it must be “{value}”.").format(
                    value=wanted
                ),
            )
    if not connection.scalar(text(ENCRYPTED)):
        raise Unavailable(
            _("The cable to the server can be listened to: it is not encrypted."),
            advice=_("Ask the administrator of the server: it must take “hostssl” alone."),
        )
    entries = {"entries": [table.name for table in triggers.guarded()]}
    if not builds and connection.scalar(text(MAY_BUILD), entries):
        raise Unavailable(
            _("The role of this computer may do too much on the server."),
            advice=_("Ask the administrator of the server for a role that may not change tables."),
        )


ENCRYPTED = "SELECT inet_server_addr() IS NULL OR ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
"""True for a socket of the same computer, or under TLS."""

MAY_BUILD = (
    "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication"
    " OR has_schema_privilege(current_schema(), 'CREATE')"
    " OR has_database_privilege(current_database(), 'CREATE')"
    " OR has_table_privilege('audit', 'UPDATE, DELETE, TRUNCATE')"
    " OR has_table_privilege('history', 'UPDATE, DELETE, TRUNCATE')"
    " OR EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema()"
    " AND tablename = ANY(:entries)"
    " AND has_table_privilege(quote_ident(tablename), 'DELETE, TRUNCATE'))"
    " FROM pg_roles WHERE rolname = current_user"
)
"""Whether the role may change tables, rewrite the trail, or delete an entry."""
