"""How far a phrase reaches in the text.

In: a reading and the token that a phrase begins with. Out: the phrase as one or more parts, each
coordinated part on its own. The text is followed from left to right: attachments by a parser are too often
wrong, the order of words is not. A phrase ends where another clause begins, where words tell of the
occasion of speaking, at a comma that sets off news, and at the end of the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from kg.extractors.phrase_tokens import (
    CLOSING,
    OPENING,
    begins_noun,
    infinitive_at,
    is_date,
    is_determiner,
    is_finite,
    is_participle,
    is_present_participle,
    marked_infinitive,
)
from kg.extractors.position_words import Words, words
from kg.mentions.gazetteer import Place
from kg.reading import Reading

PhraseKind = Literal["noun", "verb", "clause"]

_STOPS = frozenset(".!?;:–—…")
_LONGEST_INSERT = 14
_LONGEST = 90  # tokens that a phrase may have


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase from one token up to, not including, another."""

    start: int
    end: int
    kind: PhraseKind


def parts(reading: Reading, start: int, end: int, kind: PhraseKind, lead: str = "") -> list[Part]:
    """The parts of a phrase that begins at a token; `lead` is the preposition in front of it, if any."""
    return _Walk(reading, start, min(end, start + _LONGEST), kind, lead).run()


class _Walk:
    """One walk along a phrase."""

    def __init__(self, reading: Reading, start: int, end: int, kind: PhraseKind, lead: str) -> None:
        self.reading = reading
        self.doc: Doc = reading.parsed.doc
        self.words: Words = words(reading.language)
        self.end, self.kind, self.lead = end, kind, lead
        self.found: list[Part] = []
        self.begin(start)

    def begin(self, start: int) -> None:
        while start < self.end and self.doc[start].text in OPENING:
            start += 1
        self.start = self.at = start
        self.depth = 1 if start and self.doc[start - 1].text in OPENING else 0
        self.relative = False
        self.finite = 0

    def run(self) -> list[Part]:
        while self.at < self.end:
            step = self.step(self.doc[self.at])
            if step is None:
                break
            self.at = step
        self.close(self.at)
        return self.merged()

    def merged(self) -> list[Part]:
        """Bare nouns that share the complement of the last one are one thing: "la souveraineté et
        l'intégrité de X"."""
        found: list[Part] = []
        complete = False
        for part in reversed(self.found):
            behind = found[0] if found else None
            bare = (
                part.kind == "noun"
                and part.end - part.start == 2
                and part.start not in self.reading.parsed.mentions
            )
            if behind is not None and behind.kind == "noun" and bare and complete and not self._leads(part):
                found[0] = Part(part.start, behind.end, "noun")
            else:
                found.insert(0, part)
                complete = self._has_genitive(part) and not self._leads(part)
        return found

    def _leads(self, part: Part) -> bool:
        return any(
            t.lemma_.lower() in self.words.nouns for t in self.doc[part.start : min(part.start + 3, part.end)]
        )

    def _has_genitive(self, part: Part) -> bool:
        return any(
            self.words.norm(t) in self.words.sets["genitives"]
            for t in self.doc[part.start : min(part.start + 5, part.end)]
        )

    def close(self, end: int) -> None:
        end = self.trimmed(end)
        if end > self.start:
            self.found.append(Part(self.start, end, self.kind))

    def next_part(self, start: int) -> int:
        self.close(self.at)
        self.begin(start)
        return self.at

    def step(self, token: Token) -> int | None:
        """Where the walk goes on after a token; None where the phrase ends before it."""
        at = token.i
        if token.i in self.reading.parsed.mentions:
            return at + 1
        if token.text in CLOSING:
            self.depth -= 1
            return at + 1 if self.depth >= 0 else None
        if token.text in OPENING:
            self.depth += 1
            return at + 1
        if (token.text in _STOPS and token.text != "–") or (
            token.is_punct and token.text[0] in _STOPS and not self._joins(at)
        ):
            return None
        if token.text == ",":
            return self.comma(at)
        if at == self.start:
            self.finite += is_finite(self.reading, token)
            return at + 1
        if token.lower_ in self.words.sets["conjunctions"]:
            return self.conjunction(at)
        if self.words.starts(self.doc, at, self.end, "closers"):
            return None
        return self.word(token)

    def word(self, token: Token) -> int | None:
        at = token.i
        if token.lower_ in self.words.relatives and token.pos_ in ("PRON", "SCONJ", "DET", "ADV"):
            if self.kind == "noun" and not self.is_definite():
                return None
            if at + 1 < self.end and self.words.has(self.doc[at + 1], "copulas"):
                return None  # "l'ingérence que constituent ces propos" names the thing before the relative
            self.relative = True
        elif token.lower_ in self.words.sets["nominatives"] and self.kind == "noun" and self.is_definite():
            self.relative = True
        elif token.lower_ in self.words.sets["subordinators"] and token.pos_ != "ADP":
            return None
        elif is_finite(self.reading, token):
            self.finite += 1
            chained = self.doc[at - 1].pos_ in ("AUX", "ADV", "PART") and self.finite > 1
            if self.relative or chained:
                return at + 1
            if self.kind != "clause" or self.finite > 1:
                return None
        return at + 1

    def _joins(self, at: int) -> bool:
        """Whether a dash stands between two words without space."""
        starts, ends = self.reading.parsed.starts, self.reading.parsed.ends
        return at + 1 < self.end and ends[at - 1] == starts[at] and ends[at] == starts[at + 1]

    def is_definite(self) -> bool:
        first = self.doc[self.start]
        possessed = any(t.tag_ == "POS" for t in self.doc[self.start : self.start + 3])
        return self.words.has(first, "definite") or first.i in self.reading.parsed.mentions or possessed

    # -- commas

    def comma(self, at: int) -> int | None:
        following = at + 1
        if following >= self.end:
            return None
        place = self._state_behind(at)
        if place is not None:
            return place
        insert = self._insert(at)
        if insert is not None:
            return insert
        if self.kind == "verb":
            infinitive = marked_infinitive(self.reading, following, self.end)
            if infinitive is not None and not self.words.has(self.doc[infinitive], "copulas"):
                return self.next_part(infinitive)
        if self._is_list(following):
            return self.next_part(following + (self.lead == self.words.norm(self.doc[following])))
        if self._is_inner_list(at):
            return following
        return None

    def _state_behind(self, at: int) -> int | None:
        """The end of ", in Somalia" behind a town, of ", between A and B" behind any place."""
        preposition = self.doc[at + 1]
        if preposition.lower_ in self.words.sets["between"] and self.doc[at - 1].pos_ in ("NOUN", "PROPN"):
            return at + 2
        if not isinstance(self.reading.parsed.mentions.get(at - 1), Place):
            return None
        for index in range(at + 1, min(at + 4, self.end)):
            place = self.reading.place(self.doc[index])
            if place is not None and place.kind in ("state", "region"):
                return index + 1
            if self.doc[index].pos_ not in ("ADP", "DET"):
                return None
        return None

    def _insert(self, at: int) -> int | None:
        """The end of something set off by two commas in the middle of a phrase that goes on behind it."""
        first = self.doc[at + 1]
        relative = first.lower_ in self.words.relatives
        if not (
            first.pos_ in ("ADP", "ADV") or is_date(self.reading, first) or relative or is_participle(first)
        ):
            return None
        for close in range(at + 2, min(at + _LONGEST_INSERT, self.end - 1)):
            token = self.doc[close]
            if token.text in _STOPS or (
                token.lower_ in self.words.sets["conjunctions"]
                and is_finite(self.reading, self.doc[close + 1])
            ):
                return None
            if token.text == ",":
                behind = self.doc[close + 1]
                verbal = is_finite(self.reading, behind)
                if self.kind == "clause" and self.finite == 0 and verbal:
                    return close + 1
                goes_on = behind.pos_ == "ADP" and not self.words.starts(
                    self.doc, close + 1, self.end, "closers"
                )
                goes_on = goes_on or (self._lacks_object(at) and begins_noun(behind))
                return close + 1 if goes_on and not relative else None
        return None

    def _lacks_object(self, at: int) -> bool:
        """Whether nothing but the infinitive stands in front of a comma: "suspendre, à compter de ce jour, X"."""
        return self.kind == "verb" and all(
            t.pos_ in ("VERB", "AUX", "ADV", "PART") for t in self.doc[self.start : at]
        )

    def _is_list(self, following: int) -> bool:
        """Whether a comma begins another thing of a list that closes with a conjunction."""
        if self.kind != "noun" or not self._is_like_first(following):
            return False
        for index in range(following + 1, self.end - 1):
            token = self.doc[index]
            if token.text in _STOPS or is_finite(self.reading, token):
                return False
            if token.lower_ in self.words.sets["conjunctions"] and self._is_like_first(index + 1):
                return True
        return False

    def _is_like_first(self, index: int) -> bool:
        """Whether what begins at a token has the shape of the phrase's beginning: an article, or the same
        preposition."""
        if index >= self.end:
            return False
        first, token = self.doc[self.start], self.doc[index]
        if any(self.reading.entities(t) for t in self.doc[index : min(index + 3, self.end)]):
            return False
        if self.lead and self.words.norm(token) == self.lead and index + 1 < self.end:
            return True
        return (
            first.pos_ in ("DET", "PRON")
            and is_determiner(token)
            and self.lead not in self.words.sets["genitives"]
        )

    def _is_inner_list(self, at: int) -> bool:
        """Whether a comma parts names or nouns inside one phrase: "in A, B and C"."""
        mentions = self.reading.parsed.mentions
        if isinstance(mentions.get(at - 1), Place):
            near = [
                t for t in self.doc[at + 1 : min(at + 4, self.end)] if isinstance(mentions.get(t.i), Place)
            ]
            return bool(near) and any(
                t.lower_ in self.words.sets["conjunctions"]
                for t in self.doc[near[0].i : min(near[0].i + 8, self.end)]
            )
        before, behind = self.doc[at - 1], self.doc[at + 1]
        return before.pos_ == "ADJ" and behind.pos_ == "ADJ"

    # -- conjunctions

    def conjunction(self, at: int) -> int | None:
        following = at + 1
        while (
            following < self.end
            and self.doc[following].pos_ == "ADV"
            and following not in self.reading.parsed.mentions
        ):
            following += 1
        if following >= self.end:
            return None
        token = self.doc[following]
        if token.lower_ in self.words.sets["that"] and token.pos_ == "SCONJ":
            return None
        leading = self._leading_noun(following)
        if leading is not None:
            self.close(self.at)
            self.kind = "noun"
            self.begin(leading)
            return leading
        if self.kind == "verb":
            infinitive = marked_infinitive(self.reading, following, self.end)
            if (
                infinitive is None
                and token.tag_ != "VBN"
                and infinitive_at(self.reading, following, self.end) is not None
            ):
                infinitive = following
            if (
                infinitive is None
                and is_present_participle(token)
                and is_present_participle(self.doc[self.start])
            ):
                infinitive = following
            if infinitive is not None:
                return self.next_part(infinitive)
        if self._begins_clause(following) or self._is_hidden_verb(following):
            return None
        if token.pos_ == "ADP" and token.i not in self.reading.parsed.mentions:
            return self._preposition(at, following)
        if self.kind == "noun" and begins_noun(token) and self._is_second_thing(at, following):
            return self.next_part(following)
        return following

    def _leading_noun(self, index: int) -> int | None:
        """Where a noun that leads on to another thing begins: "et à l'impératif de", "and the need to"."""
        start = index + (self.doc[index].pos_ == "ADP")
        for at in range(start, min(start + 4, self.end)):
            token = self.doc[at]
            if token.pos_ == "NOUN" and at > start:
                own = (
                    self.words.has(self.doc[start], "possessives")
                    and token.lemma_.lower() in self.words.nouns
                )
                return start if own or self.words.has(token, "leading") else None
            if token.pos_ not in ("DET", "ADJ", "PRON"):
                return None
        return None

    def _begins_clause(self, index: int) -> bool:
        token = self.doc[index]
        verb = infinitive = None
        for at in range(index, min(index + 5, self.end)):
            token = self.doc[at]
            if at not in self.reading.parsed.mentions and token.pos_ in ("VERB", "AUX"):
                verb, infinitive = token, "Inf" in token.morph.get("VerbForm", [])
                break
            if not (token.lower_ in self.words.sets["clitics"] or token.pos_ == "ADV"):
                break
        if verb is not None and not infinitive and verb.pos_ in ("VERB", "AUX"):
            attributive = (
                verb.i + 1 < self.end
                and verb.tag_ in ("VBG", "VBN")
                and verb.nbor().pos_ in ("NOUN", "ADJ", "PROPN")
            )
            return not attributive
        return self._has_own_subject(index) or self._has_pronoun_subject(index)

    def _is_hidden_verb(self, index: int) -> bool:
        """Whether what is tagged as a noun is a verb: no noun without an article has one right behind it."""
        token = self.doc[index]
        behind = self.doc[index + 1] if index + 1 < self.end else None
        return (
            token.pos_ == "NOUN"
            and token.is_lower
            and index not in self.reading.parsed.mentions
            and behind is not None
            and behind.pos_ == "DET"
            and behind.lower_ not in self.words.sets["partitives"]
        )

    def _has_pronoun_subject(self, index: int) -> bool:
        """Whether a pronoun and a finite verb follow: "and we reject it", "et elle a appelé"."""
        personal = self.words.sets["we"] | self.words.sets["i"] | self.words.sets["subjects"]
        return (
            index + 1 < self.end
            and self.doc[index].lower_ in personal
            and self.doc[index].pos_ == "PRON"
            and self.kind != "clause"
        )

    def _has_own_subject(self, index: int) -> bool:
        """Whether a person or state behind a conjunction is the subject of a clause: "and Mr B said", "et
        Lomé s'est"."""
        for at in range(index, min(index + 3, self.end)):
            if self.reading.agents([self.doc[at]]):
                behind = at + 1
                while behind < self.end and (
                    self.doc[behind].lower_ in self.words.sets["clitics"] or self.doc[behind].pos_ == "ADV"
                ):
                    behind += 1
                return behind < self.end and (
                    is_finite(self.reading, self.doc[behind])
                    or self.doc[behind].pos_ == "AUX"
                    or self._is_elliptical(behind, at)
                )
            if self.doc[at].pos_ != "DET":
                return False
        return False

    def _is_elliptical(self, behind: int, agent: int) -> bool:
        """Whether a person is followed by a noun phrase of its own: "and Mr B the opening of a consulate"."""
        person = bool(self.reading.entities(self.doc[agent]))
        return person and (self.doc[behind].pos_ == "DET" or self.doc[behind].text == ",")

    def _preposition(self, at: int, following: int) -> int:
        lead = self.words.norm(self.doc[following])
        if self.kind == "noun" and self.lead and lead == self.lead:
            inner = any(self.words.norm(t) == lead and t.pos_ == "ADP" for t in self.doc[self.start : at])
            if lead not in self.words.sets["genitives"] or not inner:
                return self.next_part(following + 1)
        return following + 1

    def _is_second_thing(self, at: int, following: int) -> bool:
        """Whether a conjunction joins two whole things rather than two nouns inside the first one."""
        first, second = self.doc[self.start], self.doc[following]
        mentions = self.reading.parsed.mentions
        determined = is_determiner(second) or second.pos_ == "NUM"
        if self.words.norm(second) in self.words.sets["genitives"]:
            return False
        if not determined or first.pos_ not in ("DET", "PRON", "NUM", "NOUN", "ADJ", "SYM"):
            return False
        if isinstance(mentions.get(at - 1), Place) and any(
            isinstance(mentions.get(following + n), Place) for n in (0, 1)
        ):
            return False
        prepositions = [t for t in self.doc[self.start : at] if t.pos_ == "ADP" and t.i not in mentions]
        if not prepositions:
            return True
        last = prepositions[-1]
        if last.lower_ in self.words.sets["between"] or any(
            t.lower_ in self.words.sets["between"] for t in prepositions[-2:]
        ):
            return False
        if self.words.norm(last) in self.words.sets["repeated"] or first.pos_ in ("SYM", "NUM"):
            return True
        reach = self.doc[following : min(following + 5, self.end)]
        if any(self.words.norm(t) in self.words.sets["genitives"] for t in reach) and self._has_genitive(
            Part(self.start, at, "noun")
        ):
            return True
        joined = self.doc[following : min(following + 5, self.end)]
        heads = {t.head.i for t in joined if t.dep_ == "conj"}
        return any(self.start <= head <= self.start + 3 for head in heads)

    # -- the end

    def trimmed(self, end: int) -> int:
        """The end without punctuation, loose function words and, behind a noun, the date of what it tells."""
        while end > self.start:
            last = self.doc[end - 1]
            if last.i in self.reading.parsed.mentions and not is_date(self.reading, last):
                break
            if is_date(self.reading, last):
                before = self.doc[end - 2] if end - 2 >= self.start else None
                kept = self.kind != "noun" or before is None or self.words.has(before, "dating")
                if kept:
                    break
                end -= 1
            elif last.text in CLOSING and any(t.text in OPENING for t in self.doc[self.start : end - 1]):
                break
            elif (
                last.is_punct
                or last.pos_ in ("CCONJ", "ADP", "SCONJ", "DET", "PART", "AUX")
                or last.lower_ in self.words.sets["loose"]
            ):
                end -= 1
            else:
                break
        return end
