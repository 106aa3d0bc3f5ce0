"""Names of persons in a text.

In: the shadow text, its offices, honorifics and places. Out: `Name` spans, sorted and disjoint, without honorifics
and offices.

What makes a run of capitalised words a name is what stands before or behind it: an honorific, an office, an
apposition, a nationality, a vocation. Once a full name is known, its family name alone is found everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, Protocol

from kg.languages import data
from kg.mentions.signatures import is_signed
from kg.mentions.spans import Spans

Lead = Literal["honorific", "office", "apposition", "calling", "known"]

# A word may hold apostrophes and hyphens (N'Guesso, Jae-in); an initial keeps its stop (S., T.)
_WORD = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*(?=\s)|[^\W\d_]+(?:['\-][^\W\d_]+)*")
_LONGEST_NAME = 8
_SENTENCE_END = ".!?:;\n•"
_SET_OFF = frozenset({", ", ",\n", " (", ": ", " - "})


class Span(Protocol):
    """Anything that covers a stretch of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Named(Span, Protocol):
    """A place, organisation or nationality that the text names."""

    @property
    def kind(self) -> str: ...


class Title(Span, Protocol):
    """An office, of one person or of several."""

    @property
    def plural(self) -> bool: ...
    @property
    def inner(self) -> Sequence[Span]: ...


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, elided article or preposition split off."""

    start: int
    end: int
    text: str

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        return self.text.endswith(".")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as written; `lead` says what gave it away."""

    start: int
    end: int
    text: str
    lead: Lead


@dataclass(frozen=True, slots=True)
class _Lexicon:
    particles: frozenset[str]
    elisions: frozenset[str]
    conjunctions: frozenset[str]
    openers: frozenset[str]
    royal: frozenset[str]
    accented_openers: frozenset[str]
    determiners: frozenset[str]
    never: frozenset[str]
    filial: frozenset[str]
    callings: frozenset[str]
    between: re.Pattern[str]
    vocations: re.Pattern[str]


def fold(text: str) -> str:
    """Lower case without accents, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@cache
def _lexicon(language: str) -> _Lexicon:
    table = data(language, "names")

    def folded(key: str) -> frozenset[str]:
        return frozenset(fold(word) for word in table[key])

    return _Lexicon(
        particles=folded("particles"),
        elisions=folded("elisions"),
        conjunctions=folded("conjunctions"),
        openers=folded("openers"),
        royal=folded("royal"),
        accented_openers=frozenset(table["openers"]),
        determiners=folded("determiners"),
        never=folded("never"),
        filial=folded("filial"),
        callings=frozenset((*data(language, "discourse")["persons"]["nouns"], *table["ranks"])),
        between=re.compile(rf"(?: (?:{_any_of(table['phrases']['between'])}))?"),
        vocations=re.compile(rf"(?<!\w)(?:{_any_of(table['vocations'])})(?!\w)"),
    )


def _any_of(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


@cache
def _word(language: str) -> re.Pattern[str]:
    """A word, or the short form of a first name, which keeps its stop: "Md. Rahman"."""
    return re.compile(rf"(?<!\w)(?:{_any_of(data(language, 'names')['abbreviated'])})(?=\s)|{_WORD.pattern}")


def words(shadow: str, language: str) -> list[Word]:
    """The words of a text with their offsets; "l'Office" gives "l" and "Office"."""
    elisions = _lexicon(language).elisions
    found: list[Word] = []
    for match in _word(language).finditer(shadow):
        start, end, text = match.start(), match.end(), match.group()
        head, apostrophe, rest = text.partition("'")
        if (
            apostrophe
            and rest
            and fold(head) in elisions
            and (head.islower() or _opens_sentence(shadow, start))
        ):
            found.append(Word(start, start + len(head), head))
            start, text = start + len(head) + 1, rest
        elif text.endswith("'s"):
            end, text = end - 2, text[:-2]
        found.append(Word(start, end, text))
    return found


def find(
    shadow: str,
    language: str,
    offices: Sequence[Title],
    honorifics: Sequence[tuple[int, int, bool]],
    places: Sequence[Named],
) -> list[Name]:
    """The persons' names of a text.

    `honorifics` are (start, end, is plural); `places` are spans that are states, organisations or towns.
    """
    finder = _Finder(shadow, language, offices, honorifics, places)
    begins = {start for start, _, _ in honorifics}
    for _, end, _ in honorifics:
        if end + 1 not in begins:  # of several honorifics the last one leads to the name
            finder.take_after(end, "honorific", plural=True)
    for office in offices:
        finder.take_after(office.end, "office", plural=office.plural)
        finder.take_apposition(office)
        for inner in office.inner:
            finder.take_within(inner.end, office)
    for word in [*finder.nationals(places), *finder.behind_vocations()]:
        finder.take_called(word)
    finder.take_known()
    return sorted(finder.names.values(), key=lambda name: name.start)


class _Finder:
    """Collects names; later leads never overwrite earlier ones."""

    def __init__(
        self,
        shadow: str,
        language: str,
        offices: Sequence[Title],
        honorifics: Sequence[tuple[int, int, bool]],
        places: Sequence[Named],
    ) -> None:
        self.shadow = shadow
        self.lexicon = _lexicon(language)
        self.words = words(shadow, language)
        self.starts = [word.start for word in self.words]
        self.place_starts = {place.start: place.end for place in places}
        self.place_spans = Spans((place.start, place.end) for place in places)
        self.office_spans = Spans((office.start, office.end) for office in offices)
        self.line_ends = [match.start() for match in re.finditer("\n", shadow)]
        self.shouted: dict[int, bool] = {}
        abbreviated = {start for start, end, _ in honorifics if "." in shadow[start:end] or end - start < 4}
        # an honorific that is a whole word may be part of a name: "Ould Cheikh Ahmed"
        self.stops = {office.start for office in offices} | abbreviated
        self.honorifics = {start for start, _, _ in honorifics}
        self.names: dict[int, Name] = {}
        self.taken = Spans()

    # -- what may follow a lead

    def take_after(self, end: int, lead: Lead, plural: bool = False) -> None:
        index = bisect_right(self.starts, end - 1)
        if index < len(self.words) and self._gap(end, self.words[index].start) in ("", " "):
            word = self.words[index]
            if lead == "office" and (word.start in self.honorifics or self._is_headline(word)):
                return
            if lead == "honorific":
                index = self._behind_royal_title(index)
                if self._leads_to_honorific(index):
                    return
            if lead == "honorific" and index and fold(self.words[index].text) in self.lexicon.filial:
                index -= 1  # no honorific then but a first name: "Cheikh Ould X"
            end = self._take_run(index, lead)
            while plural and end:
                end = self._take_next_of_list(self._behind_place(end), lead)

    def take_within(self, end: int, office: Span) -> None:
        """A name inside a title: "special envoy of President X"."""
        index = bisect_right(self.starts, end - 1)
        if index < len(self.words) and self._gap(end, self.words[index].start) in (" ", ", "):
            word = self.words[index]
            if word.start < office.end and self._may_begin(word):
                last = index
                while (
                    last + 1 < len(self.words)
                    and self.words[last + 1].end <= office.end
                    and (
                        self._joins(self.words[last], self.words[last + 1])
                        and self._is_name_word(self.words[last + 1])
                    )
                ):
                    last += 1
                start, end = word.start, self.words[last].end
                self.taken.add(start, end)
                self.names[start] = Name(start, end, self.shadow[start:end], "office")

    def take_apposition(self, office: Title) -> None:
        """A name set off by a comma or bracket behind an office, or before one."""
        between = self.lexicon.between.match(self.shadow, office.end)
        end = between.end() if between else office.end
        index = bisect_right(self.starts, end - 1)
        if index < len(self.words) and self._gap(end, self.words[index].start) in _SET_OFF:
            end = self._take_run(index, "apposition", least=2)
            while office.plural and end:
                end = self._take_next_of_list(self._behind_place(end), "apposition")
        index = bisect_right(self.starts, office.start - 1) - 1
        while (
            index >= 0
            and fold(self.words[index].text) in self.lexicon.openers
            and self.words[index].text.islower()
        ):
            index -= 1
        if index < 0:
            return
        last = self.words[index]
        gap = self.shadow[last.end : office.start]
        signed = is_signed(self.shadow, last.end, office.start)
        if not signed and (not re.match(r"\s?[,(–-]", gap) or len(gap) > 12):
            return
        first = index
        while (
            first > 0
            and self._joins(self.words[first - 1], self.words[first])
            and index - first < _LONGEST_NAME
        ):
            if not self._is_name_word(self.words[first - 1]) and not self._is_particle(self.words[first - 1]):
                break
            first -= 1
        while first <= index and not self._may_begin(self.words[first]):
            first += 1
        if first < index:
            self._add(first, index, "apposition")

    def nationals(self, places: Sequence[Named]) -> list[int]:
        """Words behind a state's name or adjective that only a person's name can begin: "Ghana's Nana Akufo-Addo"."""
        found: list[int] = []
        for place in places:
            index = bisect_right(self.starts, place.end - 1)
            before = self.words[index - 2].text.casefold() if index > 1 else ""
            if place.kind == "inhabitant" and before in self.lexicon.determiners and index < len(self.words):
                found.append(index)  # "l'Éthiopien X"
                continue
            word = self.words[index].text.casefold() if index < len(self.words) else ""
            if word == "s" or word in self.lexicon.callings:
                index += 1
            elif self.shadow[place.end : place.end + 3] != "'s " and not self._has_calling_before(place):
                continue
            if index < len(self.words) and self.words[index].start - place.end < 24:
                found.append(index)
        return found

    def _has_calling_before(self, place: Span) -> bool:
        """Whether a word for a person stands before an adjective: "le général soudanais X"."""
        index = bisect_right(self.starts, place.start - 1) - 1
        return (
            index >= 0
            and self.words[index].text.casefold() in self.lexicon.callings
            and (self._gap(self.words[index].end, place.start) == " ")
        )

    def behind_vocations(self) -> list[int]:
        """Words behind what somebody is without office: "l'opposant malien X", "the businessman, X"."""
        found: list[int] = []
        for match in self.lexicon.vocations.finditer(self.shadow):
            end = self.place_starts.get(match.end() + 1, match.end())
            index = bisect_right(self.starts, end - 1)
            if index < len(self.words) and self._gap(end, self.words[index].start) in (" ", ", "):
                found.append(index)
        return found

    def take_called(self, index: int) -> None:
        word = self.words[index]
        if not self._is_shouted(word) and self._may_begin(word) and not self._in_title_case(index):
            self._take_run(index, "calling", least=2)

    def take_known(self) -> None:
        """Family names (and parts of them) of the persons already found, where they stand alone."""
        known: set[tuple[str, ...]] = set()
        for name in self.names.values():
            parts = [fold(word) for word in name.text.split()]
            known.update(tuple(parts[cut:]) for cut in range(len(parts)) if len(parts[cut]) > 2)
            if len(parts[0]) > 2 and parts[0] not in self.lexicon.particles:
                known.add(tuple(parts[:1]))
        folded = [fold(word.text) for word in self.words]
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for key in sorted(known, key=len, reverse=True):
            by_first.setdefault(key[0], []).append(key)
        index = 0
        while index < len(self.words):
            length = next(
                (
                    len(key)
                    for key in by_first.get(folded[index], ())
                    if tuple(folded[index : index + len(key)]) == key
                    and self._stands_alone(index, index + len(key) - 1)
                ),
                0,
            )
            if length:
                self._add(index, index + length - 1, "known")
            index += max(length, 1)

    # -- runs of words

    def _take_run(self, index: int, lead: Lead, least: int = 1) -> int:
        """Takes the name that begins at a word; returns where it ends, 0 where there is none."""
        if not self._may_begin(self.words[index]) and not self._opens_with_particle(index, lead):
            return 0
        last, capitalised = index, 1
        probe = index + 1
        while probe < len(self.words) and probe - index < _LONGEST_NAME:
            before, word = self.words[probe - 1], self.words[probe]
            if not self._joins(before, word):
                break
            if self._is_name_word(word):
                last, capitalised = probe, capitalised + 1
            elif not self._is_particle(word) or (
                self._leads_to_place(probe) and not self._is_royal(index, probe)
            ):
                break
            elif self._leads_to_place(probe) and self._is_name_word(self.words[probe + 1]):
                last, probe = probe + 1, probe + 1
            probe += 1
        if capitalised < least or (self.words[index].is_initial and last == index):
            return 0
        self._add(index, last, lead)
        return self.words[last].end

    def _leads_to_honorific(self, index: int) -> bool:
        """Whether only an article stands before another honorific: "Son Éminence le Cardinal X"."""
        following = self.words[index + 1 : index + 2]
        article = (
            fold(self.words[index].text) in self.lexicon.determiners and self.words[index].text.islower()
        )
        return article and bool(following) and following[0].start in self.honorifics

    def _behind_royal_title(self, index: int) -> int:
        """The word behind "la Princesse": such a title is no part of a name."""
        title = self.words[index + 1 : index + 2]
        if not title or fold(self.words[index].text) not in self.lexicon.determiners:
            return index
        royal = fold(title[0].text) in self.lexicon.royal and self._joins(self.words[index], title[0])
        following = self.words[index + 2 : index + 3]
        named = bool(following) and self._joins(title[0], following[0]) and self._is_name_word(following[0])
        return index + 2 if royal and named else index

    def _is_royal(self, first: int, probe: int) -> bool:
        """Whether a first name behind "la Princesse" has its house behind it: "la Princesse Hélène de Belgique"."""
        return probe == first + 1 and first > 0 and fold(self.words[first - 1].text) in self.lexicon.royal

    def _behind_place(self, end: int) -> int:
        """Where a list of titled persons goes on behind a state: "X (Botswana)", "Y of Cuba"."""
        for start in range(end + 1, end + 9):
            stop = self.place_starts.get(start)
            if stop is not None and not self.shadow[end:start].strip(" (").count(","):
                return stop + (self.shadow[stop : stop + 1] == ")")
        return end

    def _take_next_of_list(self, end: int, lead: Lead) -> int:
        index = bisect_right(self.starts, end - 1)
        if index + 1 >= len(self.words):
            return 0
        word = self.words[index]
        gap = self._gap(end, word.start)
        if fold(word.text) in self.lexicon.conjunctions and gap == " ":
            return (
                self._take_run(index + 1, lead)
                if self._gap(word.end, self.words[index + 1].start) == " "
                else 0
            )
        return self._take_run(index, lead) if gap == ", " and self._is_list(end) else 0

    def _is_list(self, end: int) -> bool:
        """Whether a conjunction with a name follows within the sentence: "MM. X, Y et Z"."""
        tail = self.words[bisect_right(self.starts, end - 1) :][: 2 * _LONGEST_NAME]
        for before, word in pairwise(tail):
            if fold(before.text) in self.lexicon.conjunctions:
                return self._is_name_word(word)
            small = self.lexicon.particles | self.lexicon.conjunctions | self.lexicon.openers
            if word.text.islower() and fold(word.text) not in small:
                return False
        return False

    def _add(self, first: int, last: int, lead: Lead) -> None:
        start, end = self.words[first].start, self.words[last].end
        if self.taken.meets(start, end) or self.office_spans.meets(start, end):
            return
        if lead != "honorific" and self.place_spans.covers(start, end):
            return
        self.taken.add(start, end)
        self.names[start] = Name(start, end, self.shadow[start:end], lead)

    # -- tests on single words

    def _gap(self, start: int, end: int) -> str:
        gap = self.shadow[start:end]
        return re.sub(r"[ \t]+", " ", gap) if end - start < 4 else gap

    def _joins(self, before: Word, word: Word) -> bool:
        return self._gap(before.end, word.start) in (" ", "'") and word.start not in self.stops

    def _is_name_word(self, word: Word) -> bool:
        head, hyphen, rest = word.text.partition("-")
        if hyphen and rest[:1].isupper() and fold(head) in self.lexicon.particles:
            return True  # "el-Ghariani"
        return word.is_capitalised and fold(word.text) not in self.lexicon.never

    def _is_particle(self, word: Word) -> bool:
        return fold(word.text) in self.lexicon.particles and word.text.islower()

    def _may_begin(self, word: Word) -> bool:
        """Function words have a capital only where they open a sentence, so they open no name."""
        return word.start not in self.stops and self._is_name_word(word) and not self._is_opener(word)

    def _is_opener(self, word: Word) -> bool:
        """Whether a word is a function word; an accent that the function word has not makes it a name: "Lê"."""
        plain = word.text.isascii() or word.text.casefold() in self.lexicon.accented_openers
        return plain and fold(word.text) in self.lexicon.openers

    def _opens_with_particle(self, index: int, lead: Lead) -> bool:
        """Titles may stand before a family name with its particle: "Mr da Costa", "Dr. Al Zayani"."""
        if lead not in ("honorific", "office") or fold(self.words[index].text) not in self.lexicon.particles:
            return False
        following = self.words[index + 1 : index + 2]
        return (
            bool(following)
            and self._joins(self.words[index], following[0])
            and self._is_name_word(following[0])
            and (following[0].start not in self.place_starts)
        )

    def _leads_to_place(self, index: int) -> bool:
        """Whether a particle is a preposition before a place: "le président X du Nigéria"."""
        following = self.words[index + 1 : index + 2]
        if following and self._is_particle(following[0]):
            following = self.words[index + 2 : index + 3]
        return any(word.start in self.place_starts for word in following)

    def _stands_alone(self, first: int, last: int) -> bool:
        start, end = self.words[first].start, self.words[last].end
        if not any(word.is_capitalised for word in self.words[first : last + 1]):
            return False
        if self.place_spans.covers(start, end):
            return False
        previous = self.words[first - 1] if first else None
        if previous and self._joins(previous, self.words[first]) and self._is_name_word(previous):
            return previous.start in self.place_starts or _opens_sentence(self.shadow, previous.start)
        return True

    def _in_title_case(self, index: int) -> bool:
        """Whether capitals are the custom around a word: "Democracy and Good Governance"."""
        before = self.words[max(0, index - 2) : index]
        return (
            len(before) == 2
            and before[0].is_capitalised
            and fold(before[1].text) in (self.lexicon.conjunctions | self.lexicon.particles | {"of"})
            and self._joins(before[1], self.words[index])
            and before[0].text.isalpha()
            and self._joins(before[0], before[1])
            and (fold(before[0].text) not in self.lexicon.openers and before[0].start not in self.names)
        )

    def _is_headline(self, word: Word) -> bool:
        """Whether the word stands in a headline whose words all have capitals: "Sultan Receives Written Message"."""
        if self._is_shouted(word):
            return True
        start = self.shadow.rfind("\n", 0, word.start) + 1
        end = self.shadow.find("\n", word.start)
        line = self.shadow[start : end if end >= 0 else len(self.shadow)][:200].strip()
        long = [w for w in re.findall(r"[^\W\d_]{4,}", line)]
        return bool(long) and line[-1] not in ".,;:" and len(long) > 3 and all(w[0].isupper() for w in long)

    def _is_shouted(self, word: Word) -> bool:
        """Whether the word stands in a line of capitals, where case tells nothing about names."""
        line = bisect_left(self.line_ends, word.start)
        if line not in self.shouted:
            start = self.line_ends[line - 1] + 1 if line else 0
            letters = [c for c in self.shadow[start : start + 400].partition("\n")[0] if c.isalpha()]
            self.shouted[line] = sum(c.isupper() for c in letters) > 0.7 * len(letters)
        return self.shouted[line]


def _opens_sentence(shadow: str, start: int) -> bool:
    before = shadow[max(0, start - 40) : start].rstrip(' \t"«“(—–-')
    return not before or before[-1] in _SENTENCE_END
