"""The worker processes: started ahead, each given one job at a time, killed when a job passes its limit.

In: jobs. Out: `Reply`, with the head of the answer and its body piece by piece. Raises Refused where the
job is not done, and for whoever comes while all are busy and too many wait already.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio import IncompleteReadError
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.server import frames
from kg.server.limits import Limits
from kg.server.refused import Refused

# An answer up to this size is held until it is whole, so that what fails is a 503 and no broken 200.
_HELD = 1 << 20
_START = 30.0
# Each thread would otherwise reserve memory of its own, and reach the limit by that alone.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer under way."""

    media: str
    body: AsyncIterator[bytes]


class Workers:
    """The worker processes of one graph."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self._folder = folder
        self._idle: deque[Process] = deque()
        self._busy: set[Process] = set()
        self._free = asyncio.Semaphore(limits.workers)
        self._waiting = 0

    async def warm(self) -> None:
        """Starts a first worker, so that the first question need not wait for one."""
        self._idle.append(await self._start())

    async def close(self) -> None:
        """Kills all workers."""
        for process in (*self._idle, *self._busy):
            await _kill(process)
        self._idle.clear()

    @asynccontextmanager
    async def work(self, job: dict[str, Any]) -> AsyncIterator[Reply]:
        """Does a job. At the end of the block the worker is free again, or dead if it was not done."""
        await self._wait_for_place()
        try:
            process = await self._given(job)
            self._busy.add(process)
            run = _Run(process, self.limits)
            try:
                yield await run.begin()
            finally:
                self._busy.discard(process)
                if run.reusable:
                    self._idle.append(process)
                else:
                    await asyncio.shield(_kill(process))
        finally:
            self._free.release()

    async def _wait_for_place(self) -> None:
        if self._free.locked() and self._waiting >= self.limits.waiting:
            raise Refused(503, "the server is busy; try again in a while")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.seconds):
                await self._free.acquire()
        except TimeoutError as error:
            raise Refused(503, "the server is busy; try again in a while") from error
        finally:
            self._waiting -= 1

    async def _given(self, job: dict[str, Any]) -> Process:
        """A living worker that has the job."""
        line = json.dumps(job).encode() + b"\n"
        while True:
            process = self._idle.pop() if self._idle else await self._start()
            assert process.stdin is not None
            try:
                process.stdin.write(line)
                await process.stdin.drain()
                return process
            except (BrokenPipeError, ConnectionResetError):
                await _kill(process)

    async def _start(self) -> Process:
        """A new worker, ready for a job, so that its start takes none of the job's time."""
        arguments = json.dumps(asdict(self.limits)), str(self._folder)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "kg.server.worker",
            *arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=os.environ | _ENVIRONMENT,
        )
        assert process.stdout is not None
        try:
            async with asyncio.timeout(_START):
                await frames.read(process.stdout)
        except (TimeoutError, IncompleteReadError) as error:
            await _kill(process)
            raise Refused(503, "no worker could be started; see that there is memory left") from error
        except asyncio.CancelledError:
            process.kill()
            raise
        return process


class _Run:
    """One job in one worker."""

    def __init__(self, process: Process, limits: Limits) -> None:
        assert process.stdout is not None
        self.reusable = False
        self._out = process.stdout
        self._limits = limits
        self._end = asyncio.get_running_loop().time() + limits.seconds

    async def begin(self) -> Reply:
        """The answer, whole where it is small. Raises Refused where it fails before that."""
        kind, payload = await self._next()
        if kind != frames.HEAD:
            raise AssertionError(f"a worker began with {kind!r}")
        held: list[bytes] = []
        size = 0
        while size < _HELD:
            kind, piece = await self._next()
            if kind == frames.END:
                break
            held.append(piece)
            size += len(piece)
        return Reply(json.loads(payload)["media"], self._body(held, whole=kind == frames.END))

    async def _body(self, held: list[bytes], whole: bool) -> AsyncIterator[bytes]:
        for piece in held:
            yield piece
        while not whole:
            kind, piece = await self._next()
            whole = kind == frames.END
            if not whole:
                yield piece

    async def _next(self) -> tuple[bytes, bytes]:
        try:
            async with asyncio.timeout_at(self._end):
                kind, payload = await frames.read(self._out)
        except TimeoutError as error:
            raise Refused(503, f"the query took more than {self._limits.seconds:g} seconds") from error
        except IncompleteReadError as error:
            reason = f"the query needs more than {self._limits.memory >> 20} MB of memory"
            raise Refused(503, reason) from error
        if kind == frames.FAILURE:
            told = json.loads(payload)
            self.reusable = told["status"] < 500
            raise Refused(told["status"], told["message"])
        if kind == frames.END:
            self.reusable = not json.loads(payload)["retire"]
        return kind, payload


async def _kill(process: Process) -> None:
    """Kills a process and waits until it is gone, its memory with it."""
    if process.returncode is None:
        try:
            process.kill()
        except ProcessLookupError:
            return
    await process.wait()
