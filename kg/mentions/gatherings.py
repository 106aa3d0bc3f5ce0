"""Gatherings by name: "the 43rd session of the GCC Supreme Council", "le XVIIIe Sommet de la Francophonie".

In: a parsed document with its ordinals. Out: `GatheringMention`s in the order of the text: where the phrase
stands, the label as worded without its rank, kind and rank. A mention tells a name, not yet a fact: a body
(`needs_sitting`) meets only where the text says so, and a weak noun (`weak`) needs a date, a place or a verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.analysis import Parsed
from kg.mentions.dates import DateMention
from kg.mentions.gathering_words import Heads, vocabulary
from kg.mentions.gazetteer import Place
from kg.mentions.label_tokens import plain
from kg.mentions.labels import Names
from kg.mentions.numbers import Number

_LONGEST_HEAD = 4  # tokens
_BEFORE_BODY = 12  # tokens of a body's name in front of its head noun
_FAR = 2500  # code points to a gathering that a short mention takes up
_NEXT = 8  # tokens between a body and its own sitting
_REACH = 6  # tokens between a rank and the head noun it counts


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


def find(parsed: Parsed, text: str, language: str, ordinals: Sequence[Number]) -> list[GatheringMention]:
    """The gatherings that a text names, without overlaps."""
    finder = _Finder(parsed, text, language, ordinals)
    found: list[GatheringMention] = []
    for at in range(len(parsed.doc)):
        if found and at <= found[-1].last:
            continue
        mention = finder.at(at) or finder.short(at, found)
        if mention is None or (found and mention.first <= found[-1].last):
            continue
        found.append(mention if mention.short else finder.completed(mention, found))
    return found


class _Finder:
    def __init__(self, parsed: Parsed, text: str, language: str, ordinals: Sequence[Number]) -> None:
        self.words = vocabulary(language)
        self.names = Names(parsed, text, language, self.words.heads, "gathering")
        self.doc, self.parsed, self.text = parsed.doc, parsed, text
        self.ranks = {n.end: n for n in ordinals}

    def at(self, at: int) -> GatheringMention | None:
        """The mention whose head noun is a token, if it is one."""
        if self._blocked(at):
            return None
        word = plain(self.doc[at])
        if word in self.words.sittings and (mention := self._sitting(at)):
            return mention
        for heads, is_body in ((self.words.events, False), (self.words.bodies, True)):
            head = self._head(at, heads)
            if head:
                return self._named(at, *head, is_body)
        return self._organised(at) or self._acronym(at)

    def _head(self, at: int, heads: Heads) -> tuple[int, str] | None:
        """The index of the last token of a head noun that begins at a token, and its kind."""
        if at in self.parsed.mentions:
            return None
        for parts, kind in heads.get(plain(self.doc[at]), ()):
            words = tuple(plain(token) for token in self.doc[at : at + len(parts)])
            if words == parts and not self._compounds_on(at + len(parts), parts[-1]):
                return at + len(parts) - 1, kind
        return None

    def _compounds_on(self, at: int, head: str) -> bool:
        """Whether the next word is the head of the same compound: "Forum Summit", "Ministerial Meeting"."""
        if self.names.words.bare_complement or at >= len(self.doc) or self.doc[at].is_sent_start:
            return False
        word = plain(self.doc[at])
        if head in self.words.naming["qualities"] and word in self.words.named:
            return True
        return word in self.words.events or word in self.words.bodies

    def _blocked(self, at: int) -> bool:
        naming = self.words.naming
        if at and plain(self.doc[at - 1]) in naming["not_preceded"]:
            return True
        following = ""
        for token in self.doc[at + 1 : at + 4]:
            following = f"{following} {plain(token)}".strip().replace("' ", "'")
            if following in naming["not_followed"]:
                return True
        return False

    # -- "the eighth session of the Joint Commission"

    def _sitting(self, at: int) -> GatheringMention | None:
        names = self.names
        behind = at + 1
        while behind < len(self.doc) and plain(self.doc[behind]) in self.words.passed | self.words.kept:
            behind += 1
        body = self._body_behind(behind)
        if body:
            start, end, kind = body
            label_start = start
            kept = [t.i for t in self.doc[max(0, at - 3) : behind] if plain(t) in self.words.kept]
            if kept:
                label_start = min(kept[0], at)
            return self._mention(at, label_start, end, kind, sitting=True)
        if plain(self.doc[at]) in self.words.of_body_only:
            return None
        before = self._body_before(at)
        if before:
            return self._mention(at, before[0], before[1], before[2], sitting=True)
        if plain(self.doc[at]) not in self.words.named:
            return None
        start, end = names.left_start(at, self.words.naming["out"] | self.words.passed), names.right_end(at)
        end = names.without_empty(start, end)
        if end - start < 2 or not self._has_name(start, end, at):
            return None
        return self._mention(at, start, end, "", sitting=True, weak=True)

    def _body_behind(self, at: int) -> tuple[int, int, str] | None:
        """The body of which a sitting is told, behind "of the": first and past-last token, kind."""
        if at >= len(self.doc) or plain(self.doc[at]) not in self.names.words.words["of"]:
            return None
        start = at + 1
        while start < len(self.doc) and self.names.words.has("articles", self.doc[start]):
            start += 1
        if start < len(self.doc) and plain(self.doc[start]) in self.words.sittings:
            return self._body_behind(start + 1)
        if start >= len(self.doc):
            return None
        if self._rank_before(start + 1):
            start += 1
        place = self.parsed.mentions.get(start)
        if isinstance(place, Place) and place.kind == "organisation" and self._is_body(place):
            end = self.names.right_end(start)
            return start, end, self._kind_of_body(place)
        for ahead in range(start, min(start + _BEFORE_BODY, len(self.doc))):
            token = self.doc[ahead]
            head = self._head(ahead, self.words.bodies) or self._head(ahead, self.words.events)
            if head:
                first = self.names.left_start(ahead, self.words.naming["out"])
                end = self.names.right_end(head[0])
                return (max(first, start), end, head[1]) if first <= start else None
            if (token.is_punct and not self.names.tokens.tight(ahead)) or self.names.words.has(
                "stops", token
            ):
                return None
        return None

    def _is_body(self, place: Place) -> bool:
        """Whether an organisation is named as a council, a commission or the like."""
        first = place.name.replace("’", "'").casefold().split()
        return any(word in self.words.bodies or word in self.words.events for word in first)

    def _kind_of_body(self, place: Place) -> str:
        words = place.name.casefold().split()
        for word in words:
            entries = self.words.bodies.get(word) or self.words.events.get(word)
            if entries:
                return entries[-1][1]
        return "session"

    def _body_before(self, at: int) -> tuple[int, int, str] | None:
        """The body in front of a sitting: "the Joint Committee meeting", "the Council's 43rd session"."""
        if not self.names.words.proper_case:
            return None
        before = at - 1
        while before > 0 and (
            plain(self.doc[before]) in self.words.passed | self.words.kept or self._is_rank(before)
        ):
            before -= 1
        if before > 0 and plain(self.doc[before]) in self.names.words.words["possessives"]:
            before -= 1
        place = self.parsed.mentions.get(before)
        if isinstance(place, Place) and place.kind == "organisation" and self._is_body(place):
            return before, before + 1, self._kind_of_body(place)
        for entries in (self.words.bodies.get(plain(self.doc[before]), ()),):
            if entries and before not in self.parsed.mentions and self.doc[before].text[:1].isupper():
                start = self.names.left_start(before, self.words.naming["out"])
                return (start, before + 1, entries[-1][1]) if start < before else None
        return None

    # -- "the Dakar Forum on Peace"

    def _named(self, at: int, last: int, kind: str, is_body: bool) -> GatheringMention | None:
        names, naming, word = self.names, self.words.naming, plain(self.doc[at])
        start = names.left_start(at, naming["out"])
        end = names.without_empty(start, names.right_end(last))
        if word in naming["capital"] and not self.doc[at].text[:1].isupper():
            return None
        if not self._has_name(start, end, at):
            return None
        weak = word in naming["weak"]
        if kind == "negotiation" and not self._is_talks(start, end, at):
            return None
        return self._mention(at, start, end, kind, needs_sitting=is_body, weak=weak)

    def _has_name(self, start: int, end: int, head: int) -> bool:
        """Whether a phrase has a name of its own, beyond its head noun and what all such are called."""
        common = self.words.kept | self.words.passed
        tokens = [t for t in self.doc[start:end] if t.i != head and plain(t) not in common]
        marked = self.words.naming["marked"]
        capitals = self.names.wording(start, end).isupper()
        for token in tokens:
            if capitals and token.i not in self.parsed.mentions and plain(token) not in marked:
                continue
            if isinstance(self.parsed.mentions.get(token.i), Place) or (
                token.i not in self.parsed.mentions and token.text[:1].isupper()
            ):
                return True
            if plain(token) in marked or plain(token).partition("-")[0] in marked:
                return True
        weak = plain(self.doc[head]) in self.words.naming["weak"]
        proper = self.doc[head].text[:1].isupper() and not self.doc[head].is_sent_start and not capitals
        if proper and not weak and any(t.pos_ in ("ADJ", "NOUN", "PROPN") for t in tokens):
            return True
        complement = any(plain(t) in self.names.words.words["topical"] for t in tokens)
        return complement and not weak

    def _is_talks(self, start: int, end: int, head: int) -> bool:
        """Whether negotiations are a round of talks with a name, rather than work on a text."""
        if self._rank(min(start, head), head)[0] is not None:
            return True
        named = self.words.naming["talks"]
        for token in self.doc[start:end]:
            place = self.parsed.mentions.get(token.i)
            town = isinstance(place, Place) and place.kind in ("city", "capital")
            if town or plain(token) in named or plain(token).partition("-")[0] in named:
                return True
        return False

    def _organised(self, at: int) -> GatheringMention | None:
        """A series of gatherings that counts as an organisation: "Forum économique mondial de Davos"."""
        place = self.parsed.mentions.get(at)
        if not isinstance(place, Place) or place.kind != "organisation":
            return None
        kinds = [
            group[-1][1] for word in place.name.casefold().split() if (group := self.words.events.get(word))
        ]
        if self._is_monthly(at):
            kind = self.words.monthly.get(str(place.organisation), kinds[0] if kinds else "session")
            return self._mention(at, at, at + 1, kind)
        if not kinds or kinds[0] not in ("forum", "summit") or self._leads_to_head(at):
            return None
        return self._mention(at, at, self.names.right_end(at), kinds[0], needs_sitting=True)

    def _leads_to_head(self, at: int) -> bool:
        """Whether an organisation only begins the name of a meeting: "Forum Foreign Ministers' Meeting"."""
        if not self.names.words.proper_case:
            return False
        for token in self.doc[at + 1 : at + 6]:
            if token.pos_ == "ADP" or token.is_sent_start or token.text == ",":
                return False
            if plain(token) in self.words.named or plain(token) in self.words.events:
                return token.text[:1].isupper()
        return False

    def _is_monthly(self, at: int) -> bool:
        """Whether a body is named by the month in which it met: "the October European Council"."""
        place = self.parsed.mentions.get(at)
        if not isinstance(place, Place) or not self._is_body(place):
            return False
        before, behind = self.parsed.mentions.get(at - 1), self.parsed.mentions.get(at + 1)
        if isinstance(before, DateMention) and before.kind == "month":
            return self.names.words.proper_case and self.parsed.starts[at] - before.end <= 3
        if behind is None and at + 2 < len(self.doc):
            joined = plain(self.doc[at + 1]) in self.names.words.words["of"]
            behind = self.parsed.mentions.get(at + 2) if joined else None
        if not isinstance(behind, DateMention) or behind.kind not in ("month", "day", "interval"):
            return False
        lead = self.text[self.parsed.ends[at] : behind.end].split()
        word = lead[0].replace("’", "'").casefold() if lead else ""
        return any(word == of or (of.endswith("'") and word.startswith(of)) for of in self._genitives())

    def _genitives(self) -> frozenset[str]:
        return self.names.words.words["of"]

    def _acronym(self, at: int) -> GatheringMention | None:
        """COP28, TICAD 8."""
        text = self.doc[at].text
        kind = self.words.acronyms.get(text.rstrip("0123456789"))
        if kind is None:
            return None
        numbered = text[-1].isdigit()
        end = at + 1
        while (
            not numbered
            and end < min(at + 3, len(self.doc))
            and (self.doc[end].text == "-" or self.doc[end].text.isdigit())
        ):
            end += 1
        if not numbered and end == at + 1 and not self._rank_before(at):
            return None
        return self._mention(at, at, end, kind)

    # -- "the Summit", "la prochaine session"

    def short(self, at: int, before: Sequence[GatheringMention]) -> GatheringMention | None:
        """A short mention of a gathering that was named before, if a token is its head noun."""
        word, short = plain(self.doc[at]), self.words.short
        if word not in short["words"] or self._blocked(at) or not before:
            return None
        first = at
        while first > 0 and self._is_quality(first - 1):
            first -= 1
        if first == 0 or self._goes_on_otherwise(at):
            return None
        determiner = plain(self.doc[first - 1])
        if determiner not in short["definite"] | short["relative"] or (
            determiner in short["pointing"] and word not in short["any"]
        ):
            return None
        known = self._taken_up(word, at, before)
        if known is None:
            return None
        own = first > 1 and plain(self.doc[first - 2]) in short["relative"]
        rank = next((self.ranks[self.parsed.ends[i]] for i in range(first, at) if self._is_rank(i)), None)
        other = rank is not None and known.ordinal not in (None, rank.value)
        again = short["further"] | self.words.kept
        around = self.doc[first : min(at + 2, len(self.doc))]
        further = not own and (other or any(plain(t) in again for t in around))
        ordinal = int(rank.value) if rank else None if further else known.ordinal
        starts, ends = self.parsed.starts, self.parsed.ends
        last = at
        while last + 1 < len(self.doc) and plain(self.doc[last + 1]) in self.words.kept | self.words.passed:
            last += 1
        return replace(
            known, start=starts[first], end=ends[last], ordinal=ordinal, token=at, first=first, last=last,
            sitting=True, needs_sitting=False, weak=False, short=True, further=further,
            antecedent=known.antecedent or known.start,
        )  # fmt: skip

    def _is_quality(self, at: int) -> bool:
        word = plain(self.doc[at])
        return self._is_rank(at) or word in self.words.passed | self.words.kept | self.words.short["further"]

    def _goes_on_otherwise(self, at: int) -> bool:
        """Whether a complement makes it a meeting of its own."""
        behind = at + 1
        while behind < len(self.doc) and (self._is_quality(behind) or self.doc[behind].pos_ == "ADJ"):
            behind += 1
        if behind >= len(self.doc):
            return False
        words = self.names.words.words
        return (
            plain(self.doc[behind])
            in words["of"] | words["between"] | words["partner"] | self.words.short["other"]
        )

    def _taken_up(self, word: str, at: int, before: Sequence[GatheringMention]) -> GatheringMention | None:
        """The gathering that a short mention means: called by its word, else the last sitting or any."""
        near = [
            known
            for known in reversed(before)
            if self.parsed.starts[at] - known.end <= _FAR and not known.needs_sitting and not known.further
        ]
        relative = any(
            plain(token) in self.words.short["relative"] for token in self.doc[max(0, at - 3) : at]
        )
        if (relative or self._holds(at)) and before[-1].needs_sitting and at - before[-1].last <= _NEXT:
            return before[-1]
        if near and word in self.words.short["any"] and (relative or self._next_to_relative(at)):
            return near[0]
        for known in near:
            if word == plain(self.doc[known.token]) or word in known.label.casefold().split():
                return known
        if word in self.words.short["any"]:
            return next(
                (known for known in near if known.sitting and not known.short), near[0] if near else None
            )
        return next((known for known in near if known.sitting), None) if word in self.words.named else None

    def _holds(self, at: int) -> bool:
        """Whether the body in front holds a sitting of its own: "the Council held its 159th session"."""
        return any(plain(token) in self.words.short["own"] for token in self.doc[max(0, at - 4) : at])

    def _next_to_relative(self, at: int) -> bool:
        return any(plain(token) in self.words.short["relative"] for token in self.doc[max(0, at - 4) : at])

    def completed(self, mention: GatheringMention, before: Sequence[GatheringMention]) -> GatheringMention:
        """A mention with the fullest name of its gathering, where its own begins one told before."""
        words = mention.label.casefold().split()
        for known in reversed(before):
            full = known.label.casefold().split()
            if len(full) > len(words) and full[: len(words)] == words and not known.needs_sitting:
                same = mention.ordinal is None or mention.ordinal == known.ordinal
                return replace(
                    mention, label=known.label, kind=known.kind, weak=False,
                    label_start=known.label_start, label_end=known.label_end,
                    antecedent=(known.antecedent or known.start) if same else None,
                )  # fmt: skip
        return mention

    # -- putting a mention together

    def _is_rank(self, at: int) -> bool:
        return self.parsed.ends[at] in self.ranks

    def _rank_before(self, at: int) -> Number | None:
        return self.ranks.get(self.parsed.ends[at - 1]) if at else None

    def _rank(self, first: int, head: int) -> tuple[Number | None, int]:
        """The rank in front of a phrase, with the index of the token where it begins."""
        for at in range(head, max(0, min(first, head) - _REACH), -1):
            rank = self._rank_before(at)
            if rank:
                token = self.parsed.token_at(rank.start)
                return rank, token.i if token is not None else at - 1
            before = self.doc[at - 1]
            loose = (
                at - 1 < first
                and plain(before) not in self.words.passed | self.words.kept | self.words.naming["out"]
            )
            if loose and not before.is_punct:
                break
        return None, first

    def _mention(
        self,
        head: int,
        start: int,
        end: int,
        kind: str,
        *,
        sitting: bool = False,
        needs_sitting: bool = False,
        weak: bool = False,
    ) -> GatheringMention:
        rank, ranked_from = self._rank(min(start, head), head)
        if rank is None and start > head:
            inner = self.ranks.get(self.parsed.ends[start - 1])
            rank = inner
        while start < head and self._is_rank(start) and rank is not None:
            start += 1
        first = min(start, head, ranked_from)
        last = max(end - 1, head)
        label = self.names.wording(start, end)
        starts, ends = self.parsed.starts, self.parsed.ends
        ordinal = int(rank.value) if rank is not None else None
        return GatheringMention(
            starts[first], ends[last], starts[start], ends[end - 1], label,
            self._kind(self.names.wording(first, last + 1), kind), ordinal, head, first, last,
            sitting, needs_sitting, weak,
        )  # fmt: skip

    def _kind(self, label: str, kind: str) -> str:
        folded = label.casefold().replace("’", "'")
        for rule in self.words.decide:
            if any(word.replace("’", "'") in folded for word in rule["words"]):
                return str(rule["kind"])
        return kind or "session"
