"""Runs the server until it is told to stop.

In: the folder of a graph, an address, limits. Out: nothing; what it listens on is told to `started`.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from kg.errors import KgError
from kg.generations import Generations
from kg.server.app import create
from kg.server.limits import Limits

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def run(
    folder: Path,
    host: str,
    port: int,
    limits: Limits,
    *,
    origins: tuple[str, ...] = ("*",),
    allow_update: bool = False,
    verbose: bool = False,
    started: Callable[[str], None] = lambda address: None,
) -> None:
    """Serves a graph. Raises KgError where the address is taken, BrokenGraph where there is no graph."""
    Generations(folder, writing=False).reader()
    local = is_loopback(host)
    if allow_update and not local:
        raise KgError(f"updates are allowed on this machine only: serve on 127.0.0.1, not on {host}")
    try:
        listening = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError as error:
        raise KgError(f"{host}:{port}: {error.strerror or error}; name another port with --port") from error
    # On loopback, a page that has pointed its own name here is not answered.
    app = create(
        folder, limits, origins=origins, hosts=_LOOPBACK if local else ("*",), allow_update=allow_update
    )
    name = f"[{host}]" if ":" in host else host
    started(f"http://{name}:{listening.getsockname()[1]}/")
    settings = uvicorn.Config(
        app,
        log_level="info" if verbose else "critical",
        access_log=verbose,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=limits.request,
        http="h11",
        server_header=False,
    )
    # The server has ended well by the time that it passes the interrupt on.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(settings).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own, out of reach of others."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
