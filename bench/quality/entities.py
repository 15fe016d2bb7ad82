#!/usr/bin/env python3
"""How right the entities plugin is on public data sets that it was not trained on, beside a floor and what was published.

  PARALLAX_DATA=... bench/quality/entities.py                  the plugin as it ships, per class
  PARALLAX_DATA=... bench/quality/entities.py --own-training   the same method, trained on each set's own training part
  PARALLAX_DATA=... bench/quality/entities.py --only wikigold --show 20

PARALLAX_DATA names the folder with the data sets; one that is missing is an error unless --skip-missing is given. A
name counts if its span and its class (persons, organisations, locations) are exactly those of the gold text; an
article before it and a possessive behind it are cut off on both sides. Of the plugin's findings, references ("the
company") and adjectives ("Chinese") are no names here. The floor finds every name of the training texts by
longest match. Intervals: 95 %, bootstrap over texts. --own-training measures with the sets' own classes and
without the plugin's merging; that model does not ship.

Needs: tools/build-preset release plx_run entities train_tagger
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))

from names.data_sets import DATA_SETS, Name, Text  # noqa: E402
from names.evaluation import evaluate, in_characters, model_names, write_marked  # noqa: E402

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
CLASSES = ["PER", "ORG", "LOC"]
CLASS_OF_TYPE = {"PERSON": "PER", "ORGANIZATION": "ORG", "GROUP": "ORG", "REGION": "LOC", "CITY": "LOC", "PLACE": "LOC"}
FINDING = re.compile(r'mentions (\d+)-(\d+) .* type=(\w+) ')


def plugin_names(run, plugin, language, texts):
    """What the plugin finds in each text, each text a document of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "texts.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for text in texts:
                out.write(json.dumps({"text": text.text, "language": language}, ensure_ascii=False) + "\n")
        output = subprocess.run([run, plugin, path], capture_output=True, check=True, text=True).stdout
    found = [[] for _ in texts]
    index = 0
    for line in output.splitlines():
        if line.startswith("== texts.jsonl:"):
            index = int(line.rsplit(":", 1)[1]) - 1
            continue
        match = FINDING.match(line)
        if match and match[3] in CLASS_OF_TYPE and not re.search(r" coreferent=yes| rule=\S*adjective", line):
            found[index].append((int(match[1]), int(match[2]), CLASS_OF_TYPE[match[3]]))
    return [in_characters(t.text, outermost(names)) for t, names in zip(texts, found)]


def outermost(names):
    """Without names inside others, which the data sets do not have."""
    return [n for n in names if not any(o != n and o[0] <= n[0] and n[1] <= o[1] and o[1] - o[0] > n[1] - n[0] for o in names)]


def longest_match(training, texts, chinese):
    """The floor: names of the training texts, each with its most frequent class."""
    counts = collections.defaultdict(collections.Counter)
    for text in training:
        for name in text.names:
            counts[text.text[name.begin:name.end]][name.type] += 1
    kinds = {quote: seen.most_common(1)[0][0] for quote, seen in counts.items()}
    longest = max(map(len, kinds), default=0)
    out = []
    for text in texts:
        names, at = [], 0
        while at < len(text.text):
            border = chinese or at == 0 or not text.text[at - 1].isalnum()
            for end in range(min(at + longest, len(text.text)), at, -1) if border else ():
                kind = kinds.get(text.text[at:end])
                if kind and (chinese or end == len(text.text) or not text.text[end].isalnum()):
                    names.append(Name(at, end, kind))
                    at = end - 1
                    break
            at += 1
        out.append(names)
    return out


def trimmed(text, name):
    """Without an article before it and a possessive or full stop behind it."""
    quote = text[name.begin:name.end]
    begin = name.begin + len(quote) - len(re.sub(r"^(the|a|an) ", "", quote, flags=re.IGNORECASE))
    end = name.begin + len(re.sub(r"('s|’s|s'|\.)$", lambda m: "s" if m[0] == "s'" else "", quote))
    return Name(begin, max(end, begin + 1), name.type)


def trim(texts, found):
    return ([Text(t.text, [trimmed(t.text, n) for n in t.names]) for t in texts],
            [[trimmed(t.text, Name(*n)) for n in names] for t, names in zip(texts, found)])


def shipped(args, data_set):
    texts = data_set.coarse_texts(args.data, "dev")[:args.limit]
    shipped_from = [t for s in DATA_SETS if s.language == data_set.language and s.ships
                    for t in s.coarse_texts(args.data, "train")]
    floor = longest_match(shipped_from, texts, data_set.language == "zh")
    found = plugin_names(args.run, args.plugin, data_set.language, texts)
    if args.show:
        show_errors(texts, found, args.show)
    gold, floor = trim(texts, floor)
    _, found = trim(texts, found)
    return (CLASSES, evaluate(gold, floor, CLASSES),
            evaluate(gold, found, CLASSES, args.resamples))


def own_training(args, data_set):
    training = data_set.texts(args.data, "train")[:args.train_limit]
    texts = data_set.texts(args.data, "dev")[:args.limit]
    kinds = sorted({n.type for t in training for n in t.names})
    with tempfile.TemporaryDirectory() as folder:
        model, marked = os.path.join(folder, "model.bin"), os.path.join(folder, "texts.jsonl")
        write_marked(marked, [(t, None) for t in training])
        subprocess.run([args.train, "train", "--language", data_set.language, "--types", ",".join(kinds), "--texts", marked,
                        "--model", model, "--iobes", "--cost", "6", "--missed-cost", "6", "--folds", "0",
                        "--max-features", "1000000"], check=True, stderr=None if args.verbose else subprocess.DEVNULL)
        found = model_names(args.train, model, data_set.language, texts)
    floor = longest_match(training, texts, data_set.language == "zh")
    return kinds, evaluate(texts, floor, kinds), evaluate(texts, found, kinds, args.resamples)


def show_errors(texts, found, most):
    for text, names in zip(texts, found):
        gold = {Name(*n) for n in text.names if n.type in CLASSES}
        got = {Name(*n) for n in names}
        if gold != got and most > 0:
            most -= 1
            quotes = lambda some: [text.text[n.begin:n.end] + "/" + n.type for n in sorted(some)]  # noqa: E731
            print("  ", text.text, "\n      missed", quotes(gold - got), "extra", quotes(got - gold))


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    binaries = os.path.join(ROOT, "build", "release")
    parser.add_argument("--run", default=os.path.join(binaries, "bin", "plx-run"), help="the plx-run program")
    parser.add_argument("--plugin", default=os.path.join(binaries, "plugins", "entities.so"))
    parser.add_argument("--train", default=os.path.join(binaries, "bin", "train-tagger"), help="the train-tagger program")
    parser.add_argument("--data", default=os.environ.get("PARALLAX_DATA", ""))
    parser.add_argument("--own-training", action="store_true", help="train on each set's own training part")
    parser.add_argument("--only", default="", help="the sets whose names begin so")
    parser.add_argument("--limit", type=int, default=3000, help="texts of each development part")
    parser.add_argument("--train-limit", type=int, default=20000, help="texts of each training part, for --own-training")
    parser.add_argument("--resamples", type=int, default=1000, help="of the bootstrap")
    parser.add_argument("--show", type=int, default=0, help="print so many texts with errors first")
    parser.add_argument("--skip-missing", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="the trainer's progress")
    args = parser.parse_args()
    if not os.path.isdir(args.data):
        sys.exit("entities.py: set PARALLAX_DATA to the folder with the data sets (see --help)")
    row("data", "class", "names", "floor F1", "P", "R", "F1", "95 %", "published")
    row(*["---"] * 2, *["---:"] * 5, *["---"] * 2)
    missing, totals = [], {}
    for data_set in (s for s in DATA_SETS if s.name.startswith(args.only)):
        try:
            if args.own_training and not data_set.texts(args.data, "train"):
                continue
            kinds, floor, ours = (own_training if args.own_training else shipped)(args, data_set)
        except FileNotFoundError as error:
            print(f"entities.py: MISSING {data_set.name}: {error}", file=sys.stderr)
            missing.append(data_set.name)
            continue
        for kind in kinds + ["all"]:
            score = ours[kind]
            row(data_set.name if kind == kinds[0] else "", kind, str(score.gold), f"{floor[kind].f1:.1f}",
                f"{score.precision:.1f}", f"{score.recall:.1f}", f"{score.f1:.1f}", f"{score.low:.1f}-{score.high:.1f}",
                (data_set.published or "-") if kind == "all" else "")
        totals.setdefault(data_set.language, {})[f"{data_set.name} ({data_set.genre})"] = ours["all"].f1
    if not args.own_training:
        for language, scores in totals.items():
            best, worst = max(scores, key=scores.get), min(scores, key=scores.get)
            print(f"\nDrop between genres, {language}: {scores[best] - scores[worst]:.1f} from {best} to {worst}")
    if missing and not args.skip_missing:
        sys.exit(f"entities.py: missing: {', '.join(missing)}")


if __name__ == "__main__":
    main()
