"""What the sentences behind a name say of it by a pronoun, a possessive or "both texts".

In: a mention of an instrument in its reading. Out: `Sequels.read`: pairs of a cue and the passage that tells
it. A sentence that names another instrument speaks of that one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from spacy.tokens import Span, Token

from kg.clauses import Clause
from kg.extractors.cue_words import Cue, words
from kg.languages import data
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_SEQUEL = 16  # tokens
_OWNED = 12  # tokens of a sentence in which "its ratification" is looked for
_LATER = 2  # sentences


class Sequels:
    """One mention, and the sentences behind it."""

    def __init__(self, reading: Reading, mention: InstrumentMention, clauses: Mapping[int, Clause]) -> None:
        self.reading, self.mention, self.clauses = reading, mention, clauses
        self.doc = reading.parsed.doc
        self.words = words(reading.language, "agreement")
        self.context = self.words.context

    def read(self) -> Iterator[tuple[Cue, tuple[int, int]]]:
        """Cues of what follows, nearest first."""
        yield from self._owned()
        sentence = self.doc[self.mention.token].sent
        if sentence.end >= len(self.doc) or self._named_in(self.mention.last + 1, sentence.end):
            yield from self._signed_later(sentence)
            return
        following = self.doc[sentence.end].sent
        cue = self._told_of(following)
        if cue is not None:
            yield cue, self._passage(following)
            return
        yield from self._signed_later(sentence)

    def length(self) -> str | None:
        """How long it holds, as the next sentence says: "The Memorandum is valid for five years"."""
        end = self.doc[self.mention.token].sent.end
        if end >= len(self.doc) or self._named_in(self.mention.last + 1, end):
            return None
        following = self.doc[end].sent
        subject = following[1] if following[0].pos_ == "DET" and len(following) > 1 else following[0]
        renamed = self._is_renamed(subject) and following[0].lower_ in self.context["definite"]
        if not (renamed or following[0].lower_ in self.context["pronouns"]):
            return None
        lasting = self.context["lasting"]
        if self._named_in(following.start, following.end) or not any(
            t.lower_ in lasting or t.lemma_.lower() in lasting for t in following
        ):
            return None
        low, high = self._passage(following)
        return next((str(n.value) for n in self.reading.durations if low <= n.start < high), None)

    # -- "...; it will be signed in 2024", "...; signature planned for May", "The text is being negotiated"

    def _told_of(self, following: Span) -> Cue | None:
        first, subject = following[0], following[0]
        if first.pos_ == "DET" and len(following) > 1:
            subject = following[1]
        begins = self.reading.parsed.starts[first.i]
        separated = self.reading.shadow[max(0, begins - 8) : begins].rstrip()[-1:]
        renamed = self._is_renamed(subject) and first.lower_ in self.context["definite"]
        pronoun = first.lower_ in self.context["pronouns"] or renamed
        nominal = first.lower_ in self.context["actions"] and separated == ";"
        if not ((pronoun and separated in (";", ".")) or nominal):
            return None
        if self._named_in(following.start, following.end):
            return None
        for token in following[:_SEQUEL]:
            cue = self._cue(token)
            if cue is None or cue.effect == "passing":
                continue
            if not pronoun or self._has_subject(token, subject):
                return cue
        return None

    # -- "a pris acte de sa ratification par Abuja"

    def _owned(self) -> Iterator[tuple[Cue, tuple[int, int]]]:
        start = self.mention.last + 1
        sentence = self.doc[self.mention.token].sent
        limit = sentence.end
        if limit < len(self.doc):
            limit = min(self.doc[limit].sent.end, limit + _OWNED)
        for token in self.doc[start:limit]:
            if self._named_in(start, token.i):
                return
            owner = self.doc[token.i - 1] if token.i else token
            noun = token.lower_ in self.context["actions"] and owner.lower_ in self.context["possessives"]
            cue = self._cue(token) if noun else None
            if cue is not None:
                yield (
                    cue,
                    self.reading.parsed.span(list(self.doc[owner.i : min(token.i + 6, token.sent.end)])),
                )
                return

    # -- "X and Y signed both texts"

    def _signed_later(self, sentence: Span) -> Iterator[tuple[Cue, tuple[int, int]]]:
        at = sentence.end
        for _ in range(_LATER):
            if at >= len(self.doc):
                return
            following = self.doc[at].sent
            gap = self.reading.shadow[self.reading.parsed.ends[at - 1] : self.reading.parsed.starts[at]]
            if "\n\n" in gap or self._named_in(following.start, following.end):
                return
            for token in following:
                cue = self._cue(token)
                clause = self.clauses.get(token.i)
                if cue is None or clause is None or cue.effect != "signed" or cue.negated:
                    continue
                behalf = not clause.objects and any(t.lower_ in self.context["behalf"] for t in following)
                if behalf or any(self._is_text(object_) for object_ in clause.objects):
                    yield cue, self._passage(following)
                    return
            at = following.end

    def _is_text(self, token: Token) -> bool:
        if token.lower_ in self.context["them"]:
            return True
        return self._is_renamed(token) and any(c.lower_ in self.context["definite"] for c in token.children)

    def _is_renamed(self, token: Token) -> bool:
        """Whether a noun takes up the name: "the text", or its own head noun without a complement."""
        if token.lower_ not in self.context["texts"]:
            return False
        own = {word.casefold().rstrip("s") for word in self.mention.label.split()}
        behind = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        complement = behind in data(self.reading.language, "labels")["of"]
        return not complement and (
            token.lower_ in self.context["transparent"] or token.lower_.rstrip("s") in own
        )

    # -- the words

    def _cue(self, token: Token) -> Cue | None:
        effect = self.words.effects.get(token.lower_) or self.words.effects.get(token.lemma_.lower())
        if effect is None or token.i in self.reading.parsed.mentions:
            return None
        clause = self.clauses.get(token.i)
        return Cue(effect, clause.tense if clause else "none", token, clause.negated if clause else False)

    def _has_subject(self, token: Token, subject: Token) -> bool:
        clause = self.clauses.get(token.i)
        if clause is None:
            return any(ancestor is subject or subject.head is ancestor for ancestor in token.ancestors)
        return subject in clause.objects or (subject in clause.subjects and not clause.objects)

    def _named_in(self, start: int, end: int) -> bool:
        at = bisect_left(self.reading.instruments, start, key=lambda other: other.token)
        return at < len(self.reading.instruments) and self.reading.instruments[at].token < end

    def _passage(self, sentence: Span) -> tuple[int, int]:
        return self.reading.parsed.starts[sentence.start], self.reading.parsed.ends[sentence.end - 1]
