"""Work that is given up after a time.

In: seconds and a function. Out: its exit code. The store cannot be interrupted inside a process, so
the work is done in a child, which dies at once when its time is over.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable

from kg.cli.options import say
from kg.errors import KgError

_STEP = 0.005


def within(seconds: float, work: Callable[[], None]) -> int:
    """Runs the work, in a child process if there is a time limit and the system has such; 0 or 1."""
    if not seconds or not hasattr(os, "fork"):
        return _run(work)
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os._exit(_run(work))
    code = _wait(child, seconds)
    if code is None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        say(f"kg: the query took more than {seconds:g} seconds; narrow it, or give it longer with --timeout")
        return 1
    return code


def _wait(child: int, seconds: float) -> int | None:
    """The exit code of a child; None where it is not done in time."""
    end, pause = time.monotonic() + seconds, _STEP
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return min(1, abs(os.waitstatus_to_exitcode(status)))
        time.sleep(pause)
        pause = min(2 * pause, 0.1)
    return None


def _run(work: Callable[[], None]) -> int:
    try:
        work()
        sys.stdout.flush()
    except KgError as error:
        say(f"kg: {error}")
        return 1
    except BrokenPipeError:
        return 0
    return 0
