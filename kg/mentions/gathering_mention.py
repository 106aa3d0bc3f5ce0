"""One gathering named in a text.

In: nothing. Out: `GatheringMention`, what the modules that look for gatherings yield.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GatheringMention:
    """A gathering's name. `start`/`end` are offsets of the phrase with its rank, without an article.

    `label_start`/`label_end` are those of the label; `token` is the index of the token that the sentence is
    built around ("session", "Forum"), `first` and `last` are those of the phrase's outer tokens. A `short`
    mention ("the Summit", "les travaux") has label and kind of the gathering that it takes up, which begins
    at offset `antecedent`; a `further` one ("the next session") is another sitting of the same body.
    """

    start: int
    end: int
    label_start: int
    label_end: int
    label: str
    kind: str
    ordinal: int | None
    token: int
    first: int
    last: int
    sitting: bool
    needs_sitting: bool
    weak: bool
    short: bool = False
    further: bool = False
    antecedent: int | None = None
