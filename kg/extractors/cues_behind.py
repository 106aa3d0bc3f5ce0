"""What follows a name and speaks of it: "..., initialled in May, was signed today", "which opens tomorrow".

In: the reader of a mention's cues. Out: `behind`: the cues that follow the name, and the dates and places
beside them. Participles and relative clauses between the name and its verb are read on the way and passed
over: what they do not say of the thing does not end the search.
"""

from __future__ import annotations

import re

from kg.extractors.cue_reader import CueReader
from kg.extractors.cue_words import Cue
from kg.extractors.phrase_tokens import is_finite, is_participle, is_present_participle
from kg.languages import data
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place

_ACRONYM = re.compile(r"\(\w[\w/.–-]{1,14}\)")
_FURTHEST = 45  # tokens from the name
_SHORT_ASIDE = 12  # tokens of an aside that only tells how long
_LONGEST_ASIDE = 40  # tokens that an aside between the name and its verb may take
_TELLING = ("VERB", "ADJ", "AUX", "NOUN", "PROPN", "X")


def behind(reader: CueReader) -> tuple[list[Cue], list[int]]:
    """Cues in what follows the name, with the indices of dates and places, as far as it speaks of the thing."""
    return _Trail(reader).read()


class _Trail:
    def __init__(self, reader: CueReader) -> None:
        self.reader, self.doc, self.mention = reader, reader.doc, reader.mention
        self.context, self.mentions = reader.context, reader.reading.parsed.mentions
        self.cues: list[Cue] = []
        self.told: list[int] = []
        self.aside = False  # inside a relative clause or behind a participle
        self.jumped = False
        self.foreign = False  # a relative clause tells of another sitting
        self.closing: int | None = None  # the comma that closes an aside

    def read(self) -> tuple[list[Cue], list[int]]:
        start = self._behind_acronym(self.mention.last + 1)
        i, limit = start, min(len(self.doc), start + _FURTHEST)
        while i < limit:
            if self.doc[i].is_sent_start and not self._goes_over(i):
                break
            if self._takes(i):
                i += 1
                continue
            onward = self._resumption(i)
            if onward is None:
                break
            i, limit = onward, min(len(self.doc), onward + _FURTHEST)
        return self.cues, self.told

    def _behind_acronym(self, i: int) -> int:
        """The index behind a bracket with the thing's acronym: "l'Accord ... (APPR-RCA), signé"."""
        if i >= len(self.doc) or self.doc[i].text != "(":
            return i
        reading = self.reader.reading
        acronym = _ACRONYM.match(reading.document.text, reading.parsed.starts[i])
        while acronym is not None and i < len(self.doc) and reading.parsed.starts[i] < acronym.end():
            i += 1
        return i

    def _takes(self, i: int) -> bool:
        """Reads one token; False where what follows no longer speaks of the thing."""
        token, mention = self.doc[i], self.mentions.get(i)
        if i == self.closing:
            self.aside, self.closing = False, None
        if isinstance(mention, DateMention | Place):
            self.told.append(i)
            return True
        if mention is not None:
            return self.aside or self._is_agent(i) or self._is_between(i)
        if token.lower_ in self.context["relative"]:
            self.aside = True
            self.foreign = self.reader.tells_of_another(i, i + 4)
            return not self.foreign
        cue = self.reader.cue(token, behind=True)
        if cue and cue.effect not in self.reader.light and token.pos_ in _TELLING:
            self.cues.append(cue)
            self.aside = False
            return True
        if self._opens_aside(i):
            self.aside = True
            return True
        if self.closing is None and not self.aside and (closing := self._length_aside(i)) is not None:
            self.aside, self.closing = True, closing
            return True
        joined = token.pos_ == "CCONJ" and not self.cues and not self.aside
        if joined and not self._is_told(i + 1):
            return False
        return self._is_passable(i)

    def _opens_aside(self, i: int) -> bool:
        """Whether a participle behind a comma begins an aside: ", arrivé à terme en mai, a été reconduit"."""
        token = self.doc[i]
        return (
            not self.aside
            and i > 0
            and self.doc[i - 1].text == ","
            and token.pos_ in ("VERB", "ADJ")
            and (is_participle(token) or is_present_participle(token))
            and not is_finite(self.reader.reading, token)
        )

    def _length_aside(self, i: int) -> int | None:
        """The closing comma of an aside that tells how long: ", d'une durée de trois ans,", ", valid for a year,"."""
        if not i or self.doc[i - 1].text != "," or self.doc[i].pos_ not in ("ADP", "ADJ"):
            return None
        for at in range(i + 1, min(len(self.doc), i + _SHORT_ASIDE)):
            if self.doc[at].is_sent_start:
                return None
            if self.doc[at].text == ",":
                starts, ends = self.reader.reading.parsed.starts, self.reader.reading.parsed.ends
                lengths = self.reader.reading.durations
                return at if any(starts[i] <= n.start < ends[at] for n in lengths) else None
        return None

    def _resumption(self, i: int) -> int | None:
        """The index of the thing's own verb behind an aside that the search has run into."""
        if self.jumped or not (self.aside or self.cues):
            return None
        by_comma = any(token.text == "," for token in self.doc[self.mention.last + 1 : self.mention.last + 4])
        passed: list[int] = []
        for at in range(i, min(len(self.doc), i + _LONGEST_ASIDE)):
            token = self.doc[at]
            if token.is_sent_start:
                return None
            if token.text == ":":
                subject = [t.lower_ for t in self.doc[at + 1 : at + 3]]
                if not any(word in self.context["transparent"] for word in subject):
                    return None
                by_comma = False
            mention = self.mentions.get(at)
            if isinstance(mention, DateMention | Place):
                passed.append(at)
            if mention is not None or not is_finite(self.reader.reading, token):
                continue
            if by_comma and not self._follows_comma(at):
                continue
            self.jumped, self.aside = True, False
            self.told.extend(passed if not self.foreign else ())
            return at
        return None

    def _follows_comma(self, at: int) -> bool:
        """Whether only small words without a subject stand between a comma and a verb."""
        before = at - 1
        while before > self.mention.last and (
            self.doc[before].pos_ in ("ADV", "AUX", "PART")
            or self.doc[before].lower_.replace("’", "'") in self.context["passed"]
        ):
            before -= 1
        end = self.reader.reading.parsed.ends[before]  # a long apposition takes its closing comma with it
        return self.doc[before].text == "," or self.reader.reading.shadow[end - 1 : end] == ","

    def _goes_over(self, i: int) -> bool:
        """Whether a line break does not end what is said: a heading over its place and date."""
        mention = self.mention
        heading = self.reader.reading.document.text[mention.start : mention.end].isupper()
        line_of_its_own = heading and isinstance(self.mentions.get(i), Place)
        return line_of_its_own and i == mention.last + 1

    def _is_between(self, i: int) -> bool:
        """Whether a mention tells between whom: "between the two countries"."""
        betweens = data(self.reader.reading.language, "labels")["between"]
        return any(token.lower_ in betweens for token in self.doc[max(self.mention.last + 1, i - 3) : i])

    def _is_agent(self, i: int) -> bool:
        near = [token.lower_ for token in self.doc[max(0, i - 2) : i]]
        return any(word in self.context["by"] for word in near)

    def _is_passable(self, i: int) -> bool:
        """Whether a token may stand between the name and what is said of it."""
        token = self.doc[i]
        word = token.lower_.replace("’", "'")
        if (
            token.text in ",:()–—-/"
            or word in self.context["passed"]
            or token.pos_ in ("ADP", "ADV", "AUX", "PART", "NUM")
        ):
            return True
        if token.pos_ == "CCONJ":
            return self._leads_on(i + 1)
        if self.reader.is_modal(token):
            return True
        if token.pos_ in ("DET", "PRON"):
            return self.aside or self._is_between(i) or self._leads_on(i + 1)
        return self.aside and token.pos_ in ("NOUN", "PROPN", "ADJ")

    def _is_told(self, i: int) -> bool:
        """Whether a date or a place comes next, past one preposition or article."""
        following = range(i, min(i + 3, len(self.doc)))
        return any(isinstance(self.mentions.get(at), DateMention | Place) for at in following)

    def _leads_on(self, i: int) -> bool:
        """Whether a cue, a date or a place comes next, past small words."""
        for ahead in range(i, min(i + 6, len(self.doc))):
            token = self.doc[ahead]
            if isinstance(self.mentions.get(ahead), DateMention | Place):
                return True
            cue = self.reader.cue(token) if ahead not in self.mentions else None
            if cue:
                return cue.effect not in self.reader.light
            if token.is_sent_start or ahead in self.mentions or token.pos_ == "NOUN":
                return False
            if token.pos_ == "VERB" and not self.reader.is_modal(token):
                return False
        return False
