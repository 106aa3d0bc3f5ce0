"""A worker process: answers one job after another from the graph as it stands when the job comes.

In: jobs, one JSON object a line on standard input. Out: frames on standard output. It opens the store for
reading only, has no network, and dies of its own alarm should nobody kill it at its limit.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path
from typing import IO, Any

from kg.errors import BadQuery, BrokenGraph
from kg.generations import DAMAGE
from kg.server import frames
from kg.server.jobs import Snapshot, work
from kg.server.limits import Limits
from kg.server.refused import Refused
from kg.server.seclusion import seclude

# A worker that has grown this much, in KB, makes room for a fresh one.
_FULL = 400_000


def main() -> None:
    """Answers jobs until standard input ends. The limits are the first argument, the folder the second."""
    limits = Limits(**json.loads(sys.argv[1]))
    snapshot = Snapshot(Path(sys.argv[2]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its workers itself
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = _address_space() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    seclude()
    out = sys.stdout.buffer
    frames.write_json(out, frames.READY, {})
    for line in sys.stdin.buffer:
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + 1)
        _answer(json.loads(line), snapshot, limits, out)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _address_space() -> int:
    """What the program itself takes, in bytes, before it does anything; 0 where the system does not tell."""
    path = Path("/proc/self/statm")
    return int(path.read_text().split()[0]) * resource.getpagesize() if path.exists() else 0


def _answer(job: dict[str, Any], snapshot: Snapshot, limits: Limits, out: IO[bytes]) -> None:
    try:
        work(job, snapshot, limits, out)
    except Refused as error:
        failure = error.status, str(error)
    except BadQuery as error:
        failure = 400, str(error)
    except MemoryError:
        failure = 503, f"the query needs more than {limits.memory >> 20} MB of memory"
    except (BrokenGraph, *DAMAGE) as error:
        failure = 503, str(error)
    else:
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > _FULL
        frames.write_json(out, frames.END, {"retire": grown})
        return
    frames.write_json(out, frames.FAILURE, {"status": failure[0], "message": failure[1]})


if __name__ == "__main__":
    main()
