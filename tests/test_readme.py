"""The README shows what the commands print."""

from __future__ import annotations

import importlib.util
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples.py"


def test_the_examples_print_what_the_readme_shows() -> None:
    specification = importlib.util.spec_from_file_location("examples", EXAMPLES)
    assert specification is not None
    assert specification.loader is not None
    examples = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(examples)
    shown = examples.README.read_text(encoding="utf-8")
    assert examples.readme() == shown, "run `make docs`"
