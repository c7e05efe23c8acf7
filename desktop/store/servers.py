"""What is asked of a PostgreSQL connection, and what its refusals mean.

The defaults of libpq freeze a window for more than a minute when a cable is pulled, and are silently talked
out of encryption by whoever stands in the middle.
"""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from desktop.base.errors import CannotOpen, Unavailable
from desktop.base.messages import N_, message

_SESSION = "-c timezone=UTC -c lock_timeout=3s -c statement_timeout=30s -c idle_in_transaction_session_timeout=5min"
_FATAL = (
    "FATAL",
    "\u0412\u0410\u0416\u041d\u041e",
)  # how a server, an English or a Russian one, begins a refusal
_LOCAL = frozenset({"", "localhost", "127.0.0.1", "::1"})


def server_arguments(url: URL) -> dict[str, object]:
    """What libpq is given besides the address; whatever the address itself says stays."""
    wanted: dict[str, object] = {
        "application_name": "opora",
        "connect_timeout": 5,
        "keepalives": 1,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 6000,  # without effect where the system has none
        **_protection(url),
    }
    arguments = {name: value for name, value in wanted.items() if name not in url.query}
    asked = url.query.get("options", "")
    arguments["options"] = f"{_SESSION} {asked if isinstance(asked, str) else ' '.join(asked)}".strip()
    return arguments


def _protection(url: URL) -> dict[str, object]:
    """Encryption that cannot be talked away: by the office's certificate or, without one, by the password."""
    host = _host(url)
    if host.startswith(("/", "@")) or host in _LOCAL or "sslmode" in url.query:
        return {}
    if "PGSSLMODE" in os.environ:
        return {}
    certificate = os.environ.get("PGSSLROOTCERT") or (_certificate() if _certificate().exists() else None)
    if certificate or "sslrootcert" in url.query:
        return {"sslmode": "verify-full"}
    return {"sslmode": "require", "channel_binding": "require"}


def _certificate() -> Path:
    """Where libpq looks for the certificate of the office by itself."""
    if os.name == "nt":
        return Path(os.environ.get("APPDATA", "")) / "postgresql" / "root.crt"
    return Path.home() / ".postgresql" / "root.crt"


def _host(url: URL) -> str:
    asked = url.query.get("host", "")
    named = url.host or (asked if isinstance(asked, str) else ",".join(asked))
    return named or os.environ.get("PGHOST", "")


def refused_server(url: URL, error: DBAPIError) -> CannotOpen | Unavailable:
    """The sentence for a server that was not opened."""
    tried = getattr(error.orig, "pgconn", None)
    text = str(error.orig)
    host = _host(url) or "localhost"
    user, name = url.username or os.environ.get("PGUSER", ""), url.database or ""
    if tried is not None and tried.needs_password:
        return CannotOpen(
            message(
                N_(
                    "The server {host} asks for a password. Put it into the PostgreSQL password file "
                    "(PGPASSFILE) or type it when asked."
                ),
                host=host,
            )
        )
    if tried is not None and tried.used_password:
        return CannotOpen(
            message(
                N_("The server {host} did not accept the user {user} with this password."),
                host=host,
                user=user,
            )
        )
    if "does not exist" in text and f'"{name}"' in text:
        return CannotOpen(message(N_("There is no database {name} on the server {host}."), name=name, host=host))
    if _answered(text):
        return CannotOpen(message(N_("The server {host} refused the connection: {reason}"), host=host, reason=_last_line(text)))
    return Unavailable(
        message(
            N_("The server {host} does not answer. Check the network and whether the server is on. ({reason})"),
            host=host,
            reason=_last_line(text),
        )
    )


def _answered(text: str) -> bool:
    """A server that speaks (in its own language) or a protection that failed: waiting will not help."""
    return any(sign in text for sign in (*_FATAL, "SSL", "certificate", "channel binding"))


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith(("(Background", "[SQL"))]
    return lines[0].rpartition("failed: ")[2] if lines else text
