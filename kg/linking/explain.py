"""Why people and events of several documents are one, in words.

In: links, and the name of a person, an occurrence, a fact or a mention. Out: lines for people to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from urllib.parse import unquote

from kg.linking.accounts import Account
from kg.linking.linker import Links
from kg.linking.material import Mention, Post
from kg.linking.naming import Person
from kg.linking.occurrences import Occurrence
from kg.linking.pairs import Pair

_LIKE = 8  # names that are offered where none is meant


def explained(links: Links, name: str) -> list[str]:
    """What speaks for and against the persons and occurrences that a name means; nothing where it means none."""
    lines: list[str] = []
    told = _Told(links)
    for person in links.persons:
        if name in (f"person/{person.tail}", person.tail) or name in {m.anchor for m in person.mentions}:
            lines += told.person(person)
    wanted = unquote(name.removeprefix("event/"))
    for occurrence in links.occurrences:
        facts = (account.id for account in occurrence.accounts)
        if wanted == unquote(occurrence.tail.removeprefix("event/")) or any(
            iri.endswith(f"/{name.removeprefix('fact/')}") for iri in facts
        ):
            lines += told.occurrence(occurrence)
    return lines


def alike(links: Links, name: str) -> list[str]:
    """Names of persons and occurrences that have the last part of a name in theirs, a few."""
    part = unquote(name).rpartition("/")[2].lower()
    names = [f"person/{person.tail}" for person in links.persons]
    names += [occurrence.tail for occurrence in links.occurrences]
    return [found for found in names if part and part in unquote(found).lower()][:_LIKE]


class _Told:
    """Links in words: names are told by the document that has them."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self.mentions = {m.anchor: m for person in links.persons for m in person.mentions}
        self.accounts = {a.id: a for occurrence in links.occurrences for a in occurrence.accounts}
        self.issued = {source.id: source.date or "undated" for source in links.sources}

    def person(self, person: Person) -> Iterator[str]:
        first, *others = person.names
        yield f"{first} (person/{person.tail})"
        if others:
            yield f"  also written: {', '.join(others)}"
        if person.known is not None:
            wikidata = f", Wikidata {person.known.wikidata}" if person.known.wikidata else ""
            yield f"  in the authority file: {person.known.slug}{wikidata}"
            for known in person.known.terms:
                yield f"    {_post(Post(known.role, known.owner))}, {known.start} to {known.end or 'today'}"
        yield "  named in:"
        for mention in person.mentions:
            posts = ", ".join(_post(post) for post in sorted(mention.posts))
            yield f"    {self.issued[mention.document]}  {mention.document}: {mention.name}{posts and f', {posts}'}"
        anchors = {mention.anchor for mention in person.mentions}
        yield from self._pairs(self.links.resolution.pairs, anchors, self._mention)
        if any(m.name == n.name for m, n in pairwise(sorted(person.mentions, key=lambda m: m.name))):
            yield "  names that are spelt alike and have the same offices are not compared one by one"

    def occurrence(self, occurrence: Occurrence) -> Iterator[str]:
        yield unquote(occurrence.tail)
        yield "  told in:"
        for account in occurrence.accounts:
            yield f"    {self.issued[account.fact.document]}  {self._account(account.id)}"
            yield f"      “{_quote(account)}”"
        facts = {account.id for account in occurrence.accounts}
        yield from self._pairs(self.links.fact_pairs, facts, self._account)
        if occurrence.disagreements:
            yield "  the documents disagree:"
            yield from (f"    {line}" for line in occurrence.disagreements)

    def _pairs(self, pairs: Iterable[Pair], things: set[str], word: Callable[[str], str]) -> Iterator[str]:
        """The pairs that speak for it, then those that came to nothing, the likeliest first."""
        mine = sorted(
            (pair for pair in pairs if {pair.one, pair.other} & things),
            key=lambda pair: (-pair.verdict.score, pair.one, pair.other),
        )
        for joined, heading in ((True, "  one, because:"), (False, "  not one with others, although alike:")):
            found = [pair for pair in mine if pair.joined == joined]
            if found:
                yield heading
            for pair in found:
                reasons = "; ".join(pair.verdict.reasons)
                yield f"    {pair.verdict.score:.2f}  {word(pair.one)} — {word(pair.other)}"
                yield f"          {reasons}{f'; but {pair.because}' if pair.because else ''}"

    def _mention(self, anchor: str) -> str:
        mention: Mention = self.mentions[anchor]
        return f"{mention.name} in {mention.document}"

    def _account(self, iri: str) -> str:
        account = self.accounts[iri]
        when = getattr(account.fact, "date", None)
        return f"{account.fact.document}: {account.status}{f' {when}' if when else ', undated'}"


def _post(post: Post) -> str:
    kind, _, owner = post.owner.partition(":")
    return f"{'former ' if post.former else ''}{post.role} of {owner or kind}"


def _quote(account: Account) -> str:
    return " ".join(account.fact.evidence[0].text.split())
