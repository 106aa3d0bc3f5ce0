"""What a query must not do: ask other servers, read files in, change the graph.

In: SPARQL text. Out: nothing, or BadQuery. Where the word SERVICE stands in the text at all, a grammar
decides whether it is the keyword; what that grammar cannot read, or could read in two ways, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.errors import BadQuery

# In the order in which a text is cut up. Names with a colon and variables are no keywords.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*+\'\'\''
    r'|"(?:[^"\\\n]|\\.)*+"|\'(?:[^\'\\\n]|\\.)*+\''
    r"|<(?:[^<>\"{}|^`\\\s]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>|\#[^\n]*+"
    r"|[?$]\w++|@[A-Za-z-]++|(?:[\w.-]*+:|_:)[^\s<>(){},;\"'|^/*!?\[\]]*+"
    r"|(?P<word>[A-Za-z]++)|(?:\d[\d.]*+(?:[eE][+-]?\d++)?)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset("insert delete load clear drop create add move copy with".split())  # noqa: SIM905
_PROLOGUE = frozenset({"prefix", "base"})


def refuse_reaching_out(sparql: str) -> None:
    """Raises BadQuery where a query would ask other servers or change the graph."""
    _refuse_service(sparql)
    first = next((word for word in _words(sparql) if word not in _PROLOGUE), "")
    if first in _UPDATES:
        raise BadQuery(f"{first.upper()} is refused: a query must not change the graph; use `kg build`")


def refuse_reading_in(update: str) -> None:
    """Raises BadQuery where an update would read files in or ask other servers."""
    if "service" in update.lower():
        raise BadQuery("SERVICE is refused: an update must not ask other servers")
    if any("load" in word for word in _words(update)):
        raise BadQuery("LOAD is refused: an update must not read anything in")


def is_update(sparql: str) -> bool:
    """Whether a text sets out like an update."""
    return next((word for word in _words(sparql) if word not in _PROLOGUE), "") in _UPDATES


def _words(sparql: str) -> Iterator[str]:
    return (match["word"].lower() for match in _TOKEN.finditer(sparql) if match["word"])


def _refuse_service(sparql: str) -> None:
    refused = BadQuery("SERVICE is refused: a query must not ask other servers")
    # `trueSERVICE` and `SERVICE:x` are the keyword to some parsers, so any such word is.
    if any("service" in word for word in _words(sparql)):
        raise refused
    if "service" not in sparql.lower():
        if "service" in _ESCAPE.sub(lambda match: _character(match[1] or match[2]), sparql).lower():
            raise refused
        return
    if _ESCAPE.search(sparql):
        raise BadQuery(
            "a query with the word SERVICE and with escapes in it is refused: either may hide a call"
        )
    if _asks_service(_parsed(sparql)):
        raise refused


def _parsed(sparql: str) -> Any:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return parseQuery(sparql)
    except (ParseBaseException, RecursionError) as error:
        raise BadQuery(f"a query with the word SERVICE in it does not parse: {error}") from error


def _asks_service(tree: Any) -> bool:
    """Whether a parse tree has a SERVICE pattern anywhere."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if getattr(node, "name", None) == "ServiceGraphPattern":
            return True
        if hasattr(node, "values") and hasattr(node, "keys"):
            waiting.extend(node.values())
        if isinstance(node, list | tuple) or type(node).__name__ in {"ParseResults", "plist"}:
            waiting.extend(node)
    return False


def _character(code: str) -> str:
    return chr(int(code, 16)) if int(code, 16) < 0x110000 else " "
