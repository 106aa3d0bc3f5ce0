"""A question in plain words becomes a named question with values for its parameters.

In: words in a language that there is data for, and whom the graph names. Out: `Reading`, or BadQuery that
lists near questions. A wording counts only where every word of it is accounted for, and only where it has
one reading: nothing is guessed.

States and dates are found by what finds them in documents; persons and bodies by their names in the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import languages, queries
from kg.errors import BadQuery
from kg.graph.slugs import words
from kg.mentions import dates, gazetteer
from kg.values import Candidate, find

_LONGEST = 300
_NAME_WORDS = 6
_MARKS = {"state": "s", "person": "[po]", "agent": "[spo]"}
_PIECE = re.compile(r"\{(\w+)\}|@(\w+)|([()|\[\]])|([^\s{}@()|\[\]]+)|\s+")
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"<([dspo])(\d+)>")


@dataclass(frozen=True, slots=True)
class Reading:
    """A named question with the values that a wording gives it."""

    question: str
    values: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        given = "".join(f" --set {name}={_quoted(value)}" for name, value in self.values)
        return f"kg query {self.question}{given}"


@dataclass(frozen=True, slots=True)
class Marked:
    """A wording with marks in the place of what was recognised: `visites prevues en <d0> en <s1>`.

    `places` are where each piece of the text stands in the wording.
    """

    text: str
    marks: tuple[str, ...]
    wording: str
    places: tuple[tuple[int, int], ...]

    def value(self, start: int, end: int) -> str:
        """What a part of the text stands for: the value of a mark, or else the wording there."""
        mark = _MARK.fullmatch(self.text[start:end].strip())
        if mark:
            return self.marks[int(mark[2])]
        first = self.text.count(" ", 0, start)
        last = self.text.count(" ", 0, start + len(self.text[start:end].rstrip()))
        return self.wording[self.places[first][0] : self.places[last][1]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Wordings of one named question, compiled; `fixed` are values that the wording itself means."""

    question: str
    wordings: tuple[re.Pattern[str], ...]
    after: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    fixed: Mapping[str, str]
    needs: tuple[str, ...]


def read(text: str, known: Sequence[Candidate]) -> Reading:
    """The one reading of a wording. Raises BadQuery where there is none, or more than one."""
    if len(text) > _LONGEST:
        raise BadQuery(f"a question in plain words has at most {_LONGEST} characters")
    found: list[Reading] = []
    for language in languages.available():
        for reading in _readings(_marked(text, language, known), language):
            if reading not in found:
                found.append(reading)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadQuery(f"this may mean several things; ask one of: {'; '.join(map(str, found))}")
    near = "".join(f"\n  kg query {name}  ({title})" for name, title in near_questions(text))
    told = f"Near questions are:{near}" if near else "`kg queries` lists what can be asked"
    raise BadQuery(f"this is not understood: {text.strip()!r}. {told}")


def near_questions(text: str) -> list[tuple[str, str]]:
    """Named questions that share words with a text, those with most first, each with its title."""
    asked = {word[:5] for word in words(text) if len(word) > 3}
    rated = []
    for question in queries.named():
        for title in question.titles.values():
            told = {word[:5] for word in (*words(title), *words(question.name)) if len(word) > 3}
            rated.append((-len(asked & told), question.number or 0, question.name, title))
    best: dict[str, str] = {}
    for shared, _, name, title in sorted(rated):
        if shared:
            best.setdefault(name, title)
    return list(best.items())[:5]


def _readings(marked: Marked, language: str) -> Iterator[Reading]:
    """The readings of the first pattern that has any: what stands first in the data is the narrower one."""
    for pattern in _patterns(language):
        found = [reading for wording in pattern.wordings if (reading := _reading(marked, pattern, wording))]
        if found:
            yield from dict.fromkeys(found)
            return


def _reading(marked: Marked, pattern: Pattern, wording: re.Pattern[str]) -> Reading | None:
    match = wording.match(marked.text)
    if match is None:
        return None
    values = dict(pattern.fixed)
    values |= {name: marked.value(*match.span(name)) for name, piece in match.groupdict().items() if piece}
    at = match.end() + 1
    while at < len(marked.text):
        for after, names in pattern.after:
            following = after.match(marked.text, at)
            if following and not any(name in values for name in names):
                # A date stands for the first and the last day of a period.
                values |= dict.fromkeys(names, marked.value(*following.span("value")))
                at = following.end() + 1
                break
        else:
            return None
    if any(name not in values for name in pattern.needs):
        return None
    return Reading(pattern.question, tuple(values.items()))


def _marked(text: str, language: str, known: Sequence[Candidate]) -> Marked:
    spans = [(found.start, found.end, "d", found.value) for found in dates.find(text, language, None)]
    for place in gazetteer.find(text, language):
        if place.kind != "city" and place.code and not place.ambiguous:
            spans.append((place.start, place.end, "s", place.code))
    taken = [(start, end) for start, end, *_ in spans]
    spans += [span for span in _names(text, known) if not _overlaps(span[:2], taken)]
    pieces: list[tuple[str, int, int]] = []
    marks: list[str] = []
    at = 0
    for start, end, letter, value in sorted((s for s in spans if s[3]), key=lambda span: (span[0], -span[1])):
        if start >= at:
            pieces += [*_words(text, at, start), (f"<{letter}{len(marks)}>", start, end)]
            marks.append(str(value))
            at = end
    pieces += _words(text, at, len(text))
    spelled = " ".join(piece for piece, *_ in pieces)
    return Marked(spelled, tuple(marks), text, tuple((start, end) for _, start, end in pieces))


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The words of a part of a text, folded, with where each stands."""
    for match in _WORD.finditer(text, start, end):
        for word in words(match[0]):
            yield word, match.start(), match.end()


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _names(text: str, known: Sequence[Candidate]) -> Iterator[tuple[int, int, str, str]]:
    """Names of persons and bodies of the graph in a text, the longest at each place."""
    spoken = {word for one in known for name in one.names for word in name if len(word) > 2}
    found = [(match.start(), match.end()) for match in re.finditer(r"[\w’'.-]+", text)]
    at = 0
    while at < len(found):
        for size in range(min(_NAME_WORDS, len(found) - at), 0, -1):
            start, end = found[at][0], found[at + size - 1][1]
            name = text[start:end].rstrip(".")
            if not set(words(name)) & spoken:
                continue
            hits = find(name, known)
            if hits and (name[:1].isupper() or all(one.kind == "person" for one in hits)):
                letter = "p" if all(one.kind == "person" for one in hits) else "o"
                yield start, start + len(name), letter, name
                at += size - 1
                break
        at += 1


@cache
def _patterns(language: str) -> tuple[Pattern, ...]:
    told = languages.data(language, "questions")
    return tuple(_pattern(entry, told) for entry in told["pattern"])


def _pattern(entry: Mapping[str, Any], told: Mapping[str, Any]) -> Pattern:
    types = {p.name: p.type for p in queries.find(entry["question"]).parameters}
    opening = "|".join(sorted((" ".join(words(o)) for o in told["openings"]), key=len, reverse=True))
    wordings = tuple(
        re.compile(rf"(?:(?:{opening}) )*{_expression(says, types, told)}(?= |$)") for says in entry["says"]
    )
    after = tuple(_after(group, names.split(), types, told) for group, names in entry.get("then", {}).items())
    return Pattern(entry["question"], wordings, after, entry.get("set", {}), tuple(entry.get("needs", ())))


def _after(
    group: str, names: list[str], types: Mapping[str, str], told: Mapping[str, Any]
) -> tuple[re.Pattern[str], tuple[str, ...]]:
    if group == "when":
        lead = _expression("@dates", types, told)
        return re.compile(rf"(?:{lead} )?(?P<value><d\d+>)"), tuple(names)
    lead = _expression(f"@{group}", types, told)
    mark = _MARKS[types[names[0]]]
    return re.compile(rf"{lead} {_title(told)}(?P<value><{mark}\d+>)"), tuple(names)


def _expression(says: str, types: Mapping[str, str], told: Mapping[str, Any]) -> str:
    """A wording of the data as a regular expression over a marked text."""
    made, leading = "", False
    for slot, group, sign, word in (match.groups() for match in _PIECE.finditer(says)):
        if slot:
            made += f"{_gap(made)}{_slot(slot, types, told)}"
        elif group:
            made += f"{_gap(made)}{_expression(told['groups'][group], types, told)}"
        elif sign == "(":
            made += f"{_gap(made)}(?:"
        elif sign == "[":
            # The blank beside words that may be left out goes with them.
            leading = not _gap(made)
            made += "(?:(?:" if leading else "(?: (?:"
        elif sign == "]":
            made += ") )?" if leading else "))?"
        elif sign:
            made += sign
        elif word:
            made += _gap(made) + " ".join(words(word))
    return made


def _gap(made: str) -> str:
    return "" if not made or made.endswith(("(?:", "|", " )?")) else " "


def _slot(name: str, types: Mapping[str, str], told: Mapping[str, Any]) -> str:
    if types[name] == "text":
        return rf"{_title(told)}(?P<{name}>[^\n]+)"
    return rf"{_title(told)}(?P<{name}><{_MARKS[types[name]]}\d+>)"


def _title(told: Mapping[str, Any]) -> str:
    names = "|".join(" ".join(words(name)) for name in told["before_names"])
    return f"(?:(?:{names}) )*"


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
