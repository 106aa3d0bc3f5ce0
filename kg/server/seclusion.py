"""Takes a process's means to open network connections away, for good.

In and out: nothing. On Linux the kernel refuses to make sockets from then on; elsewhere, what a query asks
for is refused by reading it alone.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
# machine -> its number in the kernel's audit header, and that of the call `socket`
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _DENY, _REFUSE_ACCESS = 0x7FFF0000, 0x00050000, 13


def seclude() -> bool:
    """Refuses sockets to this process and its children from now on. Whether the system could do it."""
    known = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    library = ctypes.CDLL(None, use_errno=True)
    program = _program(*known)
    buffer = ctypes.create_string_buffer(program)
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    pointer = ctypes.create_string_buffer(header)
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(library.prctl(_SECCOMP, _FILTER, pointer, 0, 0) == 0)


def _program(machine: int, call: int) -> bytes:
    """The kernel's filter: of this machine's calls, `socket` fails, the others go on as ever."""
    steps = (
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, 3, machine),
        (_LOAD, 0, 0, 0),
        (_EQUAL, 0, 1, call),
        (_RETURN, 0, 0, _DENY | _REFUSE_ACCESS),
        (_RETURN, 0, 0, _ALLOW),
    )
    return b"".join(struct.pack("HBBI", *step) for step in steps)
