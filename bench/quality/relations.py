#!/usr/bin/env python3
"""How right the relations between claims of different documents are, on news of one event by several outlets.

  PARALLAX_DATA=... bench/quality/relations.py                     all topics
  PARALLAX_DATA=... bench/quality/relations.py --show wrong 30     relations that tell of two events
  PARALLAX_DATA=... bench/quality/relations.py --show missed 30    what two documents tell that nothing relates
  PARALLAX_DATA=... bench/quality/relations.py --show words 30     the words of what is missed most
  PARALLAX_DATA=... bench/quality/relations.py --across            all documents at once

The data is ECB+ (events/news.py): of each topic half of the documents tell of one event and half of another one much
like it, and none has a date. A relation that says two claims speak of one thing (all but same label, different
referent) is right if the evidences of both hold an action of one chain ("by clause"), or their sentences do ("by
sentence"). Those whose evidences both hold actions of chains are judged. Found is, of all (two documents, a chain that both
tell of), what stands in one comparison and what is related pair by pair; "by verbs" of those that the verb of a claim
tells in both. The floor relates the sentences most alike by their words, as many as are judged. Intervals: 95 %,
bootstrap over topics.

Needs: tools/build-preset release relation_pairs
"""
import argparse
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))

from events.news import read_news  # noqa: E402
from events.scores import Score, both, floor_hits, interval, share, sizes  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


def related(program, documents, across):
    """The lines that relation_pairs prints."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for document in documents:
            group = "all" if across else str(document.topic)
            file.write(json.dumps({"group": group, "text": document.text, "source": document.name}) + "\n")
        file.flush()
        done = subprocess.run([program, file.name], stdout=subprocess.PIPE, check=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def row(name, hits, cases, resamples):
    low, high = interval(hits, cases, resamples)
    print(f"  {name:44} {share(hits, cases):5.1f} [{low:.1f}, {high:.1f}]  {sum(hits.values())} of {sum(cases.values())}")


def table(score, resamples):
    judged = score.counts(score.judged)
    print(f"ECB+: {len(score.documents)} documents, {sum(map(len, score.claims.values()))} claims, {len(score.relations)} relations, "
          f"{len(score.judged)} judged")
    row("right, by clause", score.counts(r for r in score.judged if r.right_by_clause()), judged, resamples)
    row("right, by sentence", score.counts(r for r in score.judged if r.right_by_sentence()), judged, resamples)
    for kind in sorted({r.kind for r in score.judged}):
        its = [r for r in score.judged if r.kind == kind]
        row(f"  of these {kind}", score.counts(r for r in its if r.right_by_sentence()), score.counts(its), resamples)
    row("floor: sentences most alike, by sentence", floor_hits(score.documents, judged), judged, resamples)
    verbs = score.told_by_verbs()
    row("found by verbs, in one comparison", both(verbs, score.compared), sizes(verbs), resamples)
    row("found by verbs, related", both(verbs, score.related), sizes(verbs), resamples)
    row("found, in one comparison", both(score.told, score.compared), sizes(score.told), resamples)
    row("found, related", both(score.told, score.related), sizes(score.told), resamples)
    print(f"  same label, different referent: {len(score.different)}")
    print(f"  relations between topics: {sum(r.left.document.topic != r.right.document.topic for r in score.relations)}")


def show_words(score, count):
    pairs = collections.Counter()
    for topic, keys in score.told.items():
        for a, b, chain in keys - score.compared[topic]:
            heard = [{score.documents[n].quote(x.begin, x.end).lower() for x in score.documents[n].actions if x.chain == chain} for n in (a, b)]
            pairs.update(tuple(sorted((x, y))) for x in heard[0] for y in heard[1])
    for pair, times in pairs.most_common(count):
        print(times, " | ".join(pair))


def show_missed(score, count):
    missed = [key for topic in sorted(score.told) for key in sorted(score.told[topic] - score.compared[topic])]
    for a, b, chain in random.Random(7).sample(missed, min(count, len(missed))):
        print(chain)
        for number in (a, b):
            document = score.documents[number]
            for action in (x for x in document.actions if x.chain == chain):
                said = [document.quote(*c) for c in score.claims[number] if c[0] < action.end and action.begin < c[1]]
                print(f"    {document.name} [{document.quote(action.begin, action.end)}] {document.quote(*document.sentences[action.sentence])}")
                print(f"        {' || '.join(said) or '(no claim)'}")


def show_wrong(score, count):
    wrong = [r for r in score.judged if not r.right_by_clause()]
    for relation in random.Random(7).sample(wrong, min(count, len(wrong))):
        print(relation)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "build" / "release" / "bench" / "relation_pairs")
    parser.add_argument("--across", action="store_true", help="compare the documents of all topics with one another")
    parser.add_argument("--show", nargs=2, metavar=("WHAT", "COUNT"), help="wrong, missed, or words (of the missed), and how many")
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--topics", default="", help="only these, with commas")
    args = parser.parse_args()
    folder = pathlib.Path(os.environ.get("PARALLAX_DATA", "")) / "ecbplus" / "ECB+"
    if not folder.is_dir():
        print(f"relations.py: NOT MEASURED: no {folder}; set PARALLAX_DATA to the folder with the data sets", file=sys.stderr)
        return 2
    shows = {"wrong": show_wrong, "missed": show_missed, "words": show_words}
    if args.show and (args.show[0] not in shows or not args.show[1].isdigit()):
        parser.error(f"--show takes {', '.join(shows)} and a number, not {' '.join(args.show)}")
    documents = read_news(folder, {int(t) for t in args.topics.split(",") if t})
    score = Score(documents, related(args.program, documents, args.across))
    if args.show:
        shows[args.show[0]](score, int(args.show[1]))
    else:
        table(score, args.resamples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
