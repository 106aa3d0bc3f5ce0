"""How names are compared: words of a text, folded for looking up, then held against what a name demands.

In: text. Out: `Word`s, and `agrees`, which says whether words are written as a name has to be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

WORD = re.compile("[\\w\u0300-\u036f]+")
# Letters that Unicode does not decompose into a base and a mark.
_PLAIN = str.maketrans({"\u00f8": "o", "\u0142": "l", "\u0131": "i", "\u0153": "oe", "\u00e6": "ae"})
_EN_DASH = "\u2013"
HYPHENS = frozenset({"-", _EN_DASH})
_LONGEST = 60  # no name has a longer word; longer ones are not folded, so that they cost nothing


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its offsets, what is written and what it is folded to."""

    start: int
    end: int
    text: str
    folded: str


def split(text: str) -> list[Word]:
    """The words of a text in order."""
    return [Word(m.start(), m.end(), m.group(), fold(m.group())) for m in WORD.finditer(text)]


def fold(word: str) -> str:
    """Case and accents off: the form under which names are looked up."""
    return _fold(word) if len(word) <= _LONGEST else word


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return bare.casefold().translate(_PLAIN)


def gap(text: str) -> str | None:
    """What stands between two words, made comparable; None where no name goes on across it.

    A hyphen and a space are the same ("Burkina-Faso"); a hyphen with spaces around it parts names.
    """
    if not text.strip():
        return " " if text.count("\n") < 2 and len(text) < 20 else None
    if text in HYPHENS:
        return " "
    bare = text.strip().replace("\u2019", "'")
    return bare if len(bare) < 4 and bare not in HYPHENS and "\n" not in text else None


def path(name: str) -> list[str]:
    """A name as keys: its first word folded, then each gap and word."""
    words = split(name)
    keys = [word.folded for word in words[:1]]
    for before, after in pairwise(words):
        keys.append((gap(name[before.end : after.start]) or " ") + after.folded)
    return keys


def _lower(text: str) -> str:
    """Lower case in which a dotted capital I is a plain i."""
    return text.lower().replace("i\u0307", "i")


def agrees(due: Sequence[str], words: Sequence[Word], strict: bool = False) -> bool:
    """Whether the words of a text are written as the words of a name demand.

    An acronym keeps its capitals, a name its first one (all of them where `strict`); small letters may be
    written large. Accents may be missing, but not added.
    """
    capital_due = True
    for written, word in zip(due, words, strict=True):
        text = unicodedata.normalize("NFC", word.text)
        if not _accents_agree(_lower(written), _lower(text)):
            return False
        if _is_acronym(written, alone=len(due) == 1):
            if fold(text).upper() != text.upper() or not (text == written or text.isupper()):
                return False
        elif written[0].isupper() and (capital_due or strict):
            if not text[0].isupper():
                return False
            capital_due = False
    return True


def _is_acronym(written: str, alone: bool) -> bool:
    """Whether capitals after the first letter count, or a single letter is one of several initials."""
    return written[1:] != written[1:].lower() or (len(written) == 1 and written.isupper() and not alone)


def _accents_agree(due: str, found: str) -> bool:
    if due == found:
        return True
    if len(due) != len(found):
        return fold(due) == found
    return all(have in (letter, fold(letter)) for letter, have in zip(due, found, strict=True))
