"""The words of a language, as data.

In: a folder of TOML files a language (`fr/`, `en/`), and `world/` for what has no language (codes, members).
Out: `data(folder, name)`, the parsed file, read once. A language is a folder; no Python knows which there are.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import BrokenData

WORLD = "world"


@cache
def available() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that kg reads, sorted."""
    folders = (entry.name for entry in files(__name__).iterdir() if entry.is_dir())
    return tuple(sorted(name for name in folders if len(name) == 2))


@cache
def data(folder: str, name: str) -> dict[str, Any]:
    """The file `name`.toml of a language's folder (or of `world`), parsed; shared, so not to be changed.

    Raises BrokenData where the file is missing or is not TOML.
    """
    path = files(__name__) / folder / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BrokenData(
            f"languages/{folder} has no {name}.toml; every language needs the same files"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise BrokenData(f"languages/{folder}/{name}.toml: {error}") from error


@cache
def digest() -> str:
    """What tells one state of all language data from another: texts have to be read again when it changes."""
    found = hashlib.sha256()
    for folder in (*available(), WORLD):
        for path in sorted((files(__name__) / folder).iterdir(), key=lambda entry: entry.name):
            if path.name.endswith(".toml"):
                found.update(f"{folder}/{path.name}\n".encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:16]
