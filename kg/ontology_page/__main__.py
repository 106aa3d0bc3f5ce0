"""Writes the page of the ontology into a folder: `python -m kg.ontology_page docs/ontology`."""

from kg.ontology_page import main

main()
