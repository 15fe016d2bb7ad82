"""Holds a report against the answer key of a sample corpus (samples/README.md explains the keys).

As a program, imports a sample into a fresh server and prints what was found and what was missed:

    python answer_key.py samples/andaman-link
"""

import dataclasses
import json
import pathlib
import sys

import grpc
from parallax_client import Client
from parallax_client.proto.analysis.v1 import analysis_service_pb2
from parallax_client.proto.types.v1 import comparison_pb2, finding_pb2, span_pb2

CONFLICTS = {
    comparison_pb2.Relation.KIND_VARIES,
    comparison_pb2.Relation.KIND_CONTRADICTS,
    comparison_pb2.Relation.KIND_DISPUTES,
}
AGREEMENTS = {comparison_pb2.Relation.KIND_CORROBORATES, comparison_pb2.Relation.KIND_ELABORATES}


@dataclasses.dataclass(frozen=True)
class Place:
    """A range of a document, in code points."""

    document: str
    start: int
    end: int

    def meets(self, other):
        return self.document == other.document and self.start < other.end and other.start < self.end


def place_of(evidence):
    return Place(evidence.document, evidence.span.start_char, evidence.span.end_char)


def place_of_number(value):
    """Where the number itself stands: its clause may hold others."""
    evidence = span_pb2.Evidence()
    evidence.CopyFrom(value.evidence)
    evidence.span.CopyFrom(value.quantity.span)
    return place_of(evidence)


class Sample:
    """A sample corpus that was imported: its key, its stored documents and what the server says."""

    def __init__(self, client, folder):
        self.folder = pathlib.Path(folder)
        self.key = json.loads((self.folder / "answers.json").read_text(encoding="utf-8"))
        files = list(dict.fromkeys(self.folder / d["file"] for d in self.key["documents"].values()))
        corpus = self.folder.name
        self.imported = client.import_files(corpus, files)
        self.stored = {d.name: d for d in client.documents(corpus, text=True)}
        self.report = client.report(corpus, include_single_source=True)
        request = analysis_service_pb2.AnalyzeDocumentsRequest(
            selection=analysis_service_pb2.DocumentSelection(corpus=f"corpora/{corpus}")
        )
        self.analyses = {}
        for answer in client.analysis.AnalyzeDocuments(request, timeout=120):
            if answer.HasField("error"):
                raise RuntimeError(f"document {answer.index}: {answer.error.message}")
            self.analyses[answer.analysis.document] = answer.analysis
        self.names = self._names()
        self.relations = [r for c in self.report.comparisons for r in c.relations]

    def _names(self):
        """Resource names by the key's short ids."""
        by_heading = {(d.source_name, d.title): d.name for d in self.stored.values()}
        names = {}
        for short, document in self.key["documents"].items():
            heading = (document["source"], document["title"])
            if heading not in by_heading:
                raise LookupError(f"{self.folder.name}: no document {heading} among {sorted(by_heading)}")
            names[short] = by_heading[heading]
        return names

    def places(self, cell):
        """Where the quote of a cell stands, in its document and in copies of it."""
        shorts = [cell["document"]]
        for group in self.key["text_groups"]:
            members = group["copies"] + group["excerpts"]
            if cell["document"] in members:
                shorts = members
        found = []
        for short in shorts:
            name = self.names[short]
            text = self.stored[name].text
            at = text.find(cell["quote"])
            while at >= 0:
                found.append(Place(name, at, at + len(cell["quote"])))
                at = text.find(cell["quote"], at + 1)
        if not found:
            raise LookupError(f"{self.folder.name} {cell['document']}: the stored text lacks “{cell['quote']}”")
        return found

    def related(self, left, right, kinds):
        """The relations of one of `kinds` between two cells, either way round."""
        lefts, rights = self.places(left), self.places(right)
        found = []
        for relation in self.relations:
            if relation.kind not in kinds:
                continue
            one, two = place_of(relation.left), place_of(relation.right)
            for a, b in ((one, two), (two, one)):
                if any(a.meets(p) for p in lefts) and any(b.meets(p) for p in rights):
                    found.append(relation)
                    break
        return found

    def found_pairs(self, item):
        """(pairs found, pairs) of one relation of the key."""
        kind = comparison_pb2.Relation.Kind.Value("KIND_" + item["kind"].upper())
        kinds = AGREEMENTS if item["kind"] == "corroborates" else {kind}
        pairs = [(left, right) for left in item["left"] for right in item["right"]]
        return sum(bool(self.related(left, right, kinds)) for left, right in pairs), len(pairs)

    def false_conflicts(self):
        """What the report sets against each other though the key says it does not conflict."""
        found = []
        for item in self.key["must_not_conflict"]:
            for relation in self.related(item["left"], item["right"], CONFLICTS):
                found.append(f"{item['id']} ({item['why']}): “{relation.left.span.quote}” / “{relation.right.span.quote}”")
            lefts, rights = self.places(item["left"]), self.places(item["right"])
            for row in self.report.measures:
                # Values of different times may share a row: only those of one time are set against
                # each other.
                times = [
                    {v.time for v in row.values if any(place_of_number(v).meets(p) for p in side)}
                    for side in (lefts, rights)
                ]
                if row.varies and times[0] & times[1]:
                    found.append(f"{item['id']} ({item['why']}): measure '{row.measure_name}' is said to vary")
        return found

    def stances(self, item):
        """The stances of the key's item's document that are what the item describes."""
        name = self.names[item["document"]]
        kind = finding_pb2.Holder.Kind.Value("KIND_" + item.get("kind", "outlet").upper())
        (quoted, *_) = [p for p in self.places(item) if p.document == name]
        wanted = finding_pb2.Sign.Value("SIGN_" + item["sign"].upper()) if "sign" in item else None
        found = []
        for stance in self.analyses[name].stances:
            here = Place(name, stance.span.start_char, stance.span.end_char)
            if not here.meets(quoted) or ("kind" in item and stance.holder.kind != kind):
                continue
            if wanted is None or stance.sign == wanted:
                found.append(stance)
        return found

    def warned(self, item):
        name = self.names[item["document"]]
        return any(
            w.warning.code == item["code"] and w.evidence.document == name for w in self.report.warnings
        )

    def mentions(self, entity, cell):
        """Whether one occurrence of the quote is a mention of the entity, exactly or as a part."""
        places = [p for p in self.places(cell) if p.document == self.names[cell["document"]]]
        return any(
            m.entity == entity and any(p.start == m.span.start_char and p.end == m.span.end_char for p in places)
            for m in self.analyses[self.names[cell["document"]]].mentions
        )


def print_score(sample):
    """One line per item of the key: found, missed, or wrong."""
    hits = {}

    def line(part, identity, found, total, what):
        score = hits.setdefault(part, [0, 0])
        score[0] += found
        score[1] += total
        print(f"  {'ok    ' if found == total else 'PART  ' if found else 'MISSED'} {identity:<4} {found}/{total}  {what}")

    key = sample.key
    print(f"\n{key['subject']}: {len(sample.stored)} documents")
    for item in key["relations"]:
        found, total = sample.found_pairs(item)
        line(item["kind"], item["id"], found, total, f"{item['kind']}: “{item['left'][0]['quote']}” / “{item['right'][0]['quote']}”")
    for item in key["stances"]:
        what = f"{item['holder']} ({item['kind']}) {item['sign']} {item['target']}: “{item['quote']}”"
        line("stances", item["id"], int(bool(sample.stances(item))), 1, what)
    for item in key["warnings"]:
        line("warnings", item["id"], int(sample.warned(item)), 1, f"{item['code']} “{item['quote']}”")
    for entity in key["entities"]:
        for cell in entity["mentions"]:
            found = int(sample.mentions(entity["id"], cell))
            line("entities", entity["id"], found, 1, f"“{cell['quote']}” in {cell['document']}")
    for text in sample.false_conflicts():
        print(f"  WRONG  {text}")
    for item in key["must_not_be_stances"]:
        for stance in sample.stances(item):
            print(f"  WRONG  {item['id']} {item['why']}: {stance.holder.name} on {stance.target.text}")
    print("  " + ", ".join(f"{part} {found}/{total}" for part, (found, total) in hits.items()))


def main():
    from server_process import ServerProcess

    with ServerProcess() as server, Client(server.address) as client:
        for folder in sys.argv[1:]:
            print_score(Sample(client, folder))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        main()
    except (LookupError, OSError, RuntimeError, grpc.RpcError) as error:
        sys.exit(f"answer_key.py: {error}")
