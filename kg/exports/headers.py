"""The prefixes at the start of a serialised graph, put in order.

In: what Oxigraph writes, whose prefixes come in another order each time. Out: the same with its prefixes
sorted, those that nothing uses left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

_XMLNS = re.compile(rb' xmlns:([\w-]+)="[^"]*"')


def serialized(
    statements: Iterable[Triple] | Iterable[Quad], format: RdfFormat, known: dict[str, str]
) -> bytes:
    """The statements in a format, the same bytes for the same statements."""
    data = serialize(statements, format=format, prefixes=known)
    assert data is not None
    if format == RdfFormat.RDF_XML:
        return _xml(data)
    return _turtle(data) if format in (RdfFormat.TURTLE, RdfFormat.TRIG) else data


def _turtle(data: bytes) -> bytes:
    lines = data.split(b"\n")
    first = next((at for at, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    body = b"\n".join(lines[first:])
    used = sorted(line for line in lines[:first] if line.split()[1] in body)
    # A line break inside a literal is written as \\n, so what ends a line ends a statement.
    return b"\n".join([*used, b"", body.replace(b" .\n", b" .\n\n")])


def _xml(data: bytes) -> bytes:
    start = data.find(b"<rdf:RDF")
    end = data.find(b">", start)
    spaces = [
        match
        for match in _XMLNS.finditer(data, start, end)
        if b"<%s:" % match[1] in data or _kept(match, data)
    ]
    return data[:start] + b"<rdf:RDF" + b"".join(sorted(match[0] for match in spaces)) + data[end:]


def _kept(match: re.Match[bytes], data: bytes) -> bool:
    """Attributes may have a prefix too."""
    return b" %s:" % match[1] in data[match.endpos :]
