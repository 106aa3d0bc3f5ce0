"""What one word says of a named thing, and in which tense.

In: a reading, the mention of a gathering or an instrument, and a token beside it. Out: `CueReader.cue`, the
`Cue` that the token is, if it is one.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from kg.clauses import Clause, Tense, grammar
from kg.extractors.cue_words import Cue, Named, Words
from kg.reading import Reading

_HIGHEST = 9  # steps up the tree


class CueReader:
    """One mention, for the questions asked of the words around it."""

    def __init__(self, reading: Reading, mention: Named, clauses: Mapping[int, Clause], table: Words) -> None:
        self.reading, self.mention = reading, mention
        self.doc = reading.parsed.doc
        self.words = table
        self.context = table.context
        self.light = table.context["light"]
        self.rules = grammar(reading.language)
        self.clauses = clauses

    def cue(self, token: Token, behind: bool = False) -> Cue | None:
        """What a token says of the thing, if anything."""
        key = self.key(token)
        effect = self.words.effects.get(key)
        if effect is None:
            return None
        clause = self.clauses.get(token.i)
        if clause is None:
            return Cue(
                effect, "past" if effect in ("hold", "begin", "end") else "none", token, False, behind, key
            )
        if key in self.context["reflexive"] and not (clause.reflexive or clause.passive or clause.objects):
            return None
        tense: Tense = clause.tense
        if clause.mood == "participle" and tense == "none":
            tense = "present"
        if any(child.lower_ in self.context["to_come"] for child in token.children):
            tense = "future" if clause.passive or behind else self._governing_tense(token)
        elif clause.mood == "infinitive":
            tense = "future" if behind and clause.passive else self._governing_tense(token)
        return Cue(effect, tense, token, clause.negated, behind, key)

    def tense(self, token: Token) -> Tense:
        """The tense of a word: its own, or that of the verb above it."""
        clause = self.clauses.get(token.i)
        finite = clause is not None and clause.mood in ("indicative", "conditional")
        return clause.tense if clause is not None and finite else self._governing_tense(token)

    def key(self, token: Token) -> str:
        """The word, lemma or phrase by which a token is looked up."""
        lemma, word = token.lemma_.lower(), token.lower_.replace("’", "'")
        for first in (lemma, word):
            for rest in self.words.phrases.get(first, ()):
                if any(child.lower_ == rest for child in token.children) or self._followed_by(token, rest):
                    return f"{first} {rest}"
        if word in self.words.effects:
            return word
        joined = self._hyphenated(token)
        return joined if joined in self.words.effects else lemma

    def tells_of_another(self, first: int, last: int) -> bool:
        """Whether a rank between two tokens makes it another sitting: "la 3e édition, dont la deuxième"."""
        if getattr(self.mention, "ordinal", None) is None or not self.context["relative"]:
            return False
        ranks = {rank.end for rank in self.reading.ordinals}
        stretch = self.doc[first : min(last, len(self.doc))]
        relative = any(token.lower_ in self.context["whose"] for token in stretch)
        return relative and any(self.reading.parsed.ends[token.i] in ranks for token in stretch)

    def is_modal(self, token: Token) -> bool:
        """Whether a word only carries what is told: an auxiliary, "devoir", "remain"."""
        return token.lemma_.lower() in self.context["modals"] or token.lower_ in self.context["modals"]

    def _followed_by(self, token: Token, word: str) -> bool:
        return any(following.lower_ == word for following in self.doc[token.i + 1 : token.i + 3])

    def _hyphenated(self, token: Token) -> str:
        """A word with its prefix, where the tokeniser has parted them: "co-chaired"."""
        i = token.i
        if i < 2 or self.doc[i - 1].text != "-":
            return ""
        return f"{self.doc[i - 2].lower_}-{token.lower_}"

    def _governing_tense(self, token: Token) -> Tense:
        """The tense of the finite verb above an infinitive; an invitation or a plan makes it future."""
        current = token
        for _ in range(_HIGHEST):
            if current.head is current:
                break
            current = current.head
            key = self.key(current)
            if key in self.context["invite"]:
                return "future"
            clause = self.clauses.get(current.i)
            if clause is not None and clause.mood in ("indicative", "conditional") and clause.tense != "none":
                return clause.tense
        return "none"
