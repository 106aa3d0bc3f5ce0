"""How like names are, and what their spellings share."""

from __future__ import annotations

import pytest

from kg.linking.names import compare
from kg.linking.spelling import is_common

SPELLINGS = [
    ("Serguei Lavrov", "Sergueï Lavrov", "same"),
    ("Serguei Lavrov", "Sergey Lavrov", "transliteration"),
    ("Sergueï Lavrov", "LAVROV Sergei", "transliteration"),
    ("Vladimir Poutine", "Vladimir Putin", "transliteration"),
    ("Sameh Choukri", "Sameh Shoukry", "transliteration"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "transliteration"),
    ("Dmytro Kouleba", "Dmytro Kuleba", "transliteration"),
    ("Alexandre Loukachenko", "Alexander Lukashenko", "transliteration"),
    ("Mikhaïl Gorbatchev", "Mikhail Gorbachev", "transliteration"),
    ("Abdel Fattah al-Sissi", "Abdelfattah el-Sisi", "transliteration"),
    ("Mohamed Salem", "Muhammad Salem", "transliteration"),
    ("Xi Jinping", "Jinping Xi", "same"),
    ("António Guterres", "Antonio Guterres", "same"),
    ("Jean-Yves Le Drian", "Jean Yves Le Drian", "same"),
    ("Mouammar Kadhafi", "Muammar Gaddafi", "much alike"),
    ("Nasser Bourita", "Nasser Bouritta", "transliteration"),
    ("Nasser Bourita", "Nasser Bourtia", "much alike"),
    ("Nasser Bourita", "Nasser Boureta", "much alike"),
    ("Annalena Baerbock", "Annalena Baerbok", "transliteration"),
    ("Annalena Baerbock", "Annalena Berbrock", "misspelt"),
    ("S. Lavrov", "Serguei Lavrov", "initial"),
    ("Lavrov", "Serguei Lavrov", "family name"),
    ("Mohamed Ould Ghazouani", "Mohamed Ould Cheikh El Ghazouani", "longer"),
]
PEOPLE = [
    ("Ali Bongo", "Omar Bongo"),
    ("Karim Sow", "Karima Sow"),
    ("Wang Yi", "Wang Li"),
    ("Nikolaï Petrov", "Nikita Petrov"),
    ("Joseph Kabila", "Laurent-Désiré Kabila"),
    ("A. Diallo", "Boubacar Diallo"),
    ("Diallo", "Diallo"),
    ("Li Keqiang", "Li Qiang"),
    ("Park Jin", "Park Jin-ho"),
    ("Kim Jong-un", "Kim Jong-il"),
]


@pytest.mark.parametrize(("one", "other", "level"), SPELLINGS)
def test_spellings_of_one_name(one: str, other: str, level: str) -> None:
    assert compare(one, other).level == compare(other, one).level == level


@pytest.mark.parametrize(("one", "other"), PEOPLE)
def test_names_of_two_people(one: str, other: str) -> None:
    assert compare(one, other).level in ("different", "longer") or one == other


def test_common_names() -> None:
    assert is_common("Mohamed Salem")
    assert is_common("Amadou Diallo")
    assert not is_common("Nasser Bourita")
