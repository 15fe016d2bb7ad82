"""Checks the answer keys of samples/ against the texts: every quote stands in the named document.

A key whose quotes drifted from the texts would measure nothing. Needs no server.
"""

import html
import json
import pathlib
import re
import unittest

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"


def text_of(folder, document):
    """The words of one document of a sample folder, formats undone as far as quotes need it."""
    path = folder / document["file"]
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        items = [json.loads(line) for line in raw.splitlines()]
        (item,) = [i for i in items if i["title"] == document["title"]]
        return item["title"] + "\n" + item["text"]
    if path.suffix == ".html":
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", raw)).split())  # as pages are shown
    if raw.count("Group 1 - ") > 1:  # a digest: the part from this title to the next one
        begin = raw.index(document["title"])
        following = re.compile(r"^.*\n.*·\s*\d{4}-", re.MULTILINE).search(raw, begin + len(document["title"]) + 1)
        return raw[begin : following.start() if following else len(raw)]
    return raw


def cited(key):
    """Yields (id, document, quote) for everything the key cites."""
    for relation in key["relations"]:
        for cell in relation["left"] + relation["right"]:
            yield relation["id"], cell["document"], cell["quote"]
    for pair in key["must_not_conflict"]:
        for side in ("left", "right"):
            yield pair["id"], pair[side]["document"], pair[side]["quote"]
    for part in ("stances", "must_not_be_stances", "warnings", "must_not_be_entities"):
        for item in key[part]:
            yield item["id"], item["document"], item["quote"]
    for entity in key["entities"]:
        for mention in entity["mentions"]:
            yield entity["id"], mention["document"], mention["quote"]


class AnswerKeysTest(unittest.TestCase):
    def test_every_quote_stands_in_its_document(self):
        folders = sorted(path.parent for path in SAMPLES.glob("*/answers.json"))
        self.assertGreaterEqual(len(folders), 3)
        for folder in folders:
            key = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
            texts = {name: text_of(folder, doc) for name, doc in key["documents"].items()}
            for identity, document, quote in cited(key):
                with self.subTest(folder=folder.name, id=identity, document=document):
                    self.assertIn(quote, texts[document])

    def test_every_document_is_in_the_key(self):
        for path in sorted(SAMPLES.glob("*/answers.json")):
            key = json.loads(path.read_text(encoding="utf-8"))
            named = {doc["file"] for doc in key["documents"].values()}
            present = {p.name for p in path.parent.iterdir() if p.suffix in (".txt", ".html", ".jsonl")}
            self.assertEqual(named, present, path.parent.name)
            for group in key["text_groups"]:
                for document in group["copies"] + group["excerpts"]:
                    self.assertIn(document, key["documents"])


if __name__ == "__main__":
    unittest.main()
