"""Ordinals and durations in a text, as numbers.

In: a document's shadow text and its language. Out: `Number`s in the order of the text. Compound ordinals
("twenty-first") are read by text2num, which is only given the words of the ordinal
itself, since in running prose it takes articles for numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from text_to_num import alpha2digit

from kg.languages import data
from kg.mentions.templates import Grammar, Token, tokens

_HIGHEST = 999
_LONGEST = 8  # tokens in an ordinal: the longest French ones below 100 have seven
_ROMAN = re.compile(r"(?=[IVXLC])(?:C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: an ordinal's rank, or a duration as ISO 8601 (`P4Y`)."""

    start: int
    end: int
    value: int | str
    kind: Literal["ordinal", "duration"]


def ordinals(shadow: str, language: str) -> list[Number]:
    """Ranks in figures, Roman figures and words: "8e", "VIIIe", "43rd", "twenty-first"."""
    numbers = data(language, "numbers")
    passed_over = {*numbers["ordinal_words"]["unless_before"], *data(language, "dates")["months"]}
    words = tokens(shadow)
    found: list[Number] = []
    last = 0  # the first token that no ordinal has taken
    for at, token in enumerate(words):
        if at + 1 < len(words) and words[at + 1].word in passed_over:
            continue
        value = _in_figures(token, numbers)
        start = at
        if value is None and at + 1 < len(words):
            value = _bare_roman(token, words[at - 1 : at], words[at + 1], numbers)
        if value is None:
            start, value = _in_words(words, at, last, numbers, language)
        if value is not None:
            found.append(Number(words[start].start, token.end, value, "ordinal"))
            last = at + 1
    return found


def _bare_roman(
    token: Token, before: Sequence[Token], following: Token, numbers: dict[str, Any]
) -> int | None:
    """ "The VIII Meeting": Roman figures between an article and a name with a capital."""
    if not before or before[0].word not in numbers["articles"] or not following.text[:1].isupper():
        return None
    return roman(token.text) if len(token.text) > 1 and roman(following.text) is None else None


def _in_figures(token: Token, numbers: dict[str, Any]) -> int | None:
    """`8e`, `43rd`, `XVIIIe`."""
    digits = re.match(r"\d+", token.word)
    if digits:
        ending = token.word[digits.end() :]
        value = int(digits.group()) if len(digits.group()) <= 3 else 0
        return value if ending in numbers["ordinal_suffixes"] and 0 < value <= _HIGHEST else None
    if not token.capital:
        return None
    for cut in range(len(token.text) - 1, 0, -1):
        if token.text[cut].isupper():
            break
        if token.word[cut:] in numbers["roman_suffixes"] and (rank := roman(token.text[:cut])):
            return rank
    return None


def roman(text: str) -> int | None:
    """A Roman numeral up to 399, in capitals; None where it is none. 50 and 100 alone are taken for words."""
    if text in {"", "L", "C"} or not _ROMAN.fullmatch(text):
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    return sum(-d if d < following else d for d, following in zip(digits, [*digits[1:], 0], strict=True))


def _in_words(
    words: Sequence[Token], at: int, last: int, numbers: dict[str, Any], language: str
) -> tuple[int, int | None]:
    """An ordinal that ends at a token: where it starts and its rank."""
    spoken = numbers["ordinal_words"]
    word = words[at].word
    ends = word.endswith(tuple(spoken["endings"])) and word not in spoken["not_ordinals"]
    if not ends and word not in spoken["alone"]:
        return at, None
    start = at
    inside = spoken["inside"]
    while start > max(last, at - _LONGEST) and words[start - 1].word in inside:
        start -= 1
    for first in range(start, at + 1):
        if words[first].word in spoken["joints"]:
            continue
        value = _spoken(words[first : at + 1], numbers, language)
        if value is not None:
            return first, value
    return at, None


def _spoken(words: Sequence[Token], numbers: dict[str, Any], language: str) -> int | None:
    """What an ordinal in words comes to, if the words are nothing else."""
    if len(words) == 1 and (known := numbers["ordinal_words"]["alone"].get(words[0].word)):
        return int(known)
    text = " ".join(word.word for word in words).replace(" - ", "-")
    match = re.fullmatch(r"(\d{1,3})[^\W\d_]+", alpha2digit(text, language, 0))
    return int(match.group(1)) if match and 0 < int(match.group(1)) <= _HIGHEST else None


def durations(shadow: str, language: str) -> list[Number]:
    """Lengths of time as ISO 8601: "pour quatre ans" has `P4Y`, "ten-year" `P10Y`. Not "three days ago"."""
    grammar, excluded = _grammar(language)
    words = tokens(shadow)
    found: list[Number] = []
    at = 0
    while at < len(words):
        matches = list(grammar.matches(words, at))
        if not matches:
            at += 1
            continue
        end, slots, halved = max(matches, key=lambda match: match[0])
        context = any(excluded[0].matches(words, end)) or _preceded(excluded[1], words, at)
        if not context:
            unit = str(slots["unit"].value)
            value = _iso(int(str(slots["number"].value)), unit, halved)
            if value:
                found.append(Number(words[at].start, words[end - 1].end, value, "duration"))
        at = end
    return found


def _iso(count: int, unit: str, halved: bool) -> str | None:
    if not halved:
        return f"P{count}{_UNITS[unit]}"
    return {"year": f"P{count}Y6M", "month": f"P{count}M15D"}.get(unit)


def _preceded(grammar: Grammar[bool], words: Sequence[Token], at: int) -> bool:
    """Whether words that change what a duration means end just before a token."""
    return any(
        end == at for back in range(1, 5) if at >= back for end, _, _ in grammar.matches(words, at - back)
    )


@cache
def _grammar(language: str) -> tuple[Grammar[bool], tuple[Grammar[bool], Grammar[bool]]]:
    numbers = data(language, "numbers")
    units, cardinals = numbers["units"], numbers["cardinals"]
    articles = numbers["durations"]["articles"]

    def number(token: Token) -> int | None:
        if token.word in articles:
            return None
        figures = token.word.isascii() and token.word.isdigit() and len(token.word) <= 3
        return int(token.word) if figures and int(token.word) else cardinals.get(token.word)

    readers = {
        "number": number,
        "figures": lambda token: number(token) if token.word.isdigit() else None,
        "unit": lambda token: units.get(token.word),
    }
    grammar: Grammar[bool] = Grammar(readers)
    grammar.add(numbers["durations"]["patterns"], False)
    grammar.add(numbers["durations"]["halves"], True)
    after: Grammar[bool] = Grammar(readers)
    after.add(numbers["durations"]["not_after"], True)
    before: Grammar[bool] = Grammar(readers)
    before.add(numbers["durations"]["not_before"], True)
    return grammar, (after, before)
