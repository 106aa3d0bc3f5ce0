"""`kg link`: who is who and what is what across documents, and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.options import say

if TYPE_CHECKING:
    from kg.linking import Links


def link(
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain", metavar="IRI", help="Why a person or an occurrence is one, or a fact is of one."
        ),
    ] = None,
    authority: Annotated[
        list[Path] | None,
        typer.Option(
            "--authority", metavar="FILE", help="People that are known: CSV or Turtle, kept in the graph."
        ),
    ] = None,
) -> None:
    """Link persons, visits, meetings, talks and agreements across documents.

    \b
    Every build does so; this makes the links anew, takes in what is known of
    people, and tells how many there are. IRIs may be shortened to their ends.

    \b
    Examples:
      kg link
      kg link --authority our-people.csv
      kg link --explain person/sergei-lavrov
    """
    if explain is not None:
        with options.opened(graph) as stored:
            _explain(stored.links(), explain.removeprefix(stored.base))
        return
    from kg.store import open_graph

    with open_graph(graph, read_only=False) as stored:
        if authority:
            from kg.linking.sources import read_people

            stored.know(read_people(authority))
        links = stored.links()
    _tell(links)


def _explain(links: Links, name: str) -> None:
    from kg.linking.explain import alike, explained

    lines = explained(links, name)
    if not lines:
        near = alike(links, name)
        say(f"kg: nothing in the graph is named {name}" + (f"; there are {', '.join(near)}" if near else ""))
        raise typer.Exit(1)
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _tell(links: Links) -> None:
    from kg.cli.tables import show

    mentions = sum(len(person.mentions) for person in links.persons)
    told = sum(len(occurrence.accounts) for occurrence in links.occurrences)
    several = sum(1 for occurrence in links.occurrences if len(occurrence.accounts) > 1)
    rows = [
        ("documents", str(len(links.sources))),
        ("names of persons in documents", str(mentions)),
        ("persons", str(len(links.persons))),
        ("persons from the authority file", str(sum(1 for p in links.persons if p.known is not None))),
        ("accounts of events", str(told)),
        ("occurrences", str(len(links.occurrences))),
        ("occurrences told more than once", str(several)),
        ("disagreements", str(sum(len(o.disagreements) for o in links.occurrences))),
    ]
    show(("links", ""), rows)
