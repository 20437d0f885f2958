"""Reads the JSON-LD with rdflib and follows its links; reads the FollowTheMoney lines and resolves their references."""
import json
import sys

import rdflib
from rdflib.namespace import RDF

schema = rdflib.Namespace("https://schema.org/")
oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
graph = rdflib.Graph()
graph.parse(sys.argv[1], format="json-ld")
for kind in ["NewsArticle", "Event", "Quotation", "Claim", "Observation", "PlanAction"]:
    print("schema:" + kind, len(set(graph.subjects(RDF.type, schema[kind]))))

# Every annotation leads to a body that is described, and has both selectors.
annotations = set(graph.subjects(RDF.type, oa.Annotation))
for annotation in annotations:
    assert (graph.value(annotation, oa.hasBody), RDF.type, None) in graph, annotation
    target = graph.value(annotation, oa.hasTarget)
    assert (graph.value(target, oa.hasSource), RDF.type, schema.NewsArticle) in graph, annotation
    selectors = {graph.value(s, RDF.type): s for s in graph.objects(target, oa.hasSelector)}
    position, quote = selectors[oa.TextPositionSelector], selectors[oa.TextQuoteSelector]
    length = int(graph.value(position, oa.end)) - int(graph.value(position, oa.start))
    assert len(graph.value(quote, oa.exact)) == length, annotation
    assert graph.value(quote, oa.prefix) is not None and graph.value(quote, oa.suffix) is not None, annotation
print("oa:Annotation", len(annotations))

# Who spoke is a described person, state or organisation.
for said in [schema.creator, schema.author]:
    for speaker in graph.objects(None, said):
        assert (speaker, schema.name, None) in graph, speaker

entities = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
known = {e["id"]: e["schema"] for e in entities}
for entity in entities:
    assert entity["schema"] in {"Article", "Person", "Organization", "PublicBody", "Event"}, entity
    for name, values in entity["properties"].items():
        assert isinstance(values, list) and values and all(isinstance(v, str) and v for v in values), entity
    for reference in entity["properties"].get("involved", []) + entity["properties"].get("proof", []):
        assert reference in known, reference
    for country in entity["properties"].get("country", []):
        assert len(country) == 2 and country.islower(), entity
print("ftm", len(entities))
