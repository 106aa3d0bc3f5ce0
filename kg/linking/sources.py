"""A user's own file of known people.

In: paths of CSV or Turtle files. Out: `KnownPerson`s. A CSV file has a line a term of office, a Turtle file
the form that the authority graph has.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat
from pyoxigraph import parse as parse_rdf

from kg.errors import BrokenData
from kg.linking import graphs, known
from kg.linking.known import KnownPerson

_TURTLE = {".ttl", ".turtle"}


def read_people(paths: Iterable[Path]) -> list[KnownPerson]:
    """The people of some files. Raises BrokenData where one cannot be read."""
    found: list[KnownPerson] = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8-sig")
            if path.suffix.lower() in _TURTLE:
                found += graphs.read_persons(q.triple for q in parse_rdf(text, format=RdfFormat.TURTLE))
            else:
                lines = [line for line in text.splitlines() if not line.startswith("#")]
                found += known.parse(lines, str(path))
        except (OSError, UnicodeDecodeError, SyntaxError) as error:
            raise BrokenData(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    return found
