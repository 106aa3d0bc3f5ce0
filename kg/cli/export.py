"""`kg export`: the graph in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.options import say


def export(
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="The file; its suffix is the format; - is stdout."
        ),
    ],
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="NAME", help="The format, where no suffix tells it."),
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", "-d", metavar="ID", help="Only what this document says.")
    ] = None,
    type: options.FactType = [],  # noqa: B006
) -> None:
    """Write the graph, or one document's part of it, to a file.

    \b
    Formats: ttl nt nq trig jsonld rdf (RDF); graphml gexf (networks), zip (the
    network as nodes.csv and edges.csv); csv jsonl (the facts table; csv with
    --type for one type's own columns); ics (visits and gatherings as a calendar).
    nq and trig hold every graph by name; the other RDF formats their union
    without the ontology itself, and of the authority file only what is used.

    \b
    Examples:
      kg export -o graph.ttl
      kg export -o network.gexf -g archive.kg
      kg export -o calendar.ics
      kg export -o visits.csv --type visit
      kg export -o - --format trig --document 000_bcc0e6c20f4df47a
    """
    from kg import exports

    chosen = format or output.suffix.removeprefix(".")
    if chosen not in exports.FORMATS:
        raise typer.BadParameter(
            f"{chosen!r} is not one of {', '.join(exports.FORMATS)}",
            param_hint="--format" if format else "--output",
        )
    options.check_types(type)
    with options.opened(graph) as stored:
        if document is not None and stored.document(document) is None:
            say(f"kg: the graph has no document {document!r}")
            raise typer.Exit(1)
        with options.output(output) as stream:
            for note in exports.write(stored, chosen, stream, document, type):
                say(note)
