#!/usr/bin/env python3
"""Writes data/region_names.tsv: regions with their English names and the words for their people.

    make_region_names.py > ../data/region_names.tsv

Names are those of the CLDR (Unicode licence) through the PyPI package Babel 2; the further names and the adjectives and
demonyms are those of plugins/entities/data/regions.tsv, a table of this project.
"""

import pathlib
import sys

from babel import Locale


def plain(names):
    return [n.lstrip("=~?").strip().lower() for n in names.split("|") if n.strip("=~? -")]


def main():
    names = {code: [name.lower()] for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    people = {}
    table = pathlib.Path(__file__).resolve().parents[2] / "entities/data/regions.tsv"
    for line in open(table, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if line[0] == "#" or len(fields) < 3:
            continue
        names.setdefault(fields[0], []).extend(plain(fields[1]))
        people[fields[0]] = plain(fields[2])
    sys.stdout.write("# code<TAB>names<TAB>adjectives and demonyms; CLDR and plugins/entities/data/regions.tsv\n")
    for code in sorted(names):
        sys.stdout.write(f"{code}\t{'|'.join(dict.fromkeys(names[code]))}\t{'|'.join(dict.fromkeys(people.get(code, [])))}\n")


if __name__ == "__main__":
    main()
