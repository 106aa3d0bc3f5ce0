"""`kg link`: who is who and what is what across documents, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.options import say

if TYPE_CHECKING:
    from kg.linking import Links
    from kg.linking.persons import Pair


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
            links = stored.links()
            found = list(_explained(links, explain.removeprefix(stored.base)))
        if not found:
            say(f"kg: nothing in the graph is named {explain}")
            raise typer.Exit(1)
        sys.stdout.write("".join(f"{line}\n" for line in found))
        return
    from kg.store import open_graph

    with open_graph(graph, read_only=False) as stored:
        if authority:
            from kg.linking.sources import read_people

            stored.know(read_people(authority))
        links = stored.links()
    _tell(links)


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


def _explained(links: Links, name: str) -> Iterator[str]:
    """Why things are one: the pairs that speak for it, and those that were not joined."""
    for person in links.persons:
        anchors = {mention.anchor for mention in person.mentions}
        if f"person/{person.tail}" == name or person.tail == name or name in anchors:
            yield f"person/{person.tail}: {', '.join(person.names)}"
            if person.known is not None:
                yield f"  in the authority file: {person.known.slug}"
            for mention in person.mentions:
                posts = ", ".join(f"{post.role} of {post.owner}" for post in sorted(mention.posts))
                yield f"  {mention.anchor}{f': {posts}' if posts else ''}"
            yield from _pairs(links.resolution.pairs, anchors)
    for occurrence in links.occurrences:
        facts = {account.id for account in occurrence.accounts}
        if name in (occurrence.tail, occurrence.tail.removeprefix("event/")) or any(
            iri.endswith(f"/{name.removeprefix('fact/')}") for iri in facts
        ):
            yield f"{occurrence.tail}"
            for account in occurrence.accounts:
                date = getattr(account.fact, "date", None) or "undated"
                yield f"  {account.id}: {account.status}, {date}"
            yield from _pairs(links.fact_pairs, facts)
            yield from (f"  disagreement: {line}" for line in occurrence.disagreements)


def _pairs(pairs: Iterable[Pair], things: set[str]) -> Iterator[str]:
    for pair in pairs:
        one, other = pair.one, pair.other
        if {one, other} & things:
            word = "joined" if pair.joined else "not joined"
            verdict = pair.verdict
            yield f"  {word} {verdict.score:.2f}: {one} with {other}: {'; '.join(verdict.reasons)}"
