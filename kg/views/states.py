"""State codes become names that people read. In: an ISO 3166-1 alpha-2 code. Out: its name in a language."""

from __future__ import annotations

from kg import languages

# The languages of the interface, in the order in which pages carry names.
LANGUAGES = ("fr", "en")


def state_name(code: str, language: str) -> str:
    """The state's name in the language, or the code where it has none."""
    known = languages.data(language, "states")["states"].get(code, {})
    return str(known.get("name", code))


def state_names(code: str) -> list[str]:
    """The state's name in each language of the interface."""
    return [state_name(code, language) for language in LANGUAGES]
