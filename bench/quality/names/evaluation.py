"""Scores of named entities: a name counts if its span and its type are exactly those of the gold text.

Micro-averaged precision, recall and F1 as conlleval computes them (E. Tjong Kim Sang and F. De Meulder,
"Introduction to the CoNLL-2003 Shared Task"), with percentile intervals over texts drawn again with replacement
(B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979), seeded.
"""
import collections
import json
import os
import random
import subprocess
import tempfile

from names.data_sets import Name

Score = collections.namedtuple("Score", "precision recall f1 low high gold")  # percent; low, high: 95 % of F1


def f1_of(hits, found, gold):
    return 200 * hits / (found + gold) if hits else 0.0


def evaluate(gold_texts, found_names, types, resamples=0, seed=1):
    """{type or "all": Score}. `found_names`: a list of Names for each text; types that are not asked for do not count."""
    rows = {kind: [] for kind in list(types) + ["all"]}
    for text, found in zip(gold_texts, found_names, strict=True):
        gold = {n for n in text.names if n.type in types}
        got = {Name(*n[:3]) for n in found if n[2] in types}
        for kind in types:
            g, f = {n for n in gold if n.type == kind}, {n for n in got if n.type == kind}
            rows[kind].append((len(g & f), len(f), len(g)))
        rows["all"].append((len(gold & got), len(got), len(gold)))
    scores = {}
    for kind, counts in rows.items():
        hits, found, gold = (sum(c[i] for c in counts) for i in range(3))
        low, high = interval(counts, resamples, seed) if resamples else (0.0, 0.0)
        scores[kind] = Score(100 * hits / found if found else 0.0, 100 * hits / gold if gold else 0.0,
                             f1_of(hits, found, gold), low, high, gold)
    return scores


def interval(counts, resamples, seed):
    rng = random.Random(seed)
    busy = [c for c in counts if c[1] or c[2]]
    if not busy:
        return 0.0, 0.0
    values = []
    for _ in range(resamples):
        drawn = rng.choices(counts, k=len(counts)) if len(busy) * 2 > len(counts) else rng.choices(busy, k=len(busy))
        values.append(f1_of(*(sum(c[i] for c in drawn) for i in range(3))))
    values.sort()
    return values[int(0.025 * resamples)], values[min(int(0.975 * resamples), resamples - 1)]


def write_marked(path, rows):
    """Writes (Text, index of the original or None) as train-tagger reads them."""
    with open(path, "w", encoding="utf-8") as out:
        for text, copy_of in rows:
            at = byte_offsets(text.text)
            row = {"text": text.text, "names": [[at[n.begin], at[n.end], n.type] for n in text.names]}
            if copy_of is not None:
                row["copy_of"] = copy_of
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def byte_offsets(text):
    """Where each character begins in UTF-8, and the end."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + len(character.encode()))
    return offsets


def in_characters(text, names):
    """Names in bytes as Names in characters."""
    at = {offset: i for i, offset in enumerate(byte_offsets(text))}
    return [Name(at[begin], at[end], *rest) for begin, end, *rest in names]


def model_names(program, model, language, texts):
    """What a model alone finds in each text."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "texts.jsonl")
        write_marked(path, [(t, None) for t in texts])
        output = subprocess.run([program, "tag", "--language", language, "--texts", path, "--model", model],
                                check=True, capture_output=True, text=True).stdout
    rows = [json.loads(line)["names"] for line in output.splitlines()]
    return [in_characters(t.text, [n[:3] for n in names]) for t, names in zip(texts, rows, strict=True)]
