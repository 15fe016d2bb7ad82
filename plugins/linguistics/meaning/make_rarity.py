#!/usr/bin/env python3
"""Writes data/rarity.tsv: how rare the usual words of English news are.

    make_rarity.py --data ../shared/data > ../data/rarity.tsv

Input: the sentences of NewsMTSC (MIT) and of the directed-sentiment news set (free with citation of the paper), every
sentence once. A row holds the words that one sentence in so many has, by -100 ln of that share rounded to 50; words of fewer than
twelve sentences are left out: every other word is as rare. The same input gives the same bytes.
"""
import argparse
import collections
import json
import math
import pathlib
import re
import sys

FEWEST = 12
STEP = 50


def sentences(root):
    for line in open(root / "newsmtsc/train.jsonl", encoding="utf-8"):
        yield json.loads(line)["sentence_normalized"]
    for name in ("train.txt", "valid.txt"):
        for line in open(root / "directed_sentiment" / name, encoding="utf-8"):
            yield re.sub(r"[\[\]]", "", line.split("\t")[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    texts = set(sentences(parser.parse_args().data))
    counts = collections.Counter()
    for text in texts:
        counts.update({word for word in re.findall(r"[a-z]+", re.sub(r"['’]s\b", "", text.lower())) if len(word) > 1})
    rows = collections.defaultdict(list)
    for word, count in counts.items():
        if count >= FEWEST:
            rows[STEP * round(-100 * math.log(count / len(texts)) / STEP)].append(word)
    sys.stdout.write("# -100 ln of the share of sentences<TAB>words that so many have; see README.md\n")
    for rarity, words in sorted(rows.items()):
        sys.stdout.write(f"{rarity}\t{'|'.join(sorted(words))}\n")


if __name__ == "__main__":
    main()
