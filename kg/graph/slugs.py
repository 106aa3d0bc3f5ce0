"""A wording becomes the readable part of an identifier.

In: any text. Out: `[a-z0-9-]`, at most 80 characters, the same for the same text on every machine.
"""

from __future__ import annotations

import re
import unicodedata

from kg.document import text_hash

LIMIT = 80
_HASH = 6
_LATIN = re.compile(
    r"LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:DOTLESS )?(SHARP )?([A-Z]+)(?: WITH .*)?"
)
_GAPS = re.compile(r"[^a-z0-9]+")


def slug(text: str, limit: int = LIMIT) -> str:
    """The text without marks, in lower case, words joined by hyphens; a hash of the whole marks a cut."""
    plain = _plain(text)
    if not plain:
        return f"x-{fingerprint(text)}"
    return plain if len(plain) <= limit else f"{plain[: limit - _HASH - 1].rstrip('-')}-{fingerprint(text)}"


def words(text: str) -> tuple[str, ...]:
    """The words of the text's slug, uncut."""
    return tuple(part for part in _plain(text).split("-") if part)


def fingerprint(text: str) -> str:
    """Six hexadecimal digits that tell texts apart which would look alike otherwise."""
    return text_hash(text)[:_HASH]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    ascii_text = "".join(_letter(letter) for letter in letters if not unicodedata.combining(letter))
    return _GAPS.sub("-", ascii_text.lower()).strip("-")


def _letter(letter: str) -> str:
    """A letter that no decomposition reaches by its name in Unicode: a ligature gives both of its letters."""
    if letter.isascii():
        return letter
    match = _LATIN.fullmatch(unicodedata.name(letter, ""))
    if match is None:
        return " "
    return match[2] * 2 if match[1] else match[2]
