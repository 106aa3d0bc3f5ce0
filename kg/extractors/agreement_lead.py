"""The line that tells what happened to the instruments listed below it.

In: a reading and an instrument's mention. Out: the `Lead` above or before it: "Ont été signés ce jour :",
"The following documents were signed on 11 October:", "Paraphé : Accord ...". A lead reaches over the items of
its list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extractors.cue_words import words
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_ITEM = re.compile(r"\s*(?:[-–—•*·▪●]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)°]|\d{1,2}\s?[-–])\s*\D")
_SHORT_ITEM = 350  # code points of a line that may be an item without a mark
_MOST_ITEMS = 40
_LONGEST_LEAD = 400
_LONGEST_HEADING = 140


@dataclass(frozen=True, slots=True)
class Lead:
    """The offsets of a lead's words, without its colon, and its tokens."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def of(reading: Reading, mention: InstrumentMention) -> Lead | None:
    """The lead that governs a mention, if it stands in a list or behind a colon."""
    text = reading.shadow
    line = text.rfind("\n", 0, mention.start) + 1
    inline = _inline(reading, line, mention.start)
    if inline is not None:
        return inline
    if not _opens_line(text, line, mention.start):
        return None
    return _above(reading, line, bool(_ITEM.match(text[line : mention.start + 1])))


def _above(reading: Reading, line: int, marked: bool) -> Lead | None:
    """The lead in the lines above one."""
    text, above = reading.shadow, line
    for _ in range(_MOST_ITEMS):
        end = above - 1
        if end <= 0:
            return None
        above = text.rfind("\n", 0, end) + 1
        line_text = text[above:end].strip()
        if not line_text:
            continue
        if line_text.endswith(":"):
            return _lead(reading, _sentence_start(text, above, end), text.rindex(":", above, end))
        if _ITEM.match(line_text) and not marked:
            return None
        if marked and not _ITEM.match(line_text) and _is_heading(reading, line_text):
            return _lead(reading, above, end)
        if not _ITEM.match(line_text) and (len(line_text) > _SHORT_ITEM or line_text.endswith(".")):
            return None
    return None


def _is_heading(reading: Reading, line: str) -> bool:
    """Whether a line is a heading that says what was done: "Documents signed on 13 February"."""
    if len(line) <= _LONGEST_HEADING and line[-1] not in ".;,!?" and tells_outcomes(reading, line):
        return True
    effects = words(reading.language, "agreement").effects
    told = (effects.get(word) for word in re.findall(r"\w+", line.casefold()))
    return len(line) <= _LONGEST_HEADING and line[-1] not in ".;,!?" and "signed" in told


def tells_outcomes(reading: Reading, heading: str) -> bool:
    """Whether a heading stands over what was signed without saying so: "List of Outcomes"."""
    folded = heading.casefold()
    return any(phrase in folded for phrase in words(reading.language, "agreement").context["outcomes"])


def is_item(reading: Reading, mention: InstrumentMention) -> bool:
    """Whether a mention stands in a list: in a line with a mark below a lead, or right at its beginning."""
    return of(reading, mention) is not None or over_item(reading, mention) is not None


def over_item(reading: Reading, mention: InstrumentMention) -> Lead | None:
    """The lead over a line with a mark that a mention stands in, wherever in the line it does."""
    text = reading.shadow
    line = text.rfind("\n", 0, mention.start) + 1
    return _above(reading, line, marked=True) if _ITEM.match(text[line : mention.start + 1]) else None


def _inline(reading: Reading, line: int, start: int) -> Lead | None:
    """The lead on the same line: what stands before the last colon of the sentence or enumeration."""
    text = reading.shadow
    colon = text.rfind(":", line, start)
    if colon < 0 or start - colon > _LONGEST_LEAD * 3:
        return None
    between = text[colon + 1 : start]
    if re.search(r"[^\W\d_]{3}\)?[.!?]\s+\S", between):
        return None
    return _lead(reading, _sentence_start(text, line, colon), colon)


def _opens_line(text: str, line: int, start: int) -> bool:
    """Whether only a mark and an article stand between the beginning of a line and a name."""
    opening = re.sub(r"^\s*(?:[-–—•*·▪●]|\(?\w{1,4}[.)°])?\s*", "", text[line:start])
    return len(opening) <= 12 and not re.search(r"[.:;,]", opening)


def _sentence_start(text: str, start: int, end: int) -> int:
    """Where the last sentence of a stretch begins; a numbered paragraph's number is passed over."""
    stops = [
        m.end() for m in re.finditer(r"(?<=[^\W\d_]{2})[.!?;]\s+(?=[A-Z\u00c0-\u00dc\"«])", text[start:end])
    ]
    begin = start + stops[-1] if stops else start
    numbered = re.match(r"\s*(?:\d{1,2}\.|[-–•*])\s+", text[begin:end])
    return begin + numbered.end() if numbered else begin


def _lead(reading: Reading, start: int, end: int) -> Lead | None:
    if end - start > _LONGEST_LEAD or end <= start:
        return None
    return Lead(start, end, tuple(reading.parsed.tokens_in(start, end)))
