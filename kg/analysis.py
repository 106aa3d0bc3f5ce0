"""A document's sentences, parsed.

In: a document's shadow text and the mentions found in it. Out: one spaCy `Doc` for the whole document in which
each mention of a person, state, organisation or date is a single token, so that long titles and appositions do
not lead the parser astray. `Parsed` keeps the way back: the offsets of each token and the mention that it is.

Sentence bounds are set before parsing, at full stops, semicolons and line breaks that end a paragraph.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.errors import BrokenData
from kg.languages import data

MaskKind = Literal["person", "office", "offices", "state", "organisation", "date", "drop", "keep"]
MODEL_VARIABLE = "KG_MODEL"  # "fr=fr_core_news_lg,en=/path/to/model"

_UNUSED = ("ner", "senter", "textcat")  # names are found by grammar, sentence bounds are set beforehand
_END = frozenset(".!?;…")
_SOFT_BREAK = re.compile(r"(?<=[^\n]{60}[^.:!?;\n])\n(?=[a-zà-öø-ÿ0-9])")
_SEGMENT = 4000  # code points that the tokeniser sees at a time
_LONGEST_SENTENCE = 400  # tokens; more is a list or a table, and work within a sentence must stay bounded


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of text that becomes one token, or none; `mention` is what it stands for."""

    start: int
    end: int
    kind: MaskKind
    mention: Any = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The parse of a document and the way back to its text.

    `starts[i]` and `ends[i]` are the text offsets of token i; `mentions` maps a token index to its mention.
    """

    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    mentions: dict[int, Any]

    def span(self, tokens: Iterable[Token]) -> tuple[int, int]:
        """The text offsets that some tokens cover, from the first to the last."""
        indices = [token.i for token in tokens]
        return self.starts[min(indices)], self.ends[max(indices)]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that lie between two text offsets, at least in part."""
        first = bisect_right(self.ends, start)
        return [self.doc[i] for i in range(first, bisect_left(self.starts, end))]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers a text offset."""
        index = bisect_right(self.starts, offset) - 1
        return self.doc[index] if index >= 0 and offset < self.ends[index] else None


@cache
def model(language: str, name: str | None = None) -> Language:
    """The spaCy pipeline of a language, loaded once.

    `name` is an installed package or a folder; otherwise the KG_MODEL variable, then the language's own choice.
    Raises BrokenData where it cannot be loaded.
    """
    chosen = name or _chosen(language) or str(data(language, "model")["package"])
    try:
        return spacy.load(chosen, exclude=_UNUSED)
    except OSError as error:
        raise BrokenData(
            f"the spaCy model {chosen!r} for language {language!r} cannot be loaded; install it or name another "
            f"with --model or {MODEL_VARIABLE}"
        ) from error


def _chosen(language: str) -> str | None:
    pairs = (pair.partition("=") for pair in os.environ.get(MODEL_VARIABLE, "").split(",") if pair)
    return next((value or key for key, _, value in pairs if key == language or not value), None)


def parse(shadow: str, language: str, masks: Sequence[Mask], name: str | None = None) -> Parsed:
    """Parses a text with its mentions masked. `masks` must not overlap."""
    nlp = model(language, name)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    mentions: dict[int, Any] = {}
    placeholders: dict[str, str] = data(language, "model")["placeholders"]
    position = 0
    for mask in sorted(masks, key=lambda mask: mask.start):
        _tokenise(nlp, shadow, position, mask.start, words, starts, ends)
        position = mask.end
        if mask.kind == "drop":
            continue
        mentions[len(words)] = mask.mention
        words.append(shadow[mask.start : mask.end] if mask.kind == "keep" else placeholders[mask.kind])
        starts.append(mask.start)
        ends.append(mask.end)
    _tokenise(nlp, shadow, position, len(shadow), words, starts, ends)
    if not words:  # one empty token, so that there is a sentence with an offset
        words, starts, ends = [" "], [0], [0]
    doc = Doc(nlp.vocab, words=words)
    for index, begins in enumerate(_sentence_starts(shadow, words, starts, ends)):
        doc[index].is_sent_start = begins
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    _mend_verbs(doc, tuple(data(language, "model")["words"]["infinitive_ends"]))
    _mend_futures(doc, data(language, "model")["words"]["future_endings"])
    return Parsed(doc, tuple(starts), tuple(ends), mentions)


def _is_ruled(child: Token, token: Token) -> bool:
    """Whether a word is the object of what is tagged as a noun: a name right behind it, no comma between."""
    named = child.dep_ == "appos" and token.dep_ == "ROOT" and child.i == token.i + 1
    return child.dep_ == "dobj" or named


def _mend_verbs(doc: Doc, infinitive_ends: tuple[str, ...]) -> None:
    """Tags as a verb what only looks like a plural noun ("Peru rejects X", "calls for X and thanks Y"), and as
    finite what is no infinitive by its ending ("Condamne" at the head of a clause)."""
    for token in doc:
        if infinitive_ends and token.pos_ == "VERB" and "Inf" in token.morph.get("VerbForm", []):
            if token.is_title and not token.lower_.endswith(infinitive_ends):
                token.set_morph("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")  # type: ignore[attr-defined]
            continue
        if token.tag_ not in ("NNS", "UH"):
            continue
        joined = token.dep_ == "conj" and token.head.tag_ == "VBZ" and token.nbor(-1).dep_ == "cc"
        ruling = any(_is_ruled(child, token) for child in token.rights)
        if joined or ruling or any(child.dep_ == "nsubj" for child in token.lefts):
            token.pos_, token.tag_ = "VERB", "VBZ"
            token.set_morph("Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")  # type: ignore[attr-defined]


def _mend_futures(doc: Doc, endings: Mapping[str, str]) -> None:
    """Gives futures their tense where the model takes rare ones for a present: "signeront" is "signer" and "ont"."""
    for token in doc if endings else ():
        if token.pos_ != "VERB" or "Fut" in token.morph.get("Tense", []):
            continue
        ending = token.lower_.removeprefix(token.lemma_.lower().removesuffix("e"))
        if ending in endings and ending != token.lower_:
            token.set_morph(f"Mood=Ind|{endings[ending]}|Tense=Fut|VerbForm=Fin")  # type: ignore[attr-defined]


def _tokenise(
    nlp: Language, shadow: str, start: int, end: int, words: list[str], starts: list[int], ends: list[int]
) -> None:
    for begin in range(start, end, _SEGMENT):
        segment = shadow[begin : min(begin + _SEGMENT, end)]
        # an elided article at the end is split off only before a letter
        elided = segment.endswith("'")
        for token in nlp.make_doc(segment + "x" if elided else segment):
            text = token.text[: len(segment) - token.idx]
            if text and not token.is_space:
                words.append(text)
                starts.append(begin + token.idx)
                ends.append(begin + token.idx + len(text))


def _sentence_starts(
    shadow: str, words: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[bool]:
    """Whether each token begins a sentence: after a line break that is no soft wrap, after closing punctuation."""
    soft = {match.start() for match in _SOFT_BREAK.finditer(shadow)}
    closed, begun = True, 0
    for index, word in enumerate(words):
        gap_start = ends[index - 1] if index else 0
        gap = shadow[gap_start : starts[index]]
        broken = "\n" in gap and (gap.count("\n") > 1 or gap_start + gap.index("\n") not in soft)
        first = shadow[starts[index] : starts[index] + 1]
        follows = (
            closed
            and gap != ""
            and (first.isupper() or first.isdigit() or first in '«“"—–-(•' or words[index - 1] == ";")
        )
        begins = index == 0 or broken or follows or index - begun >= _LONGEST_SENTENCE
        begun = index if begins else begun
        yield begins
        if word[-1] in _END and (word[0] in _END or len(word) > 3):
            closed = True
        elif word not in ("»", "”", '"', ")"):
            closed = False
