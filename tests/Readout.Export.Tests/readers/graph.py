"""Reads the GraphML with networkx and the GeoJSON with json."""
import json
import sys

import networkx

graph = networkx.read_graphml(sys.argv[1], force_multigraph=True)
assert all("label" in d and "kind" in d for _, d in graph.nodes(data=True)), "a node has no label"
assert all(d["type"] and d["quotation"] for _, _, d in graph.edges(data=True)), "an edge has no words"
print(graph.number_of_nodes(), graph.number_of_edges())

world = json.load(open(sys.argv[2], encoding="utf-8"))
assert world["type"] == "FeatureCollection"
for feature in world["features"]:
    lon, lat = feature["geometry"]["coordinates"]
    assert -180 <= lon <= 180 and -90 <= lat <= 90, feature
print(len(world["features"]))
