"""Sources become documents.

In: paths of files and folders, `-` for standard input. Out: a stream of `Document`, and one
`UnreadableDocument` for each source that is none; one bad source never stops the others.
"""

from kg.sources.collection import Origin, find
from kg.sources.formats import SUFFIXES
from kg.sources.reader import Limits, Reader

__all__ = ["SUFFIXES", "Limits", "Origin", "Reader", "find"]
