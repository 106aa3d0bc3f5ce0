"""Whether a word goes on with a name.

In: a document's label tokens, the head noun and a token behind it. Out: `ContentWords.end_of`, the index behind
the word (or quotation), None where the name has ended.
"""

from __future__ import annotations

from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.mentions.label_tokens import QUOTES, LabelTokens, Use, is_bare_name, is_group, plain


class ContentWords:
    """The words with a meaning of their own inside a name."""

    def __init__(self, tokens: LabelTokens, use: Use) -> None:
        self.tokens, self.use = tokens, use
        self.doc, self.parsed, self.words, self.heads = tokens.doc, tokens.parsed, tokens.words, tokens.heads

    def end_of(self, head: int, at: int, capital: bool, behind_preposition: bool) -> int | None:
        """The index behind a word with a meaning of its own, if that word goes on with the name."""
        if at >= len(self.doc) or not self.tokens.goes_on(at):
            return None
        token, mention = self.doc[at], self.parsed.mentions.get(at)
        if isinstance(mention, DateMention):
            return at + 1 if self.tokens.is_years(at) and self.use == "instrument" else None
        if isinstance(mention, Place):
            noun = mention.kind not in ("adjective", "compound")
            loose = (
                not behind_preposition
                and noun
                and not self.tokens.tight(at)
                and not self.words.bare_complement
            )
            return (
                None if loose and at > head + 1 and self.doc[at - 1].pos_ not in ("PROPN", "ADJ") else at + 1
            )
        if mention is not None:
            thing = self.use == "instrument" and is_bare_name(mention)
            return at + 1 if behind_preposition and (thing or is_group(mention)) else None
        if token.text in QUOTES:
            return self.tokens.quotation(at)
        if not self.tokens.is_plain(at) or (
            plain(token) in self.heads and not behind_preposition and token.is_lower
        ):
            return None
        if capital and token.is_lower:
            return None
        if token.pos_ in ("VERB", "AUX"):
            gerund = behind_preposition and (token.tag_ == "VBG" or self._is_noun_like(head, at))
            return at + 1 if self.tokens.adjectival(token) or self.tokens.capital(at) or gerund else None
        if (
            behind_preposition
            and token.pos_ == "ADV"
            and at + 1 < len(self.doc)
            and token.nbor().tag_ == "VBG"
        ):
            return at + 2  # "on jointly building"
        if token.pos_ == "ADV" and token.dep_ == "nmod" and self.words.has("of", self.doc[at - 1]):
            return at + 1  # a noun that was taken for an adverb: "mécanismes de rapatriement"
        if (
            token.pos_ in ("PRON", "SCONJ", "INTJ", "ADV", "DET")
            and not self.tokens.capital(at)
            and not self.tokens.adjectival(token)
        ):
            return None
        if (
            token.pos_ == "NOUN"
            and not behind_preposition
            and self.doc[at - 1].pos_ == "NOUN"
            and self.words.bare_complement
            and token.dep_ != "amod"  # an adjective that was taken for a noun: "accord frontalier"
            and not self.tokens.adjectival(token)
        ):
            return (
                at + 1
                if self.tokens.capital(at) or self.tokens.in_capitals(at) or self.tokens.tight(at)
                else None
            )
        return at + 1

    def _is_noun_like(self, head: int, at: int) -> bool:
        """Whether a word that reads as a verb is a noun: behind an article, or "de conduire" behind a noun."""
        before = self.doc[at - 1]
        if self.words.has("articles", before) or self.words.has("fused", before):
            return True
        infinitive = "Inf" in self.doc[at].morph.get("VerbForm", []) and self.words.has("of", before)
        return infinitive and at - 2 > head and self.doc[at - 2].pos_ in ("NOUN", "VERB", "PROPN")
