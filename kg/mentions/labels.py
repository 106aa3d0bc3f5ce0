"""How far the name of a gathering or an instrument reaches around its head noun.

In: a parsed document and the token that says what the thing is ("Commission", "agreement"). Out: the tokens
of its name. The words that go on with a name, and those that end it, are the language's data (`labels.toml`);
the parse is asked only where words leave it open, since it is weak on long names and headlines.
"""

from __future__ import annotations

from kg.analysis import Parsed
from kg.mentions.label_left import LeftSide
from kg.mentions.label_right import RightSide
from kg.mentions.label_tokens import LabelTokens, Use, label_words, plain


class Names:
    """A document's tokens, for the questions asked while a name is read."""

    def __init__(self, parsed: Parsed, text: str, language: str, heads: frozenset[str], use: Use) -> None:
        self.parsed = parsed
        self.text = text
        self.doc = parsed.doc
        self.words = label_words(language)
        self.tokens = LabelTokens(parsed, text, self.words, heads)
        self.left, self.right = LeftSide(self.tokens, use), RightSide(self.tokens, use)

    def right_end(self, head: int) -> int:
        """The index behind the last token of the name whose head noun is token `head`."""
        return self.right.end(head)

    def left_start(self, head: int, out: frozenset[str]) -> int:
        """The index of the name's first token before its head noun; `out` are words that stay outside."""
        return self.left.start(head, out)

    def wording(self, start: int, end: int) -> str:
        """The document's own words of the tokens from `start` up to, not including, `end`."""
        return self.text[self.parsed.starts[start] : self.parsed.ends[end - 1]]

    def without_empty(self, start: int, end: int) -> int:
        """The index behind the name without a complement that names nothing ("between the two countries")."""
        words = " ".join(plain(token) for token in self.doc[start:end])
        for phrase in self.words.empty:
            tail = " ".join(phrase.replace("'", "' ").split())
            if words.endswith(f" {tail}"):
                return end - len(tail.split())
        return end
