"""Looks for texts that reading cannot take: hours of what tests/test_robustness.py does in seconds.

`python -m bench.fuzz [SECONDS] [SEED]` reads damaged texts, then texts that are long in one way, at two sizes. Out: a
line a fault (an exception, a fact that is not sound, a text that took too long for its length), with the name that
makes it again, and a line that sums up; ends with 1 where there was one.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from itertools import count

from kg.document import Document
from kg.errors import UnreadableDocument
from kg.extraction import extract
from tests import hostile

_SIZES = (150, 600)
_FACTOR = 1.5  # how much more than in proportion to its length a long text may take
_SLOWEST = 1e-3  # seconds a character


def main(seconds: float, seed: int) -> bool:
    """Whether no fault was found."""
    told = number = 0
    for language in hostile.LANGUAGES:
        list(extract([Document("", "M. Smith", language)]))
    end = time.monotonic() + seconds
    for number in count(1):
        language = hostile.LANGUAGES[number % 2]
        name = f"{seed}-{number}"
        for fault in _faults(hostile.document(random.Random(name), language, name))[1]:
            told += 1
            sys.stdout.write(f"{name} {language}: {fault}\n")
        if time.monotonic() > end:
            break
    for fault in (fault for language in hostile.LANGUAGES for fault in _growth(language)):
        told += 1
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{number} damaged texts, {told} faults\n")
    return not told


def _faults(text: Document) -> tuple[float, list[str]]:
    """The seconds that a text took, and what was wrong."""
    start = time.process_time()
    try:
        facts = [fact for _, found in extract([text]) for fact in found]
    except UnreadableDocument as error:
        return 0.0, [str(error)]
    taken = time.process_time() - start
    slow = (
        [f"{len(text.text)} characters took {taken:.1f} s"] if taken > 1 + _SLOWEST * len(text.text) else []
    )
    return taken, [*hostile.faults(text, facts), *slow]


def _growth(language: str) -> Iterator[str]:
    """Texts whose time grows faster than they do."""
    small, large = (dict(hostile.long(language, size)) for size in _SIZES)
    for name in small:
        texts = [Document(name, text, language, "2020-12-03") for text in (small[name], large[name])]
        (before, faults), (after, more) = (_faults(text) for text in texts)
        yield from (f"{name} {language}: {fault}" for fault in [*faults, *more])
        if after > 0.5 and after > _FACTOR * _SIZES[1] / _SIZES[0] * before:
            yield f"{name} {language}: {_SIZES[1] // _SIZES[0]} times the text took {after / before:.1f} times as long"


if __name__ == "__main__":
    sys.exit(
        not main(
            float(sys.argv[1]) if len(sys.argv) > 1 else 600, int(sys.argv[2]) if len(sys.argv) > 2 else 0
        )
    )
