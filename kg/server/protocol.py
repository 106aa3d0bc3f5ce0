"""The SPARQL 1.1 Protocol, as far as a service for queries goes.

In: an HTTP request. Out: the job that it asks for. Raises Refused as the protocol says: 400 for what is
malformed, 403 for updates where they are not allowed, 413 for what is too long, 415 for another kind of
content.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from kg.refusals import is_update
from kg.server.refused import Refused

_FORM, _QUERY, _UPDATE = (
    f"application/{name}" for name in ("x-www-form-urlencoded", "sparql-query", "sparql-update")
)
_MOST_FIELDS = 1000
Fields = Sequence[tuple[str, str]]


async def job(request: Request, most: int, allow_update: bool) -> dict[str, Any]:
    """The job that a request to the service asks for; `most` is the length in bytes that it may have."""
    if request.method != "POST":
        return _asked(request, _fields(request.scope["query_string"], most))
    content = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _body(request, most)
    if content == _FORM:
        fields = _fields(body, most)
        if _all(fields, "update"):
            return _changed(request, fields, allow_update)
        return _asked(request, fields)
    fields = _fields(request.scope["query_string"], most)
    if content == _QUERY:
        return _asked(request, [*fields, ("query", _text(body))])
    if content == _UPDATE:
        return _changed(request, [*fields, ("update", _text(body))], allow_update)
    raise Refused(415, f"the content type must be {_FORM} or {_QUERY}, not {content or 'absent'}")


def described(request: Request) -> bool:
    """Whether a request asks for the description of the service: it names no query."""
    return request.method != "POST" and not request.scope["query_string"]


def _asked(request: Request, fields: Fields) -> dict[str, Any]:
    if _all(fields, "update"):
        raise Refused(400, "an update must be sent by POST")
    queries = _all(fields, "query")
    if len(queries) != 1:
        raise Refused(400, f"exactly one query is needed, not {len(queries)}")
    if is_update(queries[0]):
        raise Refused(403, "updates are refused: this service answers queries only")
    return {
        "kind": "query",
        "query": queries[0],
        "default": _all(fields, "default-graph-uri"),
        "named": _all(fields, "named-graph-uri"),
        "accept": request.headers.get("accept", ""),
        "base": str(request.url.replace(query="")),
    }


def _changed(request: Request, fields: Fields, allowed: bool) -> dict[str, Any]:
    if not allowed:
        raise Refused(403, "updates are refused: this service answers queries only")
    if _foreign(request):
        raise Refused(403, "updates from the pages of other sites are refused")
    updates = _all(fields, "update")
    if len(updates) != 1:
        raise Refused(400, f"exactly one update is needed, not {len(updates)}")
    if _all(fields, "using-graph-uri") or _all(fields, "using-named-graph-uri"):
        raise Refused(400, "name the graphs of an update in its text, by WITH, USING or GRAPH")
    return {"kind": "update", "update": updates[0], "base": str(request.url.replace(query=""))}


def _foreign(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host", "")


async def _body(request: Request, most: int) -> bytes:
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise Refused(413, f"the request is longer than {most:,} bytes")
        pieces.append(piece)
    return b"".join(pieces)


def _fields(encoded: bytes, most: int) -> Fields:
    if len(encoded) > most:
        raise Refused(413, f"the request is longer than {most:,} bytes")
    try:
        text = encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise Refused(400, "the request is not in UTF-8, percent-encoded") from error
    except ValueError as error:
        raise Refused(400, f"the request has too many fields: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "the request is not in UTF-8") from error


def _all(fields: Fields, name: str) -> list[str]:
    return [value for key, value in fields if key == name]
