"""Answers of workers as responses: piece by piece, and no longer than the client listens.

In: the workers and a job. Out: a response. What fails before its first byte is sent is a plain message with
the fitting status; what fails later breaks the connection off, so that nobody takes a part for the whole.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from kg.server.refused import Refused
from kg.server.workers import Workers


class Sending(Response):
    """A response that does its job when it is sent."""

    def __init__(
        self, workers: Workers, job: dict[str, Any], headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(headers=headers)
        self._workers, self._job = workers, job

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sending = asyncio.ensure_future(self._send(scope, receive, send))
        leaving = asyncio.ensure_future(_left(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            if not sending.done():
                sending.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
        if not sending.cancelled() and (error := sending.exception()) is not None:
            raise error

    async def _send(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False
        try:
            async with self._workers.work(self._job) as reply:
                self.headers["content-type"] = reply.media
                self.headers["vary"] = "Accept"
                del self.headers["content-length"]
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                begun = True
                async for piece in reply.body:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except Refused as error:
            if not begun:
                await refusal(error)(scope, receive, send)
            # Otherwise the response is left without an end, which the server makes a broken connection.


def refusal(error: Refused) -> Response:
    """A request that is not done, as a response."""
    headers = {"Retry-After": "10"} if error.status == 503 else {}
    if error.status == 405:
        headers["Allow"] = "GET, HEAD, POST, OPTIONS"
    return PlainTextResponse(f"{error}\n", error.status, headers)


async def whole(workers: Workers, job: dict[str, Any]) -> bytes:
    """An answer as a whole, for a page that shows it. Raises Refused."""
    async with workers.work(job) as reply:
        return b"".join([piece async for piece in reply.body])


async def _left(receive: Receive) -> None:
    """Returns once the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
