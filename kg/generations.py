"""The folder of a graph on disk, in which a new state of the graph comes about beside the one that counts.

In: a folder. Out: `Generations`.

The folder holds generations of the store, the file `current` that names the one that counts, and the texts of
the documents. A writer works on a generation of its own, which shares unchanged files with the current one,
and names it in `current` as its last act, in one step. So a build that is killed leaves the graph as it was,
and readers see the old graph or the new one; what a killed build left behind goes with the next build.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import IO

from pyoxigraph import Store

from kg import union
from kg.errors import BrokenGraph

DAMAGE = (OSError, RuntimeError)  # what Oxigraph raises on files that are missing or broken
_CURRENT, _TEXTS, _LOCK, _BASE = "current", "texts", "lock", "base"


class Generations:
    """The folder of a graph on disk; `writing` while a writer holds it."""

    def __init__(self, folder: Path, writing: bool) -> None:
        self.folder = folder
        self.writing = writing
        self.generation = ""
        self._lock: IO[bytes] | None = None
        self._held: int | None = None

    def acquire(self) -> None:
        """Takes the writer's lock, which the system gives back however the process ends."""
        (self.folder / _TEXTS).mkdir(parents=True, exist_ok=True)
        self._lock = (self.folder / _LOCK).open("wb")
        try:
            _lock(self._lock)
        except OSError as error:
            raise BrokenGraph(f"{self.folder} is being built by another process; wait for its end") from error

    def current(self) -> str:
        """The name of the generation that counts; empty where there is none yet."""
        try:
            return (self.folder / _CURRENT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""

    def reader(self) -> Store:
        """The store of the current generation, for reading."""
        for _ in range(3):  # a writer may have put a new generation in the place of the one just named
            current = self.current()
            if not current:
                raise BrokenGraph(f"there is no graph in {self.folder}; make one with `kg build`")
            try:
                self._hold(self.folder / current)
                return self._whole(Store.read_only(str(self.folder / current)))
            except DAMAGE as error:
                failure = error
        raise BrokenGraph(f"the graph in {self.folder} is damaged: {failure}; build it again") from failure

    def writer(self) -> Store:
        """The store of a new generation that starts as the current one; sweeps what killed writers left."""
        former = self.current()
        self._sweep(former)
        self.generation = f"generation-{int(former.rpartition('-')[2] or 0) + 1}"
        fresh = str(self.folder / self.generation)
        try:
            if former:
                self._whole(Store.read_only(str(self.folder / former))).backup(fresh)
            return Store(fresh)
        except DAMAGE as error:
            raise BrokenGraph(
                f"the graph in {self.folder} is damaged: {error}; build anew elsewhere"
            ) from error

    def _whole(self, store: Store) -> Store:
        """The store, unless it comes from before the union of the graphs was kept."""
        if union.is_missing(store):
            raise BrokenGraph(f"the graph in {self.folder} was made by an earlier kg; build anew elsewhere")
        return store

    def commit(self) -> None:
        """Names the writer's generation as the current one, in one step, and sweeps the former one away."""
        write_whole(self.folder / _CURRENT, self.generation.encode("ascii"))
        self.writing = False
        self._sweep(self.generation)

    def release(self) -> None:
        """Gives the lock back, and throws a generation away that was not committed."""
        if self.writing and self.generation:
            shutil.rmtree(self.folder / self.generation, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
        self._let_go()

    def keep(self, digest: str, text: str) -> None:
        """Keeps a text under its hash."""
        path = self.folder / _TEXTS / f"{digest}.txt"
        if not path.exists():
            write_whole(path, text.encode("utf-8", "surrogatepass"))

    def text(self, digest: str) -> str | None:
        """A text by its hash; None where there is none."""
        try:
            return (self.folder / _TEXTS / f"{digest}.txt").read_bytes().decode("utf-8", "surrogatepass")
        except FileNotFoundError:
            return None

    def base(self) -> str:
        """Where the graph's IRIs start; empty where the folder does not say."""
        path = self.folder / _BASE
        return path.read_text(encoding="utf-8").strip() if path.exists() else ""

    def set_base(self, base: str) -> None:
        """Notes where the graph's IRIs start."""
        write_whole(self.folder / _BASE, base.encode("utf-8"))

    def forget_texts(self, wanted: set[str]) -> None:
        """Removes the texts that no document of the current generation has any more."""
        for path in (self.folder / _TEXTS).iterdir():
            if path.stem not in wanted:
                path.unlink(missing_ok=True)

    def _hold(self, generation: Path) -> None:
        """Keeps a generation from being swept while it is read: the store opens files as it needs them."""
        self._let_go()
        if sys.platform != "win32":
            import fcntl

            self._held = os.open(generation, os.O_RDONLY)
            fcntl.flock(self._held, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def _let_go(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _sweep(self, kept: str) -> None:
        for path in self.folder.glob("generation-*"):
            if path.name != kept and not _is_read(path):
                shutil.rmtree(path, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it has the old content or the new one, never a part."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)


def _is_read(generation: Path) -> bool:
    """Whether a reader holds a generation; it goes with a later build then."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        handle = os.open(generation, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _lock(stream: IO[bytes]) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
