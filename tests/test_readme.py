"""The README shows what the commands print."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import typer

from kg.cli import app

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples.py"


def _examples() -> ModuleType:
    specification = importlib.util.spec_from_file_location("examples", EXAMPLES)
    assert specification is not None
    assert specification.loader is not None
    examples = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(examples)
    return examples


def test_every_command_has_an_example() -> None:
    told = {
        name for _, command in _examples().EXAMPLES for name in re.findall(r"(?:^|; )kg ([a-z]+)", command)
    }
    assert told == set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_the_examples_print_what_the_readme_shows() -> None:
    examples = _examples()
    shown = examples.README.read_text(encoding="utf-8")
    assert examples.readme() == shown, "run `make docs`"
