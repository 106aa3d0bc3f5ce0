"""What a stand is taken on: the phrase that a stance word leads to.

In: a reading, the place behind a stance word and its frame. Out: the parts of the phrase. The words are
read from left to right; addressees, dates, manner and what is set off by commas are passed over on the way.
"""

from __future__ import annotations

from kg.clauses import grammar
from kg.extractors.phrase_extent import parts
from kg.extractors.phrase_tokens import (
    begins_noun,
    infinitive_at,
    is_date,
    is_determiner,
    is_finite,
    is_present_participle,
    marked_infinitive,
    past_noun,
)
from kg.extractors.phrase_walk import Part
from kg.extractors.position_addressees import is_addressee, past_actor, past_list, past_receiver
from kg.extractors.position_words import Frame, Words, words
from kg.reading import Reading

_FARTHEST = 40
_LONGEST_INSERT = 16
_STOPS = frozenset(".!?;:–—")


def find(reading: Reading, start: int, end: int, frame: Frame) -> list[Part]:
    """The parts of the phrase that a frame leads to from a token on; none where it leads to nothing."""
    return _Search(reading, start, end, frame).run()


class _Search:
    def __init__(self, reading: Reading, start: int, end: int, frame: Frame) -> None:
        self.reading, self.doc = reading, reading.parsed.doc
        self.words: Words = words(reading.language)
        self.start, self.end, self.frame = start, end, frame
        self.direct = True
        self.ends = self.words.sets["genitives"] | self.words.sets["markers"] | self.words.sets["with"]

    def run(self) -> list[Part]:
        at = self.start
        while at < min(self.end, self.start + _FARTHEST):
            found = self.thing(at)
            if found:
                return found
            step = self.step(at)
            if step is None:
                return []
            at = step
        return []

    # -- the thing itself

    def thing(self, at: int) -> list[Part]:
        frame, token = self.frame, self.doc[at]
        if at in self.reading.parsed.mentions and not frame.allows("object"):
            return []
        if frame.allows("infinitive"):
            infinitive = marked_infinitive(self.reading, at, self.end)
            if infinitive is not None:
                return parts(self.reading, infinitive, self.end, "verb", self.words.norm(token))
            if at == self.start and infinitive_at(self.reading, at, self.end) is not None:
                return parts(self.reading, at, self.end, "verb")
        if (
            frame.allows("clause")
            and token.lower_ in self.words.sets["that"]
            and at not in self.reading.parsed.mentions
        ):
            return self.clause(at + 1)
        behind = self.words.match(self.doc, at, self.end, frame.prepositions)
        if behind is not None and behind < self.end and self._may_lead(at, behind):
            found = self.behind_preposition(at, behind)
            if found:
                return found
        if (
            frame.prepositions
            and len(frame.ways) > 1
            and is_addressee(self.reading, at, self.end, state_too=not frame.stance)
        ):
            return []
        if frame.allows("infinitive") and frame.allows("object") and at == self.start:
            infinitive = past_actor(self.reading, at, self.end)
            if infinitive is not None:
                return parts(self.reading, infinitive, self.end, "verb")
        if frame.stance == "offers" and frame.allows("object") and at == self.start:
            gift = past_receiver(self.reading, at, self.end)
            if gift is not None:
                return self.object(gift)
        if frame.allows("object") and (self.direct or at == self.start) and not is_date(self.reading, token):
            gerund = token.tag_ == "VBG" and self._governs(at)  # "condemned the 3 May shelling of"
            described = gerund or (at == self.start and token.pos_ == "VERB" and token.dep_ == "amod")
            if (
                begins_noun(token)
                or described
                or (at == self.start and token.lower_ in self.words.sets["partitives"])
            ):
                return self.object(at)
        return []

    def _governs(self, at: int) -> bool:
        return at + 1 < self.end and self.doc[at + 1].lower_ in self.words.sets["genitives"]

    def _may_lead(self, at: int, behind: int) -> bool:
        """A bare genitive belongs to the noun before it unless only persons and adverbs lie between."""
        genitive = behind - at == 1 and self.words.norm(self.doc[at]) in self.words.sets["genitives"]
        own = self.frame.stance == "thanks" and self.words.has(self.doc[behind], "possessives")
        return self.direct or not genitive or own

    def behind_preposition(self, at: int, behind: int) -> list[Part]:
        token, lead = self.doc[behind], self.words.norm(self.doc[behind - 1])
        if token.lower_ in self.words.sets["that"] and token.pos_ == "SCONJ":
            return self.clause(behind + 1)
        if self.frame.allows("infinitive"):
            passed = past_actor(self.reading, behind, self.end)
            if passed is not None:
                return parts(self.reading, passed, self.end, "verb")
        if infinitive_at(self.reading, behind, self.end) is not None:
            return parts(self.reading, behind, self.end, "verb", lead)
        if (
            token.tag_ == "VBG"
            and behind + 1 < self.end
            and self.doc[behind + 1].pos_ not in ("NOUN", "AUX", "PUNCT")
        ):
            return parts(self.reading, behind, self.end, "verb", lead)
        if begins_noun(token) or token.pos_ in ("VERB", "ADV"):
            return parts(self.reading, behind, self.end, "noun", lead)
        return []

    def object(self, at: int) -> list[Part]:
        found = parts(self.reading, at, self.end, "noun")
        if self.frame.allows("clause") and found and found[0].end < self.end:
            following = self.doc[found[0].end]
            if is_finite(self.reading, following) and at == self.start:
                return self.clause(at)
        return self.described(found)

    def described(self, found: list[Part]) -> list[Part]:
        """The phrase with a participle that the parser takes for a clause: "the sentence handed down to X"."""
        behind = found[-1].end if found else self.end
        if behind >= self.end or self.frame.allows("clause"):
            return found
        token, noun = self.doc[behind], self.doc[behind - 1].pos_ == "NOUN"
        mistaken = token.tag_ == "VBD" and token.dep_ == "ccomp" and token.head.i < self.start
        if not mistaken or not noun or behind - 1 in self.reading.parsed.mentions:
            return found
        rest = parts(self.reading, behind, self.end, "noun")
        return [*found[:-1], Part(found[-1].start, rest[0].end, "noun"), *rest[1:]] if rest else found

    def clause(self, at: int) -> list[Part]:
        """A clause: without its subject where that is only who is to act."""
        start = at
        for index in range(at, min(at + 12, self.end)):
            token = self.doc[index]
            if (
                token.pos_ in ("VERB", "AUX")
                and token.dep_ != "amod"
                and index not in self.reading.parsed.mentions
            ):
                subject = self.doc[at:index]
                actor = any(self.reading.agents([t]) or self.words.has(t, "actors") for t in subject)
                plain = all(
                    t.pos_ not in ("ADP", "PUNCT") or t.i in self.reading.parsed.mentions for t in subject
                )
                if actor and plain and self.frame.stance != "concerned":
                    rules = grammar(self.reading.language)
                    start = index + (token.lower_ in rules.future_auxiliaries | rules.conditional_auxiliaries)
                break
        return parts(self.reading, start, self.end, "clause")

    # -- what lies before it

    def step(self, at: int) -> int | None:
        token = self.doc[at]
        if is_date(self.reading, token):
            return at + 1
        if at in self.reading.parsed.mentions:
            return at + 1
        if token.text in _STOPS:
            return None
        if token.text == ",":
            return self.insert(at)
        if token.lower_ in self.words.sets["conjunctions"]:
            return self.behind_conjunction(at)
        if not self.frame.stance and token.pos_ == "VERB" and "Inf" in token.morph.get("VerbForm", []):
            return None  # what is expressed is the infinitive's: "a dit apprécier l'engagement"
        closer = self.words.starts(self.doc, at, self.end, "closers")
        if closer is not None:
            governing = (
                self.doc[closer - 1].pos_ == "ADP" or self.words.norm(self.doc[closer - 1]) in self.ends
            )
            return past_noun(self.reading, closer, self.end) if governing else closer
        if token.pos_ == "ADP":
            return past_noun(self.reading, at + 1, self.end)
        if token.tag_ == "DT" and token.pos_ == "PRON" and token.lower_ in self.words.sets["that"]:
            return at + 1  # "calls upon that of Colombia to"
        if (
            is_finite(self.reading, token)
            or is_present_participle(token)
            or token.lower_ in self.words.relatives
        ):
            return None
        if token.lower_ in self.words.sets["subordinators"] or token.lower_ in self.words.sets["that"]:
            return None
        alike = token.lemma_.lower() in self.words.nouns  # "its condemnation and denunciation of"
        if (
            token.pos_ in ("NOUN", "PROPN")
            and token.lower_ not in self.words.sets["light_objects"]
            and not (alike and self.doc[at - 1].lower_ in self.words.sets["conjunctions"])
        ):
            self.direct = False
        return at + 1

    def insert(self, at: int) -> int | None:
        """The end of what two commas set off right here."""
        first = self.doc[at + 1] if at + 1 < self.end else None
        if first is None or first.lower_ in self.words.relatives:
            return None
        if self.frame.allows("infinitive") and self.frame.stance == "calls-for" and is_determiner(first):
            return past_list(self.reading, at, self.end)
        opening = (
            first.pos_ in ("ADP", "ADV", "SCONJ")
            or is_date(self.reading, first)
            or is_present_participle(first)
            or first.lower_ in self.words.sets["supposing"]
        )
        if not opening:
            return None
        for close in range(at + 2, min(at + _LONGEST_INSERT, self.end)):
            if self.doc[close].text == ",":
                return close + 1
            if self.doc[close].text in _STOPS:
                return None
        return None

    def behind_conjunction(self, at: int) -> int | None:
        """Goes on behind a conjunction that joins nouns, not where it opens a clause."""
        following = self.doc[at + 1] if at + 1 < self.end else None
        if (
            following is None
            or following.pos_ in ("VERB", "AUX")
            or (following.pos_ == "PRON" and following.lower_ in self.words.sets["clitics"])
            or (following.pos_ == "SCONJ" and following.lower_ in self.words.sets["that"])
        ):
            return None
        return at + 1
