"""What follows a name and speaks of it: "..., initialled in May, was signed today", "which opens tomorrow".

In: the reader of a mention's cues. Out: `behind`: the cues that follow the name, and the dates and places
beside them. Participles and relative clauses between the name and its verb are read on the way and passed
over: what they do not say of the thing does not end the search.
"""

from __future__ import annotations

from kg.extractors.cue_reader import CueReader
from kg.extractors.cue_words import Cue
from kg.extractors.phrase_tokens import is_finite, is_participle, is_present_participle
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place

_FURTHEST = 45  # tokens from the name
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

    def read(self) -> tuple[list[Cue], list[int]]:
        start = self.mention.last + 1
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

    def _takes(self, i: int) -> bool:
        """Reads one token; False where what follows no longer speaks of the thing."""
        token, mention = self.doc[i], self.mentions.get(i)
        if isinstance(mention, DateMention | Place):
            self.told.append(i)
            return True
        if mention is not None:
            return self.aside or self._is_agent(i)
        if token.lower_ in self.context["relative"]:
            self.aside = True
            return True
        cue = self.reader.cue(token, behind=True)
        if cue and cue.effect not in self.reader.light and token.pos_ in _TELLING:
            self.cues.append(cue)
            self.aside = False
            return True
        if self._opens_aside(i):
            self.aside = True
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

    def _resumption(self, i: int) -> int | None:
        """The index of the thing's own verb behind an aside that the search has run into."""
        if self.jumped or not (self.aside or self.cues):
            return None
        by_comma = any(token.text == "," for token in self.doc[self.mention.last + 1 : self.mention.last + 4])
        for at in range(i, min(len(self.doc), i + _LONGEST_ASIDE)):
            token = self.doc[at]
            if token.is_sent_start:
                return None
            mention = self.mentions.get(at)
            if isinstance(mention, DateMention | Place):
                self.told.append(at)
            if mention is not None or not is_finite(self.reader.reading, token):
                continue
            if by_comma and not self._follows_comma(at):
                continue
            self.jumped, self.aside = True, False
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
        return self.doc[before].text == ","

    def _goes_over(self, i: int) -> bool:
        """Whether a line break does not end what is said: a heading over its place and date."""
        mention = self.mention
        heading = self.reader.reading.document.text[mention.start : mention.end].isupper()
        line_of_its_own = heading and isinstance(self.mentions.get(i), Place)
        return line_of_its_own and i == mention.last + 1

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
            return self.aside or self._leads_on(i + 1)
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
