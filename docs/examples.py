"""The examples of the README, with what the commands print today.

Run: `make docs`. In: the texts in seeds/. Out: README.md, rewritten between its marks. A test fails where the
README tells anything else than the commands do.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
START, END = "<!-- examples:start -->\n", "<!-- examples:end -->"
EXAMPLES = (
    ("Which visits are announced?", "kg query planned-visits --format csv"),
    ("What became of the agreements?", "kg query agreements --set state=PT --format csv"),
    ("Who is worried about what?", "kg query condemnations --format csv"),
    ("One fact, with its proof", "kg facts --type agreement --min-confidence 0.95 | head -n 1"),
)


def readme() -> str:
    """The README with its examples as the commands print them."""
    text = README.read_text(encoding="utf-8")
    before, after = text.split(START)[0], text.split(END)[1]
    with tempfile.TemporaryDirectory() as folder:
        _run(f"kg build {shlex.quote(str(ROOT / 'seeds'))} --quiet", folder)
        told = [f"{title}\n\n    $ {command}\n{_shown(_run(command, folder))}" for title, command in EXAMPLES]
    return before + START + "\n" + "\n".join(told) + "\n" + END + after


def _run(command: str, folder: str) -> str:
    kg = f"{shlex.quote(sys.executable)} -m kg.cli"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KG_GRAPH": str(Path(folder) / "graph.kg")}
    script = " | ".join(part.replace("kg ", f"{kg} ", 1) for part in command.split(" | "))
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, env=environment)
    return done.stdout


def _shown(output: str) -> str:
    return "".join(f"    {line}\n" for line in output.splitlines())


if __name__ == "__main__":
    README.write_text(readme(), encoding="utf-8")
