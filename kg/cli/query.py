"""`kg query` and `kg queries`: questions to the graph."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from kg.answers import Answer

FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld", "rdf")


def query(
    question: Annotated[
        str,
        typer.Argument(metavar="NAME|FILE|-", help="A named question, a .rq file, or - for SPARQL on stdin."),
    ],
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    set: Annotated[
        list[str], typer.Option("--set", "-s", metavar="NAME=VALUE", help="A value for a parameter.")
    ] = [],  # noqa: B006
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="|".join(FORMATS), help="[table; ttl for triples]")
    ] = None,
    timeout: Annotated[
        float,
        typer.Option("--timeout", min=0, help="Seconds after which the query is given up; 0 for never."),
    ] = 60.0,
) -> None:
    """Ask the graph a named question, or one in SPARQL.

    \b
    Queries see the union of all documents' graphs. kg's prefixes are known.
    SERVICE and updates are refused.

    \b
    Examples:
      kg query planned-visits
      kg query planned-visits --set start=2021 --set state=MA --format csv
      kg query my-question.rq --format json
      echo 'SELECT DISTINCT ?label { ?p a dip:Person ; rdfs:label ?label }' | kg query -
      echo 'CONSTRUCT { ?s ?p ?o } WHERE { ?s a dip:Visit ; ?p ?o }' | kg query - --format ttl
    """
    from kg import queries
    from kg.cli.deadline import within

    if format is not None:
        options.check_choice(format, FORMATS, "--format")
    asked = queries.parse("the query", _stdin()) if question == "-" else queries.find(question)
    sparql = asked.fill(_values(set))
    raise typer.Exit(within(timeout, lambda: _ask(sparql, graph, format)))


def queries(
    language: Annotated[
        str, typer.Option("--lang", metavar="CODE", help="The language of the titles.")
    ] = "fr",
    long: Annotated[bool, typer.Option("--long", "-l", help="Descriptions and parameters too.")] = False,
) -> None:
    """List the named questions, with their titles and parameters.

    \b
    Examples:
      kg queries
      kg queries --lang en --long
    """
    from kg import queries as questions

    for question in questions.named():
        told = question.titles.get(language) or next(iter(question.titles.values()), "")
        names = " ".join(f"--set {p.name}=…" for p in question.parameters)
        sys.stdout.write(f"{question.number or '':>2} {question.name:<24} {told}\n")
        if long:
            sys.stdout.write(f"   {question.descriptions.get(language, '')}\n")
            for p in question.parameters:
                default = f" [{p.default}]" if p.default else ""
                sys.stdout.write(
                    f"     --set {p.name}={p.type}: {p.descriptions.get(language, '')}{default}\n"
                )
        elif names:
            sys.stdout.write(f"   {names}\n")


def _stdin() -> str:
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _values(pairs: list[str]) -> dict[str, str]:
    values = {}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not separator or not name:
            raise typer.BadParameter(f"{pair!r} is not of the form name=value", param_hint="--set")
        values[name] = value
    return values


def _ask(sparql: str, folder: Path, format: str | None) -> None:
    from kg.answers import ask

    with options.opened(folder) as graph:
        answer = ask(graph, sparql)
        chosen = format or {"table": "table", "boolean": "table", "graph": "ttl"}[answer.kind]
        if chosen == "table" and answer.kind == "table":
            _show(answer)
        elif chosen == "table" and answer.kind == "boolean":
            sys.stdout.write("yes\n" if answer else "no\n")
        else:
            answer.write(sys.stdout.buffer, chosen)
            if chosen in {"json", "jsonld", "xml", "rdf"}:
                sys.stdout.buffer.write(b"\n")
        sys.stdout.flush()


def _show(answer: Answer) -> None:
    from kg.cli.tables import show

    show(answer.variables, (["" if cell is None else str(cell) for cell in row] for row in answer))
