"""Reads an export by its datapackage.json alone, with Python's standard library, and checks all that it claims."""
import csv
import datetime
import hashlib
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
names = [r["name"] for r in package["resources"]]
assert len(set(names)) == len(names), "resource names are not unique"
assert all(set(n) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-") for n in names), names

listed = {r["path"] for r in package["resources"]} | {"README.md", "datapackage.json"}
there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
assert listed == there, listed ^ there

parse = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": lambda v: {"true": True, "false": False}[v],
    "date": datetime.date.fromisoformat,
}
csv.field_size_limit(sys.maxsize)
tables = {}
for resource in package["resources"]:
    data = (folder / resource["path"]).read_bytes()
    assert len(data) == resource["bytes"], resource["path"]
    assert "sha256:" + hashlib.sha256(data).hexdigest() == resource["hash"], resource["path"]
    if resource["profile"] != "tabular-data-resource":
        continue
    dialect = resource["dialect"]
    quoting = csv.QUOTE_NONE if dialect["delimiter"] == "\t" else csv.QUOTE_MINIMAL
    with open(folder / resource["path"], encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=dialect["delimiter"], quoting=quoting, strict=True))
    fields = resource["schema"]["fields"]
    header, rows = rows[0], rows[1:]
    assert header == [f["name"] for f in fields], (resource["path"], header)
    assert len(rows) == resource["rows"], (resource["path"], len(rows), resource["rows"])
    table = []
    for row in rows:
        assert len(row) == len(fields), (resource["path"], row)
        table.append({f["name"]: parse[f["type"]](v) if v != "" else None for f, v in zip(fields, row)})
    key = resource["schema"].get("primaryKey", [])
    if key:
        keys = [tuple(r[k] for k in key) for r in table]
        assert len(set(keys)) == len(keys), resource["path"]
    tables[resource["name"]] = table

for resource in package["resources"]:
    for foreign in resource.get("schema", {}).get("foreignKeys", []):
        if resource["name"] not in tables:
            continue
        known = {r["id"] for r in tables[foreign["reference"]["resource"]]}
        for row in tables[resource["name"]]:
            value = row[foreign["fields"]]
            assert value is None or value in known, (resource["path"], foreign["fields"], value)

# Every quotation is the slice of its document's text, counted in code points as Python counts.
if (folder / "jsonl").exists() and "csv-events" in tables:
    texts = {}
    for line in open(folder / "jsonl" / "records.jsonl", encoding="utf-8"):
        document = json.loads(line)["document"]
        texts[document["id"]] = document["text"]
    quoted = 0
    for name, table in tables.items():
        for row in table:
            if name.startswith("csv-") and row.get("quotation") is not None and row.get("start") is not None:
                assert texts[row["document"]][row["start"]:row["end"]] == row["quotation"], row
                quoted += 1
    print("quotations", quoted)
for name, table in sorted(tables.items()):
    print(name, len(table))
