#!/usr/bin/env python3
"""Prints documents for pipeline_bench, one a line: five sentences each, in the order of the set.

    PARALLAX_DATA=../data python3 bench/pipeline/make_documents.py newsmtsc|msra [COUNT] > FILE.jsonl
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "quality", "names"))
from data_sets import DATA_SETS  # noqa: E402

SENTENCES = 5


def sentences(name, folder):
    if name == "msra":
        msra = next(data for data in DATA_SETS if data.name == "msra")
        return [text.text for text in msra.texts(folder, "train")]
    with open(os.path.join(folder, "newsmtsc", "train.jsonl"), encoding="utf-8") as file:
        # A sentence stands there once for each of its targets.
        return list(dict.fromkeys(json.loads(line)["sentence_normalized"] for line in file))


def main():
    if len(sys.argv) < 2 or sys.argv[1] not in ("newsmtsc", "msra"):
        sys.exit(__doc__)
    if "PARALLAX_DATA" not in os.environ:
        sys.exit("make_documents.py: PARALLAX_DATA is not set; it names the folder with the public data sets")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1500
    texts = sentences(sys.argv[1], os.environ["PARALLAX_DATA"])
    joint = "" if sys.argv[1] == "msra" else " "
    for begin in range(0, min(count * SENTENCES, len(texts)), SENTENCES):
        document = {"text": joint.join(texts[begin:begin + SENTENCES]), "published": "2020-03-04"}
        print(json.dumps(document, ensure_ascii=False))


if __name__ == "__main__":
    main()
