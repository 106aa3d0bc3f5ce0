"""Pictures of the facts: a networkx projection and HTML pages that work offline."""
