"""kg inside a spaCy pipeline."""

from __future__ import annotations

import pytest
import spacy

from kg import spacy_component
from kg.errors import UnreadableDocument
from kg.facts import Office, of_type


def test_a_pipeline_finds_facts() -> None:
    assert spacy_component.create
    nlp = spacy.blank("fr")
    nlp.add_pipe("kg_diplomacy", config={"date": "2021-03-14"})
    doc = nlp(
        "La Ministre des Affaires étrangères du Sénégal, Mme Awa Diarra Ndiaye, a reçu M. Duarte Valadares."
    )
    [office] = of_type(doc._.kg_facts, Office)
    assert (office.person.name, office.role) == ("Awa Diarra Ndiaye", "foreign-minister")
    quote = office.evidence[0]
    assert doc.text[quote.start : quote.end] == quote.text


def test_a_pipeline_of_another_language_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no language 'de'"):
        spacy.blank("de").add_pipe("kg_diplomacy")
