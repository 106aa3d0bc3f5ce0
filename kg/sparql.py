"""Values are put in the place of a SPARQL query's variables.

In: a query and terms by variable name. Out: the query with the terms in it. Strings, IRIs and comments are
left alone, so a value can never change what the query does. A variable that the query shows keeps its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

_TOKEN = re.compile(
    r'(?:"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*+\'\'\')'
    r'|"(?:[^"\\\n]|\\.)*+"|\'(?:[^\'\\\n]|\\.)*+\''
    r"|<[^<>\"{}|^`\\\s]*+>|\#[^\n]*+|[?$](?P<name>\w++)|[{}()]",
    re.DOTALL,
)


def bind(sparql: str, values: Mapping[str, Any]) -> str:
    """The query with each variable of `values` replaced by its term, or a plain value as a literal."""
    if not values:
        return sparql
    return "".join(_pieces(sparql, {name: _term(value) for name, value in values.items()}))


def _term(value: Any) -> NamedNode | Literal:
    return value if isinstance(value, NamedNode | Literal) else Literal(value)


def _pieces(sparql: str, values: Mapping[str, NamedNode | Literal]) -> Iterator[str]:
    end = parentheses = 0
    shown = True  # up to the first brace, where a query says what it shows
    for token in _TOKEN.finditer(sparql):
        yield sparql[end : token.start()]
        end = token.end()
        parentheses += {"(": 1, ")": -1}.get(token[0], 0)
        shown = shown and token[0] != "{"
        name = token["name"]
        if name not in values:
            yield token[0]
        elif shown and not parentheses:
            yield f"({values[name]} AS ?{name})"
        else:
            yield str(values[name])
    yield sparql[end:]
