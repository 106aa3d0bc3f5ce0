"""What the service and the graph are, in RDF.

In: addresses and counts. Out: Turtle: the description of the service (SPARQL 1.1 Service Description) and
of the data (VoID).
"""

from __future__ import annotations

import json
from urllib.parse import urljoin

from pyoxigraph import RdfFormat, parse, serialize

from kg.graph.namespaces import PREFIXES
from kg.server.formats import TABLES, TRIPLES
from kg.server.refused import Refused
from kg.server.sending import whole
from kg.server.workers import Workers

_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_PREFIXES = "".join(
    f"@prefix {name}: <{space}> .\n"
    for name, space in {
        "dcterms": PREFIXES["dcterms"],
        "foaf": PREFIXES["foaf"],
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": PREFIXES["xsd"],
    }.items()
)
_VOCABULARIES = (PREFIXES["prov"], PREFIXES["oa"])
_SIZE = "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }"
_CLASSES = (
    "SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE {"
    " ?s a ?class FILTER(STRSTARTS(STR(?class), STR(dip:))) } GROUP BY ?class ORDER BY ?class"
)
_FACTS = "SELECT (COUNT(DISTINCT ?f) AS ?facts) WHERE { ?f dip:statedIn ?d }"
_DOCUMENTS = "SELECT (COUNT(DISTINCT ?d) AS ?documents) WHERE { ?d a dip:Document }"


def service(endpoint: str, updates: bool) -> str:
    """The description of the service at an address, in Turtle."""
    formats = " , ".join(f"<{_FORMATS}{name}>" for name in (*_NAMES, *_GRAPHS))
    languages = "sd:SPARQL11Query , sd:SPARQL11Update" if updates else "sd:SPARQL11Query"
    return f"""{_PREFIXES}
<{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage {languages} ;
    sd:resultFormat {formats} ;
    sd:feature sd:UnionDefaultGraph ;
    sd:defaultDataset <{endpoint}#dataset> .

<{endpoint}#dataset> a sd:Dataset , void:Dataset ;
    dcterms:description "The default graph is the union of all named graphs, one for each document."@en ;
    sd:defaultGraph [ a sd:Graph ] ;
    foaf:page <{urljoin(endpoint, "/")}> ;
    void:sparqlEndpoint <{endpoint}> ;
    dcterms:relation <{urljoin(endpoint, "/.well-known/void")}> .
"""


async def dataset(workers: Workers, base: str, server: str) -> str:
    """The description of the graph, in Turtle; without counts that would take too long."""
    vocabularies = " , ".join(f"<{name}>" for name in (PREFIXES["dip"].removesuffix("#"), *_VOCABULARIES))
    lines = [
        f"<{urljoin(server, '/.well-known/void')}#dataset> a void:Dataset ;",
        '    dcterms:title "Diplomatic communiqués as a knowledge graph"@en ,',
        '        "Communiqués diplomatiques en graphe de connaissances"@fr ;',
        f"    void:sparqlEndpoint <{urljoin(server, '/sparql')}> ;",
        f"    void:dataDump <{urljoin(server, '/data')}> ;",
        f'    void:uriSpace "{base}" ;',
        f"    void:vocabulary {vocabularies} ;",
        *(f"    void:feature <{_FORMATS}{name}> ;" for name in _GRAPHS),
        f"    foaf:homepage <{urljoin(server, '/')}> .",
    ]
    subject = f"<{urljoin(server, '/.well-known/void')}#dataset>"
    for row in await _rows(workers, _SIZE):
        lines.append(f"{subject} void:triples {row['triples']} .")
    for row in await _rows(workers, _DOCUMENTS):
        lines.append(f"{subject} void:documents {row['documents']} .")
    for row in await _rows(workers, _CLASSES):
        part = f"[ void:class <{row['class']}> ; void:entities {row['entities']} ]"
        lines.append(f"{subject} void:classPartition {part} .")
    return _PREFIXES + "\n" + "\n".join(lines) + "\n"


def formats() -> dict[str, list[str]]:
    """The media types of answers, for people."""
    return {"tables": list(TABLES)[:4], "triples": list(TRIPLES)[:4]}


async def _rows(workers: Workers, query: str) -> list[dict[str, str]]:
    try:
        answer = await whole(workers, {"kind": "query", "query": query})
    except Refused:
        return []
    found = json.loads(answer)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


async def counts(workers: Workers) -> dict[str, str]:
    """How many documents, facts and triples the graph holds, for a page."""
    found: dict[str, str] = {}
    for query in (_DOCUMENTS, _FACTS, _SIZE):
        for row in await _rows(workers, query):
            found |= row
    return found


def converted(turtle: str, media: str) -> bytes:
    """Turtle in another format of RDF."""
    format = TRIPLES[media]
    assert isinstance(format, RdfFormat)
    if format == RdfFormat.TURTLE:
        return turtle.encode()
    return serialize(parse(turtle, format=RdfFormat.TURTLE), format=format) or b""
