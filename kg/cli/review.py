"""`kg review`: what people decide about facts and links."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.deciding import decide, json_value, short, writing
from kg.cli.options import say

review = typer.Typer(
    name="review",
    help="""Look at what is uncertain, and decide: accept, reject, edit, merge, split.

    \b
    Decisions are kept in the graph, and applied whenever it is built.

    \b
    Examples:
      kg review list
      kg review reject fact/2021-03-15-dakar-lisbonne/visit-lopes-sn-2021 --who ana
      kg review merge person/ana-lopes--pt person/ana-de-lopes--pt
      kg review export decisions.csv
    """,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Things = Annotated[
    list[str],
    typer.Argument(metavar="IRI...", help="Facts, persons, occurrences or mentions; may be shortened."),
]
Who = Annotated[str, typer.Option("--who", envvar="KG_REVIEWER", metavar="NAME", help="Who decides.")]
When = Annotated[str, typer.Option("--when", metavar="DATE", help="When; now, unless it is given.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")]


@review.command("list")
def doubts(
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    below: Annotated[float, typer.Option("--below", min=0, max=1, help="Facts less sure than this.")] = 0.8,
    decided: Annotated[bool, typer.Option("--decided", help="What was decided, instead.")] = False,
) -> None:
    """List what is uncertain and undecided, or what was decided.

    \b
    Examples:
      kg review list --below 0.9
      kg review list --decided
    """
    from kg import review as reviews
    from kg.cli.tables import show

    with options.opened(graph) as stored:
        if decided:
            show(
                ("name", "verdict", "what", "value", "who", "when", "note"), reviews.shown(stored.decisions())
            )
            return
        rows = [
            (
                doubt.kind,
                f"{doubt.score:.2f}",
                " ".join(short(t, stored) for t in doubt.things),
                "; ".join(doubt.reasons),
            )
            for doubt in reviews.doubts(stored, below)
        ]
    show(("kind", "score", "what", "why"), rows)


@review.command()
def accept(
    things: Things,
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    who: Who = "",
    when: When = "",
    note: Note = "",
) -> None:
    """Say that facts or links are right as they are.

    \b
    Example:
      kg review accept fact/000_bcc0e6c20f4df47a/visit-bourita-ru-2021
    """
    decide(graph, "accept", things, who=who, when=when, note=note)


@review.command()
def reject(
    things: Things,
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    who: Who = "",
    when: When = "",
    note: Note = "",
) -> None:
    """Take facts out of the graph.

    \b
    Example:
      kg review reject fact/000_bcc0e6c20f4df47a/visit-bourita-ru-2021 --note "not said"
    """
    decide(graph, "reject", things, who=who, when=when, note=note)


@review.command()
def edit(
    fact: Annotated[str, typer.Argument(metavar="FACT", help="The fact's IRI; may be shortened.")],
    value: Annotated[
        str, typer.Argument(metavar="FIELD=VALUE", help="A field and its value; JSON, or plain text.")
    ],
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    who: Who = "",
    when: When = "",
    note: Note = "",
) -> None:
    """Set a field of a fact; `null` empties it.

    \b
    Example:
      kg review edit fact/000_bcc0e6c20f4df47a/visit-bourita-ru-2021 date=2021-06
    """
    field, separator, text = value.partition("=")
    if not separator:
        raise typer.BadParameter(f"{value!r} is not of the form field=value", param_hint="FIELD=VALUE")
    decide(graph, "edit", [fact], field=field, value=json_value(field, text), who=who, when=when, note=note)


@review.command()
def merge(
    things: Things,
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    who: Who = "",
    when: When = "",
    note: Note = "",
) -> None:
    """Say that persons, or the events of facts, are one.

    \b
    Example:
      kg review merge person/ana-lopes--pt person/ana-de-lopes--pt
    """
    decide(graph, "merge", things, who=who, when=when, note=note)


@review.command()
def split(
    things: Things,
    apart: Annotated[
        list[str],
        typer.Option(
            "--from", metavar="IRI", help="What they are not one with; else all that is one with them."
        ),
    ] = [],  # noqa: B006
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    who: Who = "",
    when: When = "",
    note: Note = "",
) -> None:
    """Say that mentions of a person, or facts, are not one with others. `kg link --explain` names them.

    \b
    Example:
      kg review split 2021-03-15-dakar-lisbonne#Ana_Lopes
    """
    decide(graph, "split", things, right=apart, who=who, when=when, note=note)


@review.command()
def withdraw(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Names that `kg review list --decided` gives.")
    ],
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
) -> None:
    """Take decisions back.

    \b
    Example:
      kg review withdraw 5dd584
    """
    from kg import review as reviews

    with writing(graph) as stored:
        gone = reviews.withdraw(stored, names)
    say(f"{len(gone)} decisions taken back")


@review.command("export")
def export(
    output: Annotated[Path, typer.Argument(metavar="FILE", help="The CSV file; - is stdout.")],
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
) -> None:
    """Write all decisions as CSV.

    \b
    Example:
      kg review export decisions.csv
    """
    import io

    from kg import review as reviews

    with options.opened(graph) as stored:
        decided = stored.decisions()
    text = io.StringIO()
    reviews.write(decided, text)
    with options.output(output) as stream:
        stream.write(text.getvalue().encode("utf-8"))


@review.command("import")
def import_(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file as `kg review export` writes it.")
    ],
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
) -> None:
    """Add the decisions of a CSV file; a graph that does not exist yet is made.

    \b
    Example:
      kg review import decisions.csv -g new.kg; kg build communiques -g new.kg
    """
    from kg import review as reviews

    found = reviews.read_file(source)
    with writing(graph) as stored:
        reviews.decide(stored, found)
    say(f"{len(found)} decisions taken in")
