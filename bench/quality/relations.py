#!/usr/bin/env python3
"""How right the relations between claims of different documents are, on news of one event by several outlets.

  PARALLAX_DATA=... bench/quality/relations.py                     all topics
  PARALLAX_DATA=... bench/quality/relations.py --show wrong 30     relations that tell of two events
  PARALLAX_DATA=... bench/quality/relations.py --show missed 30    pairs of clauses of one event that nothing relates
  PARALLAX_DATA=... bench/quality/relations.py --across            all documents at once

The data: ECB+ (A. Cybulska and P. Vossen, "Using a sledgehammer to crack a nut?", LREC 2014), news in which annotators
marked which events are the same across documents; of each topic half of the documents tell of one event and half
of another one much like it. A relation that says two claims speak of one thing (all but same label, different
referent) is right if the evidences of both hold an action of one chain, or lie in sentences that do where only
the clause was cut otherwise ("sentence"). It counts if both evidences hold actions of chains; of others nobody said
what else they tell of. Recall: of the pairs (two documents, a chain that both tell of), those that some right relation meets.
The floor relates the sentences with most words in common (cosine of TF-IDF), as many as are related here. Intervals:
95 %, bootstrap over topics.

Needs: tools/build-preset release relation_pairs
"""
import argparse
import collections
import itertools
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
NO_SPACE_BEFORE = {",", ".", ";", ":", "?", "!", ")", "]", "'s", "n't", "%", "''", "'", "'m", "'re", "'ve", "'ll", "'d"}
NO_SPACE_AFTER = {"(", "[", "$", "``"}
DIFFERENT = "same_label_different_referent"


def joined(words, i):
    """Does word i stand right behind the one before? The tokens of the set part "man-made", "4,051" and "U.S." into three."""
    previous, word, following = words[i - 1], words[i], words[i + 1] if i + 1 < len(words) else ""
    if word in NO_SPACE_BEFORE or previous in NO_SPACE_AFTER:
        return True
    if word == "-":
        return previous.isalnum() and (following[:1].islower() or following[:1].isdigit() or following.istitle())
    before = words[i - 2] if i > 1 else ""
    if previous == "-":
        return before.isalnum() and word.isalnum()
    if previous in {".", ",", ":"} and word[:1].isdigit():
        return before.isdigit()
    return previous == "." and len(before) == 1 and before.isupper() and len(word) == 1 and word.isupper()


class Document:
    """text; sentences: [(begin, end)] in bytes; actions: [(begin, end, sentence, chain)] of those in a chain; judged:
    the sentences with a marked action."""

    def __init__(self, path):
        self.name = path.stem
        self.topic = int(path.stem.split("_")[0])
        root = ElementTree.parse(path).getroot()
        sentences = collections.defaultdict(list)
        for token in root.iter("token"):
            sentences[int(token.get("sentence"))].append(token)
        if self.name.endswith("plus"):
            sentences.pop(0, None)  # the address of the page
        text, spans, self.sentences = "", {}, []
        for tokens in sentences.values():
            begin = len(text.encode())
            words = [token.text or "" for token in tokens]
            for i, (token, word) in enumerate(zip(tokens, words)):
                if i > 0 and not joined(words, i):
                    text += " "
                at = len(text.encode())
                text += word
                spans[token.get("t_id")] = (at, len(text.encode()), len(self.sentences))
            self.sentences.append((begin, len(text.encode())))
            text += "\n" if tokens and tokens[-1].text in {".", "?", "!", "''", '"'} else ".\n" if tokens else ""
        self.text = text
        self.bytes = text.encode()
        marked = {}
        self.judged = set()
        for mark in root.find("Markables"):
            tokens = [spans[a.get("t_id")] for a in mark if a.get("t_id") in spans]
            if tokens and mark.tag.startswith(("ACTION", "NEG_ACTION")):
                marked[mark.get("m_id")] = (min(t[0] for t in tokens), max(t[1] for t in tokens), tokens[0][2])
                self.judged.add(tokens[0][2])
        self.actions = []
        for chain in root.find("Relations").iter("CROSS_DOC_COREF"):
            for source in chain.iter("source"):
                if source.get("m_id") in marked:
                    self.actions.append((*marked[source.get("m_id")], chain.get("note")))

    def sentence_of(self, begin):
        return next((i for i, (b, e) in enumerate(self.sentences) if b <= begin <= e), -1)

    def chains_in(self, begin, end):
        return {chain for b, e, _, chain in self.actions if b < end and begin < e}

    def chains_of_sentence(self, sentence):
        return {chain for _, _, s, chain in self.actions if s == sentence}

    def quote(self, begin, end):
        return self.bytes[begin:end].decode(errors="replace").replace("\n", " ")


def read(folder):
    topics = sorted((int(p.name), p) for p in folder.iterdir() if p.name.isdigit())
    return [Document(path) for _, topic in topics for path in sorted(topic.glob("*.xml"))]


def related(program, documents, across):
    """The lines that relation_pairs prints: claims and relations."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for document in documents:
            group = "all" if across else str(document.topic)
            file.write(json.dumps({"group": group, "text": document.text, "source": document.name}) + "\n")
        file.flush()
        done = subprocess.run([program, file.name], stdout=subprocess.PIPE, check=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


class Side:
    def __init__(self, document, end):
        self.number, self.document = end["document"], document
        self.begin, self.end = end["begin"], end["end"]
        self.sentence = document.sentence_of(self.begin)
        self.chains = document.chains_in(self.begin, self.end)
        self.sentence_chains = document.chains_of_sentence(self.sentence)

    def judged(self):
        return bool(self.chains)

    def __str__(self):
        return f"{self.document.name}: {self.document.quote(self.begin, self.end)}"


class Relation:
    def __init__(self, documents, line):
        self.left, self.right = (Side(documents[line[s]["document"]], line[s]) for s in ("left", "right"))
        self.kind, self.reason, self.score = line["kind"], line["reason"], line["score"]
        self.topic = self.left.document.topic

    def judged(self):
        return self.left.judged() and self.right.judged()

    def chains(self):
        return self.left.chains & self.right.chains

    def right_by_clause(self):
        return bool(self.chains())

    def right_by_sentence(self):
        return bool(self.left.sentence_chains & self.right.sentence_chains)

    def __str__(self):
        return f"{self.kind} {self.score} {self.reason}\n    {self.left}\n    {self.right}"


def told_by_both(documents):
    """{(left document, right document, chain)} by topic."""
    told = collections.defaultdict(set)
    by_topic = collections.defaultdict(list)
    for number, document in enumerate(documents):
        by_topic[document.topic].append((number, {chain for *_, chain in document.actions}))
    for topic, members in by_topic.items():
        for (a, chains_a), (b, chains_b) in itertools.combinations(members, 2):
            told[topic] |= {(a, b, chain) for chain in chains_a & chains_b}
    return told


def floor_pairs(documents, counts):
    """The judged sentences of each topic most alike by words: as many pairs as `counts` says."""
    vectors, frequency = [], collections.Counter()
    for number, document in enumerate(documents):
        for sentence in sorted(document.judged):
            words = collections.Counter(w for w in document.quote(*document.sentences[sentence]).lower().split() if w.isalnum())
            frequency.update(words.keys())
            vectors.append((document.topic, number, sentence, words))
    total = len(vectors)
    weighted = collections.defaultdict(list)
    for topic, number, sentence, words in vectors:
        vector = {w: n * math.log(total / frequency[w]) for w, n in words.items()}
        size = math.sqrt(sum(v * v for v in vector.values())) or 1
        if documents[number].chains_of_sentence(sentence):
            weighted[topic].append((number, sentence, {w: v / size for w, v in vector.items()}))
    hits = collections.Counter()
    for topic, count in counts.items():
        pairs = [(sum(v * b[2].get(w, 0) for w, v in a[2].items()), a, b)
                 for a, b in itertools.combinations(weighted[topic], 2) if a[0] != b[0]]
        pairs.sort(key=lambda p: -p[0])
        hits[topic] = sum(bool(documents[a[0]].chains_of_sentence(a[1]) & documents[b[0]].chains_of_sentence(b[1]))
                          for _, a, b in pairs[:count])
    return hits


def interval(topics, value, resamples):
    rng = random.Random(1)
    drawn = sorted(value([rng.choice(topics) for _ in topics]) for _ in range(resamples))
    return drawn[int(resamples * 0.025)], drawn[int(resamples * 0.975)]


def share(hits, cases):
    return lambda topics: 100 * sum(hits[t] for t in topics) / max(1, sum(cases[t] for t in topics))


def row(name, hits, cases, resamples):
    topics = sorted(t for t in cases if cases[t])
    low, high = interval(topics, share(hits, cases), resamples)
    print(f"  {name:44} {share(hits, cases)(topics):5.1f} [{low:.1f}, {high:.1f}]  {sum(hits[t] for t in topics)} of {sum(cases[t] for t in topics)}")


def show(relations, claims, documents, told, met, what, count):
    rng = random.Random(7)
    if what == "wrong":
        wrong = [r for r in relations if r.judged() and not r.right_by_clause()]
        for relation in rng.sample(wrong, min(count, len(wrong))):
            print(relation)
        return
    if what == "words":
        pairs, heads = collections.Counter(), collections.Counter()
        for t in told:
            for a, b, chain in told[t] - met[t]:
                heads[chain] += 1
                heard = [{documents[n].quote(x, e).lower() for x, e, _, its in documents[n].actions if its == chain} for n in (a, b)]
                pairs.update(tuple(sorted((x, y))) for x in heard[0] for y in heard[1])
        for pair, times in pairs.most_common(count):
            print(times, " | ".join(pair))
        return
    missed = [(t, key) for t in sorted(told) for key in sorted(told[t] - met[t])]
    for _, (a, b, chain) in rng.sample(missed, min(count, len(missed))):
        print(chain)
        for number in (a, b):
            document = documents[number]
            for begin, end, sentence, its in document.actions:
                if its == chain:
                    inside = [c for c in claims[number] if c[0] < end and begin < c[1]]
                    said = " || ".join(document.quote(*c) for c in inside) or "(no claim)"
                    print(f"    {document.name} [{document.quote(begin, end)}] {document.quote(*document.sentences[sentence])}\n        {said}")


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
    documents = read(folder)
    if args.topics:
        documents = [d for d in documents if d.topic in {int(t) for t in args.topics.split(",")}]
    lines = related(args.program, documents, args.across)
    claims = collections.defaultdict(list)
    for line in lines:
        if "claim" in line:
            claims[line["claim"]["document"]].append((line["claim"]["begin"], line["claim"]["end"]))
    every = [Relation(documents, line) for line in lines if "kind" in line]
    relations = [r for r in every if r.kind != DIFFERENT]
    told = told_by_both(documents)
    met = collections.defaultdict(set)
    for r in relations:
        met[r.topic] |= {(r.left.number, r.right.number, chain) for chain in r.chains()}
    if args.show:
        show(relations, claims, documents, told, met, args.show[0], int(args.show[1]))
        return 0
    judged = [r for r in relations if r.judged() and r.left.document.topic == r.right.document.topic]
    print(f"ECB+, {len(documents)} documents, {sum(map(len, claims.values()))} claims, {len(relations)} relations, {len(judged)} of them judged")
    count = lambda chosen: collections.Counter(r.topic for r in chosen)  # noqa: E731
    row("right, by clause", count(r for r in judged if r.right_by_clause()), count(judged), args.resamples)
    row("right, by sentence", count(r for r in judged if r.right_by_sentence()), count(judged), args.resamples)
    for kind in sorted({r.kind for r in judged}):
        of_kind = [r for r in judged if r.kind == kind]
        row(f"right, by sentence: {kind}", count(r for r in of_kind if r.right_by_sentence()), count(of_kind), args.resamples)
    row("floor: sentences most alike, by sentence", floor_pairs(documents, count(judged)), count(judged), args.resamples)
    compared = collections.defaultdict(set)
    for sides in ([Side(documents[c["document"]], c) for c in line["comparison"]] for line in lines if "comparison" in line):
        for a, b in itertools.combinations(sorted(sides, key=lambda side: side.number), 2):
            compared[a.document.topic] |= {(a.number, b.number, chain) for chain in a.chains & b.chains if a.number != b.number}
    pairs = collections.Counter({t: len(keys) for t, keys in told.items()})
    heard = [{chain for b, e, _, chain in d.actions if any(c[0] < e and b < c[1] for c in claims[n])} for n, d in enumerate(documents)]
    row("in claims of both: chain told by two", collections.Counter(
        {t: sum(chain in heard[a] and chain in heard[b] for a, b, chain in told[t]) for t in told}), pairs, args.resamples)
    # Chains that are what a claim is about, and not only mentioned in one: its verb tells them.
    predicates = collections.defaultdict(list)
    for line in lines:
        if "claim" in line:
            predicates[line["claim"]["document"]].append(line["predicate"])
    verbs = [{chain for b, e, _, chain in d.actions if any(p[0] < e and b < p[1] for p in predicates[n])} for n, d in enumerate(documents)]
    told_by_verbs = {t: {(a, b, c) for a, b, c in told[t] if c in verbs[a] and c in verbs[b]} for t in told}
    by_verbs = collections.Counter({t: len(keys) for t, keys in told_by_verbs.items()})
    row("its verb in claims of both, in one comparison", collections.Counter(
        {t: len(compared[t] & told_by_verbs[t]) for t in told}), by_verbs, args.resamples)
    row("its verb in claims of both, related", collections.Counter(
        {t: len(met[t] & told_by_verbs[t]) for t in told}), by_verbs, args.resamples)
    row("found: in one comparison", collections.Counter({t: len(compared[t] & told[t]) for t in told}), pairs, args.resamples)
    row("found: related", collections.Counter({t: len(met[t] & told[t]) for t in told}), pairs, args.resamples)
    different = [r for r in every if r.kind == DIFFERENT and r.judged()]
    print(f"  same label, different referent: {len(different)}, of one event by sentence {sum(r.right_by_sentence() for r in different)}")
    if args.across:
        print(f"  relations between topics: {sum(r.left.document.topic != r.right.document.topic for r in relations)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
