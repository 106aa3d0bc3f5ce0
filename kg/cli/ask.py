"""`kg ask`: a question in plain words."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options
from kg.cli.options import say


def ask(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="The question, in French or in English.")
    ],
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="NAME", help="As for kg query [table].")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the SPARQL that it becomes, and do not ask it.")
    ] = False,
    timeout: options.Timeout = 60.0,
) -> None:
    """Ask the graph in plain words, for the commonest questions.

    \b
    The words become a named question with its values, which is shown before the
    answer. What is not understood word by word is not answered: near questions
    are listed instead.

    \b
    Examples:
      kg ask visites prévues en 2021 en Russie
      kg ask "who met whom in December 2020?"
      kg ask que dit le Maroc de la Libye
    """
    from kg import asking, queries, values
    from kg.cli.deadline import within
    from kg.cli.query import FORMATS, answer

    if format is not None:
        options.check_choice(format, FORMATS, "--format")
    with options.opened(graph) as stored:
        reading = asking.read(" ".join(words), values.candidates(stored))
    say(str(reading))
    question = queries.find(reading.question)
    given = dict(reading.values)
    raise typer.Exit(within(timeout, lambda: answer(question, given, graph, format, explain=explain)))
