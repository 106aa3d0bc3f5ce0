"""How a worker's answer comes through its pipe.

In and out: frames of one letter, a length of four bytes and a payload. `R` says that a worker is ready, `H`
is the head of an answer in JSON, `D` a piece of its body, `E` its end and `F` its failure, both in JSON.
"""

from __future__ import annotations

import json
import struct
from asyncio import StreamReader
from typing import IO, Any

READY, HEAD, DATA, END, FAILURE = b"R", b"H", b"D", b"E", b"F"
_HEADER = struct.Struct(">cI")


def write(stream: IO[bytes], kind: bytes, payload: bytes) -> None:
    """Writes one frame."""
    stream.write(_HEADER.pack(kind, len(payload)))
    stream.write(payload)


def write_json(stream: IO[bytes], kind: bytes, value: dict[str, Any]) -> None:
    """Writes one frame whose payload is JSON, and sends it off."""
    write(stream, kind, json.dumps(value).encode())
    stream.flush()


async def read(stream: StreamReader) -> tuple[bytes, bytes]:
    """The next frame. Raises asyncio.IncompleteReadError where the worker has died."""
    kind, length = _HEADER.unpack(await stream.readexactly(_HEADER.size))
    return kind, await stream.readexactly(length)
