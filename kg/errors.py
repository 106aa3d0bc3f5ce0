"""What can go wrong in a way that a user can mend. Each message names the thing and says what to do."""

from collections.abc import Callable


class KgError(Exception):
    """Base of every error that kg raises on purpose; the command line prints it and exits with 1."""


class UnreadableDocument(KgError):
    """A source that cannot be read as a communiqué: missing, binary, empty, too large, of another language."""


class BrokenData(KgError):
    """Language data, an ontology file or a facts table that does not hold what it must."""


class BrokenGraph(KgError):
    """A graph on disk that is missing, locked or damaged."""


class BadQuery(KgError):
    """A query that does not parse, is not known by that name or lacks a parameter."""


Problem = Callable[[UnreadableDocument], None]
"""Who is told of a source that cannot be read while the rest is done."""
