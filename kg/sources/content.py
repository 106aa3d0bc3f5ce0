"""What a file format yields: text, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a source, letter for letter, with the date and publisher that its format records."""

    text: str
    date: str | None = None
    publisher: str | None = None
