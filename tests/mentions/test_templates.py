"""Templates: what their slots read, and what is refused."""

from __future__ import annotations

import pytest

from kg.errors import BrokenData
from kg.mentions.templates import Grammar, tokens


def _grammar() -> Grammar[str]:
    return Grammar({"day": lambda token: int(token.word) if token.word.isdigit() else None})


def test_all_ways_to_begin_are_found_and_what_is_added_first_comes_first() -> None:
    grammar = _grammar()
    grammar.add(["[the] (first|{day}) [of] May"], "date")
    grammar.add(["the {day} of May [again]"], "later")
    words = tokens("the 3 of May again")
    found = [
        (end, {key: slot.value for key, slot in slots.items()}, carried)
        for end, slots, carried in grammar.matches(words, 0)
    ]
    assert found == [(4, {"day": 3}, "date"), (5, {"day": 3}, "later"), (4, {"day": 3}, "later")]
    assert [end for end, _, _ in grammar.matches(words, 1)] == [4]
    assert not list(grammar.matches(words, 2))


@pytest.mark.parametrize("template", ["{night} of May", "the {day} [of {night}]"])
def test_a_slot_that_nothing_reads_is_refused_wherever_it_stands(template: str) -> None:
    with pytest.raises(BrokenData, match=r"unknown slot \{night\}"):
        _grammar().add([template], "date")
