"""Where the files of the ontology are: beside the package in a checkout, inside it in a wheel.

In: a file's name. Out: its path or its text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import BrokenData

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "ontology", _PACKAGE.parent / "ontology")


@cache
def folder() -> Path:
    """The folder with the ontology's files. Raises BrokenData where the installation lacks it."""
    for place in _PLACES:
        if (place / "diplomacy.ttl").is_file():
            return place
    raise BrokenData(
        f"the ontology is missing: no diplomacy.ttl in {' or '.join(map(str, _PLACES))}; reinstall kg"
    )


def path(name: str) -> Path:
    """The path of one file of the ontology, such as `shapes.ttl`. Raises BrokenData where it is missing."""
    found = folder() / name
    if not found.is_file():
        raise BrokenData(f"{found} is missing; reinstall kg")
    return found


def text(name: str) -> str:
    """The text of one file of the ontology."""
    return path(name).read_text(encoding="utf-8")


def rules() -> list[Path]:
    """The rules that make the derived graph, in the order of their names."""
    return sorted((folder() / "rules").glob("*.rq"))
