"""One world out of many documents: who is who, and which accounts tell of the same thing.

In: documents with their facts, what is known of people, people's decisions. Out: `Links`.
The result depends on what goes in and not on its order, because everything is compared in the order of names.
"""

from kg.linking.linker import Links, link
from kg.linking.material import Source

__all__ = ["Links", "Source", "link"]
