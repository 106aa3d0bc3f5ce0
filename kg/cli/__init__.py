"""The command line: thin commands over the library.

In: arguments. Out: data on standard output, everything else on standard error, and an exit code: 0 all well,
1 something could not be read, checked or found, 2 wrong usage.
"""

from __future__ import annotations

import os
import sys

import typer

from kg.cli import ask, brief, build, check, diff, evaluate, export, facts, link, query, review, serve, view
from kg.errors import KgError

app = typer.Typer(
    name="kg",
    help="Turns diplomatic communiqués, French and English, into a knowledge graph that proves each fact.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, command in (
    ("build", build.build),
    ("facts", facts.facts),
    ("query", query.query),
    ("ask", ask.ask),
    ("queries", query.queries),
    ("check", check.check),
    ("export", export.export),
    ("view", view.view),
    ("brief", brief.brief),
    ("serve", serve.serve),
    ("evaluate", evaluate.evaluate),
    ("link", link.link),
    ("diff", diff.diff),
):
    app.command(name)(command)
app.add_typer(review.review)


@app.callback(invoke_without_command=True)
def kg(version: bool = typer.Option(False, "--version", help="Say which version of kg this is.")) -> None:
    if version:
        from kg.graph.provenance import kg_version

        sys.stdout.write(f"kg {kg_version()}\n")
        raise typer.Exit


def main() -> None:
    """Runs the command line. What goes wrong in a way that a user can mend is one line on standard error."""
    try:
        app()
    except KgError as error:
        sys.stderr.write(f"kg: {error}\n")
        raise SystemExit(1) from error
    except BrokenPipeError as error:
        # Whoever read our output has seen enough; keep Python from complaining when it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from error
