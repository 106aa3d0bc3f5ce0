"""The date of a gathering that was put off or called off: the new one where it is told, else the original one.

In: the days around a mention. Out: `Delay.of`, the date that a cue of postponing or cancelling leaves.
"""

from __future__ import annotations

from kg.extractors.cue_words import Cue
from kg.extractors.gathering_dates import Days
from kg.mentions import dates
from kg.mentions.dates import DateMention


class Delay:
    """One mention that was put off, and its days."""

    def __init__(self, days: Days) -> None:
        self.days, self.reading, self.around = days, days.reading, days.around
        self.doc, self.context = days.doc, days.context

    def of(self, cue: Cue) -> str | None:
        """The new date where one is told, else the original one."""
        now = self.reading.document.date
        original: str | None = None
        fresh = None
        if cue.effect == "postpone" and not cue.behind:
            fresh = self._put_off_to(cue) or self._held_anew()
        anew = fresh is not None
        for index, mention in self.days.trail_dates():
            after = (index > cue.token.i and cue.behind) or (
                not cue.behind and self.days.cue_before(index) is not None
            )
            value = dates.reading(mention, "future" if after else None) or dates.reading(mention, "future")
            if value is None:
                continue
            if (
                after
                and cue.effect == "postpone"
                and not anew
                and (now is None or not dates.is_before(value, now))
            ):
                fresh = value
                self.days.used.append(self.doc[index])
            elif original is None and (not after or cue.effect != "postpone"):
                original = value
                self.days.used.append(self.doc[index])
        if fresh is None and original is None:
            for token, value in self.days.dates_of(cue.token, "future"):
                original = value
                self.days.used.append(token)
        if fresh is None and cue.effect == "postpone":
            fresh = self._held_anew()
        return fresh or original

    def _put_off_to(self, cue: Cue) -> str | None:
        """The new date between a noun and the name: "the postponement to 2017 of the Joint Commission"."""
        for index in self.around.before:
            mention = self.reading.parsed.mentions.get(index)
            if not isinstance(mention, DateMention) or index <= cue.token.i:
                continue
            words = self.reading.shadow[self.reading.parsed.ends[index - 1] : mention.end].split()
            lead = {self.doc[index - 1].lower_, words[0].casefold() if words else ""}
            if lead & self.context["into"]:
                self.days.used.append(self.doc[index])
                return self.days.value(mention, "future")
        return None

    def _held_anew(self) -> str | None:
        for cue in self.around.cues:
            if cue.effect in ("hold", "plan") and cue.tense == "future":
                for token, value in self.days.dates_of(cue.token, "future"):
                    now = self.reading.document.date
                    if token.i > cue.token.i and (now is None or dates.is_after(value, now)):
                        self.days.used.append(token)
                        return value
        return None
