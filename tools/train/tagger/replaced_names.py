"""Copies of marked texts with other names in them, so that a model learns the places of names and not only the
names of one corpus. Seeded: the same texts and tables give the same copies.
"""
import os
import random

from names.data_sets import Name, Text

TABLES = os.path.join(os.path.dirname(__file__), "..", "..", "..", "plugins", "entities", "data")
INITIALS = "ABCDEFGHJKLMPRSTW"


def column(file, number):
    for line in open(os.path.join(TABLES, file), encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(fields) <= number:
            continue
        yield from (name.lstrip("=~!") for name in fields[number].split("|") if name.lstrip("=~!"))


def english_names(rng):
    given = next(line for line in open(os.path.join(TABLES, "word_lists.tsv"), encoding="utf-8")
                 if line.startswith("given_name\t")).split("\t")[1].split()
    surnames = [name.capitalize() for name in column("given_names.tsv", 0)]
    persons = []
    for _ in range(20000):
        first = rng.choice(given) if rng.random() < 0.6 else rng.choice(surnames)
        kind = rng.random()
        if kind < 0.75:
            persons.append(first + " " + rng.choice(surnames))
        elif kind < 0.9:
            persons.append(rng.choice(surnames))
        else:
            persons.append(f"{first} {rng.choice(INITIALS)}. {rng.choice(surnames)}")
    return {"PER": persons, "ORG": list(column("organizations.tsv", 1)),
            "LOC": list(column("cities.tsv", 1)) + list(column("places.tsv", 1))}


def chinese_names(dictionary):
    """`dictionary`: jieba's, whose words of the classes nr, ns and nt are names."""
    names = {"PER": [], "ORG": list(column("organizations.tsv", 2)), "LOC": []}
    for line in open(dictionary, encoding="gb18030", errors="replace"):
        fields = line.split()
        if len(fields) != 3 or len(fields[0]) < 2:
            continue
        if fields[2] in ("nrt", "nrfg") or (fields[2] == "nr" and len(fields[0]) == 3):
            names["PER"].append(fields[0])
        elif fields[2] == "ns":
            names["LOC"].append(fields[0])
        elif fields[2] == "nt":
            names["ORG"].append(fields[0])
    return names


def copies(texts, tables, rng):
    """Yields (index of the original, Text) for each text that has a name."""
    own = {kind: [t.text[n.begin:n.end] for t in texts for n in t.names if n.type == kind] for kind in tables}
    both = {kind: tables[kind] + own[kind] for kind in tables}
    for index, text in enumerate(texts):
        if not text.names:
            continue
        out, at, names = "", 0, []
        for name in sorted(text.names):
            if name.begin < at:
                continue
            out += text.text[at:name.begin]
            quote = text.text[name.begin:name.end]
            if name.type in tables and rng.random() < 0.7:
                quote = rng.choice((both if rng.random() < 0.5 else own)[name.type])
            names.append(Name(len(out), len(out) + len(quote), name.type))
            out += quote
            at = name.end
        yield index, Text(out + text.text[at:], names)
