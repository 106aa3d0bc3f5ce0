"""The examples of the README, one of each command, with what the commands print today.

Run: `make docs`. In: the texts in seeds/. Out: README.md, rewritten between its marks. A test fails where the
README tells anything else than the commands do. Seconds and ports, which differ from run to run, are shown as …
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
START, END = "<!-- examples:start -->\n", "<!-- examples:end -->"
SEED, GOLD = "seeds/000_bcc0e6c20f4df47a.txt", "tests/data/seed.jsonl"
SERVE = "kg serve --port 0"
# In this order, in a folder that holds only the texts and GOLD: each sees what those before it made.
EXAMPLES = (
    ("Read the texts", "kg build seeds"),
    ("Which questions have a name?", "kg queries --lang en | head -n 4"),
    ("Which visits are announced?", "kg query planned-visits --format csv"),
    ("The same in plain words", "kg ask visites prévues en 2021 en Russie --format csv"),
    ("What became of the agreements?", "kg query agreements --set state=PT --format csv"),
    ("One fact, with its proof", "kg facts --type agreement --min-confidence 0.95 | head -n 1"),
    ("Is the graph sound?", "kg check"),
    ("The graph as Turtle", "kg export -o graph.ttl; grep -A 4 '^kg-person:nasser' graph.ttl"),
    ("The graph as a page", "kg view -o graph.html"),
    ("A page for a meeting", "kg brief --between MA RU --lang en -o - --format md | head -n 10"),
    ("Who is one person, and why?", "kg link --explain person/nasser-bourita"),
    ("What should a person look at?", "kg review list"),
    (
        "What changed?",
        f"kg build {SEED} -g old.kg --quiet; kg diff old.kg graph.kg | cut -c 1-90 | head -n 7",
    ),
    (
        "How good is it, measured against what a reader wrote down?",
        f"kg facts {SEED} > found.jsonl; kg evaluate {GOLD} found.jsonl",
    ),
    ("Pages and a SPARQL endpoint", SERVE),
)
_VARYING = ((r"(?m)^(seconds +)[\d.]+$", r"\1…"), (r"(127\.0\.0\.1:)\d+", r"\1…"))
_PICTURE = "![The example graph as a page](docs/img/demo-light.jpg)\n"


def readme() -> str:
    """The README with its examples as the commands print them. Raises where a command fails."""
    text = README.read_text(encoding="utf-8")
    before, after = text.split(START)[0], text.split(END)[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = _prepared(folder)
        told = [_told(title, command, _run(command, folder, environment)) for title, command in EXAMPLES]
    return before + START + "\n" + "\n".join(told) + "\n" + END + after


def _prepared(folder: Path) -> dict[str, str]:
    """A folder with the texts, a reader's facts of one of them and `kg` on the path."""
    (folder / "seeds").symlink_to(ROOT / "seeds")
    (folder / GOLD).parent.mkdir(parents=True)
    (folder / GOLD).symlink_to(ROOT / GOLD)
    kg = folder / "bin" / "kg"
    kg.parent.mkdir()
    kg.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kg.cli "$@"\n', encoding="utf-8")
    kg.chmod(0o755)
    path = f"{kg.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path, "LC_ALL": "C.UTF-8", "COLUMNS": "110"}
    environment.pop("KG_GRAPH", None)
    return environment


def _run(command: str, folder: Path, environment: dict[str, str]) -> str:
    """What a terminal would show: both outputs. A server is ended once it has said where it is."""
    if command == SERVE:
        server = subprocess.Popen(
            shlex.split(command), stderr=subprocess.PIPE, text=True, cwd=folder, env=environment
        )
        with server:
            assert server.stderr is not None
            line = server.stderr.readline()
            server.terminate()
        return line
    script = ["bash", "-c", f"exec 2>&1; set -e; {command}"]
    done = subprocess.run(script, stdout=subprocess.PIPE, text=True, check=True, cwd=folder, env=environment)
    return done.stdout


def _told(title: str, command: str, output: str) -> str:
    for varying, shown in _VARYING:
        output = re.sub(varying, shown, output)
    lines = [f"$ {command}", *output.splitlines()]
    picture = f"\n{_PICTURE}" if command.startswith("kg view") else ""
    return f"{title}\n\n" + "".join(f"    {line}".rstrip() + "\n" for line in lines) + picture


if __name__ == "__main__":
    README.write_text(readme(), encoding="utf-8")
