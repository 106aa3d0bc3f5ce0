"""`kg view`: the graph as one page that works offline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.store import Graph

PAGES = ("graph", "timeline", "matrix")
LEVELS = ("persons", "states", "events")


def view(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page; - is stdout.")],
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    page: Annotated[str, typer.Option("--as", metavar="|".join(PAGES), help="What to draw.")] = "graph",
    level: Annotated[
        str, typer.Option("--level", metavar="|".join(LEVELS), help="Who or what the nodes are.")
    ] = "persons",
    type: options.FactType = [],  # noqa: B006
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Facts from this day on.")
    ] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Facts up to this day.")] = None,
    around: Annotated[
        str | None,
        typer.Option("--around", metavar="NAME", help="Only what is near this person, state or body."),
    ] = None,
    depth: Annotated[int, typer.Option("--depth", min=1, max=10, help="How near, in steps.")] = 1,
    max_nodes: Annotated[
        int | None, typer.Option("--max-nodes", min=1, help="Fold what is beyond this many nodes.")
    ] = None,
    title: Annotated[str, typer.Option("--title", help="The page's title.")] = "",
    lang: Annotated[
        str, typer.Option("--lang", metavar="CODE", help="The page's language, fr or en.")
    ] = "fr",
) -> None:
    """Draw the relationship graph, a timeline or a matrix as one HTML file.

    \b
    Examples:
      kg view -o graph.html
      kg view -o senegal.html --around SN --level states
      kg view -o visits.html --as timeline --type visit --from 2021
    """
    options.check_choice(page, PAGES, "--as")
    options.check_choice(level, LEVELS, "--level")
    options.check_types(type)
    for option, value in (("--from", start), ("--to", end)):
        if value is not None:
            options.check_date(value, option)
    from kg.views.page import render

    with options.opened(graph) as stored:
        html = render(
            list(stored.facts()),
            _documents(stored),
            page=page,  # type: ignore[arg-type]
            level=level,  # type: ignore[arg-type]
            types=type,
            start=start,
            end=end,
            around=around,
            depth=depth,
            max_nodes=max_nodes,
            title=title,
            language=lang,
        )
    with options.output(output) as stream:
        stream.write(html.encode("utf-8"))


def _documents(graph: Graph) -> dict[str, Any]:
    return {
        stored.id: (graph.text(stored.id) or "", stored.date, stored.language or "", stored.id)
        for stored in graph.documents()
    }
