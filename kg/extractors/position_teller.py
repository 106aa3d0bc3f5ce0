"""What the readers of stance words share: the text, its holders, and what has been told so far.

In: a reading and its `Holders`. Out: `Teller`, which also says who holds what a verb tells and how sure that
is: a stand must be asserted, not denied, not asked, not supposed, no rumour.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extractors import assertion, verb_groups
from kg.extractors.position_bodies import NOBODY, Holder
from kg.extractors.position_holders import Holders
from kg.extractors.position_paragraphs import told_by
from kg.extractors.position_speakers import speaker
from kg.extractors.position_stand import Stand
from kg.extractors.position_words import Words, words
from kg.reading import Reading

_CONDITIONAL, _REPORTED = 0.8, 0.95


class Teller:
    """One reading of a document's stands."""

    def __init__(self, reading: Reading, holders: Holders) -> None:
        self.reading, self.doc, self.holders = reading, reading.parsed.doc, holders
        self.words: Words = words(reading.language)
        self.last: Stand | None = None  # the one told before
        self.told: set[int] = set()  # verbs that an announcement has told already

    def holder_of(self, verb: Token) -> tuple[Holder, float]:
        """Who holds what a verb tells and how sure it is asserted; nobody where it is not."""
        if assertion.is_unsure(self.reading, verb):
            return NOBODY, 0.0
        governor = assertion.governor(self.reading, verb)
        if governor is None:
            return NOBODY, 0.0
        holder = told_by(self.holders, verb, self.holders.of(governor))
        if not self.is_conditional(governor):
            return holder, 1.0
        if self.words.has(governor, "wishing"):
            return holder, _CONDITIONAL
        reported = verb_groups.is_subordinate(self.reading, governor) and speaker(self.holders, governor)
        return (holder, _REPORTED) if reported else (NOBODY, 0.0)

    def is_conditional(self, verb: Token) -> bool:
        """Whether a verb is in the conditional."""
        clause = self.holders.clauses.get(verb.i)
        return clause is not None and clause.mood == "conditional"
