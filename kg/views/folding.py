"""Too many nodes to read: the best evidenced stay, the rest folds into one node a state that expands.

In: the network. Out: which folded node each node belongs to, if any. Folding drops nothing; only a network
larger than any page can hold is cut, and the page says so.
"""

from __future__ import annotations

from collections import Counter

import igraph
import networkx as nx

# Legibility fails before drawing does: beyond `READABLE` nodes an overview of `OVERVIEW` is shown.
READABLE = 2000
OVERVIEW = 300


def fold(network: nx.MultiDiGraph[str], max_nodes: int | None) -> dict[str, str]:
    """Node -> the folded node that holds it, for the nodes beyond the limit; empty where all fit.

    Persons fold by their state, others by the community that igraph finds them in.
    """
    limit = max_nodes if max_nodes is not None else READABLE
    if network.number_of_nodes() <= limit:
        return {}
    if max_nodes is None:
        limit = OVERVIEW
    rest = _ranked(network)[max(limit, 1) :]
    communities = _communities(network) if any(not network.nodes[node]["state"] for node in rest) else {}
    return {node: f"fold:{network.nodes[node]['state'] or communities[node]}" for node in rest}


def best_known(network: nx.MultiDiGraph[str], most: int) -> nx.MultiDiGraph[str]:
    """The network of so many nodes with most evidence: what a file of bounded size can hold at all."""
    if network.number_of_nodes() <= most:
        return network
    kept = set(_ranked(network)[:most])
    smaller: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    smaller.add_nodes_from((node, values) for node, values in network.nodes(data=True) if node in kept)
    smaller.add_edges_from(edge for edge in network.edges(data=True) if edge[0] in kept and edge[1] in kept)
    return smaller


def _ranked(network: nx.MultiDiGraph[str]) -> list[str]:
    degree = dict(network.degree(weight="weight"))
    return sorted(network, key=lambda node: (-degree[node], network.nodes[node]["kind"] != "state", node))


def _communities(network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Each node's community, named by the state or node in it with most ties."""
    names = list(network)
    index = {name: number for number, name in enumerate(names)}
    weights: Counter[tuple[int, int]] = Counter()
    for source, target in network.edges():
        weights[min(index[source], index[target]), max(index[source], index[target])] += 1
    pairs = sorted(weights)
    graph = igraph.Graph(n=len(names), edges=pairs)
    labels = graph.community_fastgreedy(weights=[weights[pair] for pair in pairs]) if pairs else None
    if labels is None:
        return dict.fromkeys(names, "")
    degree = dict(network.degree())
    named: dict[str, str] = {}
    alone = []
    for members in labels.as_clustering():
        if len(members) < 3:
            alone.extend(members)
            continue
        head = min(
            members,
            key=lambda number: (
                network.nodes[names[number]]["kind"] != "state",
                -degree[names[number]],
                names[number],
            ),
        )
        named.update({names[number]: names[head] for number in members})
    named.update({names[number]: "" for number in alone})
    return named
