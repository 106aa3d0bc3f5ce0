"""Signatures: who signs a text, by name and office on lines of their own.

In: a shadow text and where a name ends and an office begins. Out: whether the two are a signature, the office on
the line under the name, at the end of the text. Elsewhere a line under a name tells nothing of whom it names.
"""

from __future__ import annotations

import re

_END = 320  # code points at the end of a text in which it is signed
_LONGEST_LINE = 48
_TAIL = 3  # lines that may follow an office under a name


def is_signed(shadow: str, name_end: int, office_start: int) -> bool:
    """Whether the office on the next line is that of the name that has a line of its own."""
    if (
        len(shadow.rstrip()) - office_start > _END
        or re.fullmatch(r",?[ \t]*\n[ \t]*", shadow[name_end:office_start]) is None
    ):
        return False
    line = shadow[shadow.rfind("\n", 0, name_end) + 1 : name_end].strip()
    words = re.findall(r"[^\W\d_]+", line)
    rest = shadow[office_start:].strip().split("\n")
    return (
        len(line) < _LONGEST_LINE
        and 1 < len(words) < 7
        and all(word[0].isupper() or len(word) < 5 for word in words)
        and len(rest) <= _TAIL
        and not rest[0].rstrip().endswith((".", "!", "?"))
    )
