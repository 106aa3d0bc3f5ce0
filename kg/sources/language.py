"""Which language a text is in.

In: a text. Out: the code of a language that kg reads, or an `UnreadableDocument` for any other.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from kg import languages
from kg.errors import UnreadableDocument

# Languages that a communiqué may be in instead, by code and by the name that a message gives them.
_OTHERS = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "he": "Hebrew", "hu": "Hungarian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
# Below this a text of names only, or a headline, is still taken for one of ours.
_SURE = 0.9
_LONGEST = 20_000


def check(code: str) -> str:
    """The code itself where kg reads that language. Raises UnreadableDocument otherwise."""
    if code not in languages.available():
        raise UnreadableDocument(f"no language {code!r}; one of {', '.join(languages.available())}")
    return code


def identify(text: str) -> str:
    """The language of a text. Raises UnreadableDocument where it is surely none that kg reads."""
    ranked = _identifier().rank(text[:_LONGEST].casefold())
    best, score = ranked[0]
    if best in _OTHERS and best not in languages.available() and float(score) >= _SURE:
        raise UnreadableDocument(
            f"in {_OTHERS[best]}, which is not read; --lang {'|'.join(languages.available())} overrides"
        )
    return str(next(code for code, _ in ranked if code in languages.available()))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages({*languages.available(), *_OTHERS})
    return identifier
