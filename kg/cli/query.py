"""`kg query` and `kg queries`: questions to the graph."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from kg.answers import Answer
    from kg.queries import Question

_FOR_PEOPLE = ("table", "markdown")
FORMATS = ("table", "markdown", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld", "rdf")


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
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the SPARQL, with the values in it, and do not ask it.")
    ] = False,
    timeout: options.Timeout = 60.0,
) -> None:
    """Ask the graph a named question, or one in SPARQL.

    \b
    Queries see the union of all documents' graphs. kg's prefixes are known.
    SERVICE and updates are refused. States, persons and organisations are
    given by their names: Russie, Russia and RU are one, and part of a person's
    name is enough where it means one person only.

    \b
    Examples:
      kg query planned-visits
      kg query planned-visits --set start=2021 --set state=Maroc --format csv
      kg query talks --set person=lavrov --explain
      kg query my-question.rq --format json
      echo 'SELECT DISTINCT ?label { ?p a dip:Person ; rdfs:label ?label }' | kg query -
      echo 'CONSTRUCT { ?s ?p ?o } WHERE { ?s a dip:Visit ; ?p ?o }' | kg query - --format ttl
    """
    from kg import queries
    from kg.cli.deadline import within

    if format is not None:
        options.check_choice(format, FORMATS, "--format")
    asked = queries.parse("the query", _stdin()) if question == "-" else queries.find(question)
    values = _values(set)
    raise typer.Exit(within(timeout, lambda: answer(asked, values, graph, format, explain=explain)))


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


def answer(
    asked: Question, values: dict[str, str], folder: Path, format: str | None, *, explain: bool = False
) -> None:
    """Writes the answer to a question, or with `explain` the SPARQL that would be asked."""
    from kg.answers import ask
    from kg.values import resolve

    with options.opened(folder) as graph:
        sparql = asked.fill(resolve(asked, values, graph))
        if explain:
            sys.stdout.write(sparql if sparql.endswith("\n") else f"{sparql}\n")
            return
        found = ask(graph, sparql)
        chosen = format or {"table": "table", "boolean": "table", "graph": "ttl"}[found.kind]
        if chosen in _FOR_PEOPLE and found.kind == "table":
            _show(found, chosen)
        elif chosen in _FOR_PEOPLE and found.kind == "boolean":
            sys.stdout.write("yes\n" if found else "no\n")
        else:
            found.write(sys.stdout.buffer, chosen)
            if chosen in {"json", "jsonld", "xml", "rdf"}:
                sys.stdout.buffer.write(b"\n")
        sys.stdout.flush()


def _show(found: Answer, format: str) -> None:
    from kg.cli import tables

    write = tables.markdown if format == "markdown" else tables.show
    write(found.variables, (["" if cell is None else str(cell) for cell in row] for row in found))
