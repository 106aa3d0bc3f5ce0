"""A server as its users have it: `kg serve` in a process of its own, asked over HTTP."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx


@dataclass(frozen=True)
class Server:
    address: str
    process: subprocess.Popen[str]

    @property
    def sparql(self) -> str:
        return f"{self.address}sparql"

    def get(self, path: str, accept: str = "", **params: str | list[str]) -> httpx.Response:
        headers = {"Accept": accept} if accept else {}
        return httpx.get(f"{self.address}{path}", params=params, headers=headers, timeout=30)

    def ask(self, query: str, accept: str = "") -> httpx.Response:
        return self.get("sparql", accept, query=query)


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "kg.cli", "serve", "-g", str(folder), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        assert line.startswith("serving"), line
        yield Server(line.split(" on ")[1].split()[0], process)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        process.stderr.close()
