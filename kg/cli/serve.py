"""`kg serve`: the graph over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options
from kg.cli.options import say


def serve(
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="The port; 0 for any that is free.")
    ] = 8000,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds after which a query is stopped.")
    ] = 30.0,
    memory: Annotated[
        int, typer.Option("--memory", min=64, metavar="MB", help="Most memory of a query.")
    ] = 2048,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Most rows of an answer.")] = 1_000_000,
    answer: Annotated[
        int, typer.Option("--answer", min=1, metavar="MB", help="Most megabytes of an answer.")
    ] = 256,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="How many queries run at once.")
    ] = 4,
    allow_origin: Annotated[
        list[str],
        typer.Option("--allow-origin", metavar="ORIGIN", help="Whose pages may read, * for everybody's [*]."),
    ] = [],  # noqa: B006
    allow_update: Annotated[
        bool,
        typer.Option("--allow-update", help="Take SPARQL updates of named graphs; on this machine only."),
    ] = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Serve the graph on this machine: a SPARQL 1.1 service and pages.

    \b
    /sparql        the service: queries by GET and POST, answers by Accept
    /query         a page to write queries on
    /data          graphs whole: ?graph=IRI, ?default, or all
    /state/MA, /person/…, /fact/…: what the graph says of one thing

    \b
    A query that passes a limit is stopped, and the server says so with 503.
    SERVICE is refused, and so are updates unless --allow-update is given. They
    change named graphs; the default graph is the union of these and follows.
    Any page that you visit may read the graph while it is served, unless
    --allow-origin names whose may.

    \b
    Examples:
      kg serve
      kg serve -g archive.kg --port 8080 --timeout 10
      kg serve --allow-origin http://localhost:3000
    """
    from kg.server.limits import MEGABYTE, Limits
    from kg.server.run import is_loopback, run

    limits = Limits(timeout, memory * MEGABYTE, answer * MEGABYTE, rows, workers=workers)
    if not is_loopback(host):
        say(f"kg: everybody who reaches {host} can read this graph")

    def started(address: str) -> None:
        if not quiet:
            say(f"serving {graph} on {address} (Ctrl-C ends it)")

    run(
        graph,
        host,
        port,
        limits,
        origins=tuple(allow_origin) or ("*",),
        allow_update=allow_update,
        verbose=verbose,
        started=started,
    )
