"""kg: from diplomatic communiqués to an RDF knowledge graph."""
