"""`kg brief`: a page on two states or a person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options


def brief(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="A .html or .md file; - is stdout.")
    ],
    between: Annotated[
        tuple[str, str] | None,
        typer.Option("--between", metavar="STATE STATE", help="Two states, by their names or codes."),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="A person, by a name that is one person's.")
    ] = None,
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="html|md", help="Where no suffix tells it.")
    ] = None,
    lang: Annotated[
        str, typer.Option("--lang", metavar="CODE", help="The page's language, fr or en.")
    ] = "fr",
) -> None:
    """Write a briefing: offices, contacts, visits, agreements and stands, each with its quotes.

    \b
    Examples:
      kg brief --between MA RU -o brief.html
      kg brief --between Maroc Sénégal -o brief.md
      kg brief --person lavrov --lang en -o lavrov.html
    """
    from kg import briefing, languages

    if (between is None) == (person is None):
        raise typer.BadParameter("name two states with --between, or somebody with --person")
    chosen = format or output.suffix.removeprefix(".")
    options.check_choice(chosen, briefing.FORMATS, "--format" if format else "--output")
    options.check_choice(lang, languages.available(), "--lang")
    with options.opened(graph) as stored:
        if between is not None:
            made = briefing.between(stored, *between, lang)
        else:
            made = briefing.of_person(stored, person or "", lang)
    with options.output(output) as stream:
        stream.write(briefing.write(made, chosen).encode("utf-8"))
