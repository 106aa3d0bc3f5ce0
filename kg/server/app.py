"""The application: which address does what.

In: the folder of a graph, limits. Out: a Starlette application.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import Any, cast

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg import ontology_files
from kg.generations import Generations
from kg.graph.namespaces import BASE
from kg.server import description, pages, protocol, resources
from kg.server.formats import OFFERS, chosen, content_type
from kg.server.limits import Limits
from kg.server.refused import Refused
from kg.server.sending import Sending, refusal
from kg.server.workers import Workers

Endpoint = Callable[[Request], Awaitable[Response]]
_RDF = list(OFFERS["graph"])
_NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}


def create(
    folder: Path,
    limits: Limits | None = None,
    *,
    origins: tuple[str, ...] = ("*",),
    hosts: tuple[str, ...] = ("*",),
    allow_update: bool = False,
) -> Starlette:
    """The application for a graph.

    `origins` are the sites whose pages may read, `hosts` the server's own names.
    """
    limits = limits or Limits()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.workers = Workers(folder, limits)
        await app.state.workers.warm()
        yield
        await app.state.workers.close()

    app = Starlette(routes=_routes(), lifespan=lifespan, middleware=_middleware(origins, hosts))
    app.state.limits, app.state.allow_update = limits, allow_update
    app.state.base = Generations(folder, writing=False).base() or BASE
    return app


def _middleware(origins: tuple[str, ...], hosts: tuple[str, ...]) -> list[Middleware]:
    return [
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
        Middleware(
            CORSMiddleware,
            allow_origins=list(origins),
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Accept", "Content-Type"],
            max_age=3600,
        ),
    ]


def _routes() -> list[Route | Mount]:
    methods = ["GET", "POST"]
    return [
        Route("/", _told(_start)),
        Route("/sparql", _told(_sparql), methods=[*methods, "PUT", "DELETE", "PATCH"]),
        Route("/query", _told(_query)),
        Route("/data", _told(_data)),
        Route("/ontology", _told(_ontology)),
        Route("/.well-known/void", _told(_void)),
        Mount("/static", StaticFiles(directory=pages.ASSETS)),
        *(Route(f"/{name}/{{rest:path}}", _told(_resource)) for name in resources.FOLDERS),
    ]


def _told(endpoint: Endpoint) -> Endpoint:
    """The endpoint, what it refuses told as a response."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as error:
            return refusal(error)

    return answer


def _workers(request: Request) -> Workers:
    return cast(Workers, request.app.state.workers)


async def _sparql(request: Request) -> Response:
    state = request.app.state
    if request.method not in ("GET", "HEAD", "POST"):
        raise Refused(405, f"{request.method} is no method of the SPARQL protocol")
    if protocol.described(request):
        media = chosen(request.headers.get("accept", ""), [*_RDF, "text/html"])
        if media == "text/html":
            return RedirectResponse("/query", 303)
        return _rdf(request, description.service(_address(request), state.allow_update))
    job = await protocol.job(request, state.limits.request, state.allow_update)
    return _sending(request, job)


async def _start(request: Request) -> Response:
    return pages.start(await description.counts(_workers(request)))


async def _query(request: Request) -> Response:
    return pages.query(request.query_params.get("question", ""))


async def _data(request: Request) -> Response:
    """The Graph Store Protocol, reading: `?graph=IRI`, `?default`, or the whole dataset by quads."""
    given = request.query_params
    if "graph" in given and "default" in given:
        raise Refused(400, "name one graph or the default one, not both")
    if "graph" in given:
        job: dict[str, Any] = {"graph": given["graph"]}
    else:
        job = {"dataset": "default" not in given}
    return _sending(request, job | {"kind": "graph", "accept": request.headers.get("accept", "")})


async def _void(request: Request) -> Response:
    state = request.app.state
    return _rdf(request, await description.dataset(_workers(request), state.base, _address(request)))


async def _ontology(request: Request) -> Response:
    media = chosen(request.headers.get("accept", ""), [*_RDF, "text/html"])
    if media == "text/html":
        return pages.ontology()
    return _rdf(request, ontology_files.text("diplomacy.ttl"))


async def _resource(request: Request) -> Response:
    thing = resources.iri(request.app.state.base, request.scope["raw_path"].decode("ascii").partition("?")[0])
    accept = request.headers.get("accept", "")
    media = chosen(accept, [*_RDF, "text/html"])
    if media is None:
        raise Refused(406, f"none of the formats asked for; there are text/html, {', '.join(_RDF)}")
    workers = _workers(request)
    if not await resources.known(workers, thing):
        raise Refused(404, f"the graph says nothing of <{thing}>")
    if media == "text/html":
        return pages.thing(thing, request.app.state.base, await resources.said(workers, thing))
    return _sending(request, resources.triples(thing, media))


def _sending(request: Request, job: dict[str, Any]) -> Response:
    return Sending(_workers(request), job, _NO_SNIFFING)


def _rdf(request: Request, turtle: str) -> Response:
    """Turtle of our own in the format that a client takes."""
    media = chosen(request.headers.get("accept", ""), _RDF)
    if media is None:
        raise Refused(406, f"none of the formats asked for; there are {', '.join(_RDF)}")
    body = description.converted(turtle, media)
    headers = {"Content-Type": content_type(media), "Vary": "Accept"}
    return Response(body, headers=headers | _NO_SNIFFING)


def _address(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))
