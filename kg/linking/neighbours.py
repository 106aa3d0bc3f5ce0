"""Which accounts are worth comparing: those that share a key, and whose dates may touch.

In: accounts. Out: pairs of their numbers. However many documents tell of one thing, an account is compared with a
limited number of others, so that the pairs grow no faster than the accounts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.linking.accounts import Account
from kg.linking.labels import overlap, without_states

_MOST = 24  # accounts that one account is compared with in each direction
_NEXT = 6
_FAR = 2 * 366
_LIKE = 0.5


def neighbours(accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Pairs that share a key, and whose dates do not rule out that they are of one event."""
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, account in enumerate(accounts):
        for key in account.keys:
            groups[key].append(number)
    for key in sorted(groups):
        if len(groups[key]) > 1:
            pairs = _by_subject if key[0] == "agreement" else _by_session if key[0] == "series" else _by_day
            yield from pairs(groups[key], accounts)


def _by_day(members: Sequence[int], accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Pairs whose dates touch, and those of which one has no date or puts off the other's."""
    by_day = sorted(members, key=lambda n: (day(accounts[n]), n))
    days = [day(accounts[n]) for n in by_day]
    for place, one in enumerate(by_day):
        upto = bisect_right(days, accounts[one].end or days[place], lo=place)
        for other in by_day[place + 1 : min(upto, place + 1 + _MOST)]:
            yield min(one, other), max(one, other)
    for place, one in enumerate(by_day):
        if accounts[one].status == "postponed" or not accounts[one].dated:
            since = bisect_left(days, days[place] - _FAR)
            upto = bisect_right(days, days[place] + _FAR)
            for other in by_day[max(since, place - _MOST) : min(upto, place + 1 + _MOST)]:
                if other != one:
                    yield min(one, other), max(one, other)


def day(account: Account) -> int:
    """The day from which an account tells, or else that of its document."""
    return account.issued if account.start is None else account.start


def _by_session(members: Sequence[int], accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Of a series, accounts of the same session in a row; those without a number by their days."""
    sessions: defaultdict[int, list[int]] = defaultdict(list)
    for number in members:
        ordinal = accounts[number].ordinal
        if ordinal is not None:
            sessions[ordinal].append(number)
    for ordinal in sorted(sessions):
        yield from _in_a_row(sessions[ordinal])
    if any(accounts[number].ordinal is None for number in members):
        yield from _by_day(members, accounts)


def _by_subject(members: Sequence[int], accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Of agreements between the same parties, those with one name in a row, those with like names all."""
    named: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    for number in members:
        named[without_states(accounts[number].subject)].append(number)
    for subject in sorted(named, key=sorted):
        yield from _in_a_row(named[subject])
    for one, other in combinations(sorted(named, key=sorted), 2):
        if overlap(one, other) >= _LIKE:
            for a in named[one][:_MOST]:
                yield from ((min(a, b), max(a, b)) for b in named[other][:_MOST])


def _in_a_row(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each with the next few, in the order of documents."""
    for place, one in enumerate(members):
        yield from ((one, other) for other in members[place + 1 : place + 1 + _NEXT])
