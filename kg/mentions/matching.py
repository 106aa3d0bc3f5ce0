"""Where the names of a lexicon stand in a text.

In: a text and its language. Out: `Reader.matches`, in order and without overlaps: the longest name that
begins at a word, or a chain of adjectives joined by hyphens ("maroco-russe", "Omani-Jordanian").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.mentions import cities
from kg.mentions.names import Entry, Lexicon, entries, lexicon
from kg.mentions.spelling import HYPHENS, Word, agrees, gap, split

_NAMED = frozenset({"state", "capital", "city", "region"})
_LONGEST_CHAIN = 5  # parts of a compound; bounds the time on hostile text
_LONGEST_CITY = 4  # words


@dataclass(frozen=True, slots=True)
class Match:
    """What was found from word `first` up to, not including, `last`: a name, or the parts of a compound."""

    first: int
    last: int
    end: int
    parts: tuple[Entry, ...]
    compound: bool = False


class Reader:
    """A text, its words and the lexicon, for the questions asked while matching."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.words: list[Word] = split(text)
        self.known: Lexicon = lexicon(language)

    def matches(self) -> Iterator[Match]:
        """All names in order; passed-over phrases (kind `blocked`) are among them."""
        position = 0
        while position < len(self.words):
            match = self._at(position)
            if match is not None and self._cuts_another(match):
                match = None
            if match is not None:
                yield match
            position = match.last if match is not None else position + 1

    def between(self, position: int) -> str:
        """What stands between a word and the one before it; a line break at the text's beginning."""
        if not 0 < position < len(self.words):
            return "\n"
        return self.text[self.words[position - 1].end : self.words[position].start]

    def is_in(self, position: int, word_list: str) -> bool:
        """Whether there is a word at a position and it stands in one of the lexicon's word lists."""
        return 0 <= position < len(self.words) and self.words[position].folded in self.known.words[word_list]

    def _at(self, position: int) -> Match | None:
        """Of a name and a compound that begin at one word, the longer one; of two as long the name."""
        name = self._longest(position) or self._far_city(position)
        compound = self._compound(position, name)
        return compound if compound is not None and (name is None or compound.last > name.last) else name

    def _cuts_another(self, match: Match) -> bool:
        """Whether a name ends inside a hyphenated one that begins within it: "Le Cap" in "Le Cap-Vert"."""
        if match.last - match.first < 2 or self.between(match.last) != "-":
            return False
        inner = (self._longest(first) for first in range(match.first + 1, match.last))
        return any(other is not None and other.last > match.last for other in inner)

    def _longest(self, position: int) -> Match | None:
        best: Match | None = None
        node, last = self.known.trie.get(self.words[position].folded), position + 1
        while node is not None:
            for entry in entries(node):
                spelled = agrees(entry.words, self.words[position:last], entry.strict)
                if spelled and self._stands_well(entry, position, last):
                    end = self.words[last - 1].end
                    if entry.tail and self.text.startswith(entry.tail, end):
                        end += 1
                    best = Match(position, last, end, (entry,))
                    break
            between = gap(self.between(last)) if last < len(self.words) else None
            node = node.get(between + self.words[last].folded) if between is not None else None
            last += 1
        return best

    def _stands_well(self, entry: Entry, first: int, last: int) -> bool:
        """Whether what stands around a name lets it be that name."""
        if entry.needs == "locative" and not self._behind(first, "locatives"):
            return False
        if entry.needs == "article" and not self.is_in(first - 1, "articles"):
            return False
        if last - first > 1:
            return True
        if self.is_in(first, "acronym_words") and self._in_capitals(first):
            return False
        return entry.kind not in _NAMED or not (self._of_a_person(first) or self._before_family_name(first))

    def _of_a_person(self, position: int) -> bool:
        """Whether an honorific or a given name before it makes a state's or city's name a person's."""
        if self.between(position) not in {" ", ". "}:
            return False
        before = self.words[position - 1]
        if self.is_in(position - 1, "honorifics") and before.text[0].isupper():
            return True
        if not self.is_in(position, "also_persons") or self.between(position) != " ":
            return False
        return before.text.istitle() and not self.is_in(position - 1, "function_words")

    def _before_family_name(self, position: int) -> bool:
        if not self.is_in(position, "given_names") or self.between(position + 1) != " ":
            return False
        return self.words[position + 1].text.istitle()

    def _in_capitals(self, position: int) -> bool:
        """Whether the neighbours of a word are written in capitals, as in a headline."""
        near = self.words[max(0, position - 2) : position] + self.words[position + 1 : position + 3]
        return any(len(word.text) > 3 and word.text.isupper() for word in near)

    def _behind(self, position: int, word_list: str) -> bool:
        """Whether a word follows a preposition, or a phrase, of one of the lexicon's lists."""
        phrase = ""
        for before in range(position - 1, max(-1, position - 4), -1):
            if self.between(before + 1).strip(" ") not in {"", "'"}:
                return False
            phrase = f"{self.words[before].folded} {phrase}".rstrip()
            if phrase in self.known.words[word_list]:
                return True
        return False

    def _far_city(self, position: int) -> Match | None:
        """A city that only the world's gazetteer knows: all of a capitalised name behind a locative."""
        if self.is_in(position, "not_cities") or not self._behind(position, "city_locatives"):
            return None
        last = position
        while last < len(self.words) and self.words[last].text[0].isupper():
            if last > position and self.between(last) not in {" ", "-"}:
                break
            last += 1
            if last - position > _LONGEST_CITY:
                return None
        if last == position:
            return None
        end = self.words[last - 1].end
        code = cities.state(self.text[self.words[position].start : end])
        return Match(position, last, end, (Entry("city", (code,)),)) if code is not None else None

    def _compound(self, position: int, name: Match | None) -> Match | None:
        """Adjectives of several states joined by hyphens, the first ones often cut short."""
        parts: list[Entry] = []
        here = position
        while len(parts) < _LONGEST_CHAIN:
            found = name if here == position else self._longest(here)
            ends = found.last if found is not None else here + 1
            goes_on = (
                ends < len(self.words)
                and self.text[self._end(ends, found) : self.words[ends].start] in HYPHENS
            )
            if found is not None and found.parts[0].kind == "adjective" and not goes_on:
                return Match(position, ends, found.end, (*parts, *found.parts), True) if parts else None
            if parts and found is None and self.is_in(here, "compound_ends"):
                return Match(position, here + 1, self.words[here].end, tuple(parts), True)
            part = self._first_part(here, found) if goes_on else None
            if part is None:
                return None
            parts.append(part)
            here = ends if found is not None and part is found.parts[0] else here + 1
        return None

    def _end(self, last: int, found: Match | None) -> int:
        return found.end if found is not None else self.words[last - 1].end

    def _first_part(self, position: int, found: Match | None) -> Entry | None:
        """A whole adjective, an acronym of a state ("US-Chinese") or the first part of a compound."""
        if found is not None:
            entry = found.parts[0]
            acronym = entry.kind == "state" and all(word.isupper() for word in entry.words)
            if entry.kind == "adjective" or acronym:
                return entry
        return self.known.prefixes.get(self.words[position].folded)
