#!/usr/bin/env python3
"""Trains the models of the entities plugin: plugins/entities/models/names_LANGUAGE.bin, with its card beside it.

  PARALLAX_DATA=... tools/train/tagger/train_entities.py --language en --date 2026-01-31
  PARALLAX_DATA=... tools/train/tagger/train_entities.py --language zh --date 2026-01-31

Needs `train-tagger` (tools/build-preset release train_tagger) and the data sets that bench/quality/names/data_sets.py
marks as fit to ship. The same data, tables and seed give the same bytes.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "bench", "quality"))
sys.path.insert(0, os.path.dirname(__file__))

import replaced_names  # noqa: E402
from names.data_sets import DATA_SETS  # noqa: E402
from names.evaluation import evaluate, model_names, write_marked  # noqa: E402

TYPES = ["PER", "ORG", "LOC", "MISC"]
OPTIONS = {"en": ["--iobes", "--cost", "6", "--missed-cost", "6", "--epochs", "12", "--max-features", "70000"],
           "zh": ["--iobes", "--cost", "6", "--missed-cost", "6", "--epochs", "12", "--max-features", "70000"]}


def training_texts(language, folder, seed):
    """[(Text, index of the original or None)], the sets used."""
    sets = [s for s in DATA_SETS if s.language == language and s.ships]
    texts = [t for s in sets for t in s.coarse_texts(folder, "train")]
    rng = random.Random(seed)
    tables = (replaced_names.english_names(rng) if language == "en"
              else replaced_names.chinese_names(os.path.join(folder, "jieba", "jieba.dict.gbk")))
    rows = [(t, None) for t in texts]
    for _ in range(2):
        rows += [(text, index) for index, text in replaced_names.copies(texts, tables, rng)]
    return rows, sets


def card(args, sets, rows, size, scores):
    lines = [f"# Model card: names_{args.language}.bin", "",
             "Parameters of the sequence tagger of the entities plugin "
             f"({'English' if args.language == 'en' else 'Chinese'}): a linear model over hashed features of words, "
             "shapes, tables and rules, trained as an averaged structured perceptron with margin. Types: persons, "
             "organisations, places, other names.", "",
             f"- Made by: `tools/train/tagger/train_entities.py --language {args.language} --seed {args.seed} --date {args.date}`",
             f"- Date: {args.date}", f"- Size: {size} bytes; 8-bit weights",
             f"- Texts: {sum(1 for _, copy in rows if copy is None)}, and "
             f"{sum(1 for _, copy in rows if copy is not None)} copies with other names in them"]
    if args.language == "zh":
        lines += ["- Names in the copies: words of the classes nr, ns and nt of jieba's dictionary (MIT), and the tables of "
                  "plugins/entities/data",
                  "- **Licence of this file: CC BY-SA 4.0**, as that of its data. It stands apart from the English model and "
                  "from the code, which are not under it."]
    else:
        lines += ["- Names in the copies: the tables of plugins/entities/data (first names: English Names Corpus, Apache-2.0)"]
    lines += ["", "| data | genre | licence | SHA-256 |", "|---|---|---|---|"]
    lines += [f"| {s.name}, training part | {s.genre} | {s.licence} | `{s.digest(args.data)}` |" for s in sets]
    lines += ["", "Score of the model alone on development parts, which it has not seen (span micro-F1 of persons, "
              "organisations, places; exact span and type):", "", "| data | F1 |", "|---|---|"]
    lines += [f"| {name} | {f1:.1f} |" for name, f1 in scores]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", required=True, choices=["en", "zh"])
    parser.add_argument("--date", required=True, help="of the card, as 2026-01-31")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", default=os.environ.get("PARALLAX_DATA", ""))
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "release", "bin", "train-tagger"))
    parser.add_argument("--out", default=os.path.join(ROOT, "plugins", "entities", "models"))
    args = parser.parse_args()
    if not os.path.isdir(args.data):
        sys.exit("train_entities.py: set PARALLAX_DATA to the folder with the data sets")
    rows, sets = training_texts(args.language, args.data, args.seed)
    model = os.path.join(args.out, f"names_{args.language}.bin")
    with tempfile.TemporaryDirectory() as folder:
        texts = os.path.join(folder, "texts.jsonl")
        write_marked(texts, rows)
        subprocess.run([args.program, "train", "--language", args.language, "--types", ",".join(TYPES), "--texts", texts,
                        "--model", model, "--seed", str(args.seed)] + OPTIONS[args.language], check=True)
    scores = []
    for data_set in (s for s in DATA_SETS if s.language == args.language):
        gold = data_set.coarse_texts(args.data, "dev")
        found = model_names(args.program, model, args.language, gold)
        scores.append((data_set.name, evaluate(gold, found, ["PER", "ORG", "LOC"])["all"].f1))
    with open(model[:-4] + ".md", "w", encoding="utf-8") as out:
        out.write(card(args, sets, rows, os.path.getsize(model), scores))
    print(open(model[:-4] + ".md", encoding="utf-8").read())


if __name__ == "__main__":
    main()
