"""The date of a document, out of its text and the name of its file.

In: the shadow text, its language, the file's name. Out: a `DocumentDate`. Trusted in this order: what "today"
is said to be; a dateline, a masthead or a date alone on a line at the start; one at the end; a full date
in the first sentences; the crawl's month before the text; the file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from kg.languages import data
from kg.mentions.dates import CRAWL_PREFIX, DateMention, bounds, contains, find, is_edtf, overlaps, shift
from kg.mentions.templates import tokens

_HEAD = 3000  # code points in which a document tells its date
_OPENING = 1000  # and in which its first sentences end
_DATELINE = 70  # a dateline's date starts this early in its line
_EVENT = 60  # code points before a date in which its event is told
_TAIL_LINES = 6
_WORDS_ALONE = 10  # a line with a date and no more words than this says the date and the place only
_FILE_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?!\d)")

Source = Literal["today", "dateline", "closing", "opening", "crawl", "file-name"]


class DocumentDate(NamedTuple):
    """A document's date in EDTF, the span that it was read from (None for a file's name), and how."""

    date: str | None = None
    start: int | None = None
    end: int | None = None
    source: Source | None = None


def document_date(shadow: str, language: str, filename: str | None = None) -> DocumentDate:
    """The day on which a document was issued, or the month; empty where nothing tells."""
    crawl = CRAWL_PREFIX.match(shadow)
    month = crawl.group(1) if crawl else None
    named = _from_file_name(filename)
    hint = month or named
    body = crawl.end() if crawl else 0
    head = _days(find(shadow[:_HEAD], language, hint), 0)
    for choose in (_said_to_be_today, _dateline, _closing, _opening):
        mentions = head
        if choose is _closing:
            tail = max(len(shadow) - _HEAD, 0)
            mentions = _days(find(shadow[tail:], language, hint), tail)
        found = choose(shadow, mentions, body, hint, language)
        if found is not None:
            return found
    if crawl and month:
        if named and contains(month, named):
            return DocumentDate(named, source="file-name")
        return DocumentDate(month, crawl.start(1), crawl.end(1), "crawl")
    return DocumentDate(named, source="file-name") if named else DocumentDate()


def _days(mentions: Sequence[DateMention], offset: int) -> list[DateMention]:
    """Mentions that are a day or count from the document's day, at their place in the whole text."""
    return [
        DateMention(m.start + offset, m.end + offset, m.value, m.kind, bound=m.bound, offset=m.offset)
        for m in mentions
        if m.offset is not None or (m.kind == "day" and m.value and len(m.value) == 10)
    ]


def _said_to_be_today(
    shadow: str, mentions: Sequence[DateMention], body: int, hint: str | None, language: str
) -> DocumentDate | None:
    """ "Today, 3 May 2021", "yesterday (Tuesday 4 June 2024)", "this Friday 20 May 2022"."""
    for first, second in pairwise(mentions):
        between = shadow[first.end : second.start]
        named = first.kind != "day" and second.kind == "day" and first.offset is not None
        if not named or first.offset is None or not re.fullmatch(r"[\s,:(–-]{1,4}", between):
            continue
        day = shift(second.value, -first.offset) if second.value else None
        if day:
            return DocumentDate(day, second.start, second.end, "today")
    for mention in mentions:
        if mention.offset == 0 and mention.kind == "day" and mention.value:
            return DocumentDate(mention.value, mention.start, mention.end, "today")
    return None


def _dateline(
    shadow: str, mentions: Sequence[DateMention], body: int, hint: str | None, language: str
) -> DocumentDate | None:
    """A date alone on a line near the start, or one that opens the text behind a place."""
    for mention in _plain(mentions):
        if mention.start > body + _OPENING:
            break
        before, after = _line(shadow, mention, body)
        opens = len(before) <= _DATELINE and _is_place(before) and _ends_dateline(after)
        if opens or _alone(before, after):
            return DocumentDate(mention.value, mention.start, mention.end, "dateline")
    return None


def _closing(
    shadow: str, mentions: Sequence[DateMention], body: int, hint: str | None, language: str
) -> DocumentDate | None:
    """A date alone on one of the last lines."""
    lines = [m.start() for m in re.finditer(r"\n[^\n]*\S", shadow)]
    floor = lines[-_TAIL_LINES] if len(lines) >= _TAIL_LINES else 0
    for mention in reversed(list(_plain(mentions))):
        before, after = _line(shadow, mention, body)
        if mention.start >= floor and (_alone(before, after) or _done(before, language)):
            return DocumentDate(mention.value, mention.start, mention.end, "closing")
    return None


def _opening(
    shadow: str, mentions: Sequence[DateMention], body: int, hint: str | None, language: str
) -> DocumentDate | None:
    """A full date in the first sentences, if it agrees with the crawl's month where there is one."""
    for mention in _plain(mentions):
        if mention.start > body + _OPENING or not re.search(r"\d{4}", shadow[mention.start : mention.end]):
            continue
        if _near(mention.value, hint) if hint else not _of_an_event(shadow, mention, language):
            return DocumentDate(mention.value, mention.start, mention.end, "opening")
    return None


def _of_an_event(shadow: str, mention: DateMention, language: str) -> bool:
    """Whether a word before a date says that something was signed, born or founded then."""
    words = [token.word for token in tokens(shadow[max(mention.start - _EVENT, 0) : mention.start])]
    stops = [at for at, word in enumerate(words) if word in {".", ";"}]
    return not set(data(language, "dates")["of_events"]).isdisjoint(words[max(stops, default=-1) + 1 :])


def _near(day: str | None, hint: str) -> bool:
    """Whether a day lies in the hinted time, give or take a week."""
    first, last = bounds(hint)
    if day is None or first is None or last is None:
        return False
    week = timedelta(days=7)
    return overlaps(day, f"{(first - week).isoformat()}/{(last + week).isoformat()}")


def _plain(mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """Calendar days that are told as such: not "until", not "today"."""
    return (m for m in mentions if m.offset is None and m.bound is None and m.value)


def _line(shadow: str, mention: DateMention, body: int) -> tuple[str, str]:
    """What stands before and after a mention on its line."""
    start = max(shadow.rfind("\n", 0, mention.start) + 1, body)
    end = shadow.find("\n", mention.end)
    return shadow[start : mention.start].strip(), shadow[
        mention.end : len(shadow) if end < 0 else end
    ].strip()


def _done(before: str, language: str) -> bool:
    """Whether a line says where a text was made, whatever it adds: "Fait à Bissau, le ..., en deux exemplaires"."""
    made = tuple(data(language, "dates")["made"])
    return before.casefold().startswith(made) and _is_place(before)


def _alone(before: str, after: str) -> bool:
    words = re.findall(r"\w+", f"{before} {after}")
    return len(words) <= _WORDS_ALONE and _is_place(before) and len(re.findall(r"\w+", after)) <= 3


def _is_place(before: str) -> bool:
    """Whether the words before a date are names at most: capitals, and few small words between them."""
    words = re.findall(r"\w+", before)
    small = [word for word in words if word[0].islower()]
    return len(words) <= _WORDS_ALONE and len(small) <= 2 and not re.search(r"[.!?]\s", before)


def _ends_dateline(after: str) -> bool:
    """Whether what follows a date ends the dateline: a dash, an agency in brackets or capitals, a stop."""
    return bool(re.match(r"[-–—(/:.|]|,\s*[A-Z]{2}", after))


def _from_file_name(name: str | None) -> str | None:
    """`2021-05-03-visit.txt`, `20210503`: a day, or a month with its hyphen."""
    for match in _FILE_NAME.finditer(name or ""):
        year, joint, month, day = match.groups()
        value = f"{year}-{month}-{day}" if day else f"{year}-{month}"
        if (day or joint) and is_edtf(value):
            return value
    return None
