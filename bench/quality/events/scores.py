"""What relation_pairs printed against the chains of the documents: hits and cases of each topic."""
import collections
import itertools
import math
import random

DIFFERENT = "same_label_different_referent"


class Side:
    """A claim of a relation or comparison, with the chains that its evidence and its sentence hold."""

    def __init__(self, documents, claim):
        self.number, self.document = claim["document"], documents[claim["document"]]
        self.begin, self.end = claim["begin"], claim["end"]
        self.chains = self.document.chains_in(self.begin, self.end)
        self.sentence_chains = self.document.chains_of_sentence(self.document.sentence_of(self.begin))

    def __str__(self):
        return f"{self.document.name}: {self.document.quote(self.begin, self.end)}"


class Relation:
    def __init__(self, documents, line):
        self.left, self.right = Side(documents, line["left"]), Side(documents, line["right"])
        self.kind, self.reason, self.score = line["kind"], line["reason"], line["score"]
        self.topic = self.left.document.topic

    def judged(self):
        """Both hold actions of chains; of others nobody said what else they tell of."""
        return bool(self.left.chains) and bool(self.right.chains) and self.topic == self.right.document.topic

    def right_by_clause(self):
        return bool(self.left.chains & self.right.chains)

    def right_by_sentence(self):
        return bool(self.left.sentence_chains & self.right.sentence_chains)

    def __str__(self):
        return f"{self.kind} {self.score} {self.reason}\n    {self.left}\n    {self.right}"


class Score:
    """`lines`: what relation_pairs printed of `documents`. Counters are by topic; a key is (left document, right
    document, chain)."""

    def __init__(self, documents, lines):
        self.documents = documents
        self.claims, self._verbs = collections.defaultdict(list), collections.defaultdict(list)
        for line in (line for line in lines if "claim" in line):
            claim = line["claim"]
            self.claims[claim["document"]].append((claim["begin"], claim["end"]))
            self._verbs[claim["document"]].append(tuple(line["predicate"]))
        every = [Relation(documents, line) for line in lines if "kind" in line]
        self.relations = [r for r in every if r.kind != DIFFERENT]
        self.different = [r for r in every if r.kind == DIFFERENT]
        self.judged = [r for r in self.relations if r.judged()]
        self.told = self._told_by_both()
        self.related, self.compared = collections.defaultdict(set), collections.defaultdict(set)
        for r in self.relations:
            self.related[r.topic] |= {(r.left.number, r.right.number, chain) for chain in r.left.chains & r.right.chains}
        for line in (line for line in lines if "comparison" in line):
            sides = sorted((Side(documents, claim) for claim in line["comparison"]), key=lambda side: side.number)
            for a, b in itertools.combinations(sides, 2):
                if a.number != b.number:
                    self.compared[a.document.topic] |= {(a.number, b.number, chain) for chain in a.chains & b.chains}

    def _told_by_both(self):
        told, by_topic = collections.defaultdict(set), collections.defaultdict(list)
        for number, document in enumerate(self.documents):
            by_topic[document.topic].append((number, {action.chain for action in document.actions}))
        for topic, members in by_topic.items():
            for (a, chains_a), (b, chains_b) in itertools.combinations(members, 2):
                told[topic] |= {(a, b, chain) for chain in chains_a & chains_b}
        return told

    def told_by_verbs(self):
        """Of self.told, where in both documents the verb of a claim tells it: it is what a claim is about, and not only
        mentioned in one."""
        verbs = [{a.chain for a in d.actions if any(b < a.end and a.begin < e for b, e in self._verbs[n])}
                 for n, d in enumerate(self.documents)]
        return {topic: {(a, b, c) for a, b, c in keys if c in verbs[a] and c in verbs[b]} for topic, keys in self.told.items()}

    def counts(self, relations):
        return collections.Counter(r.topic for r in relations)


def sizes(keys_of_topics):
    return collections.Counter({topic: len(keys) for topic, keys in keys_of_topics.items()})


def both(keys_of_topics, others):
    return collections.Counter({topic: len(keys & others.get(topic, set())) for topic, keys in keys_of_topics.items()})


def floor_hits(documents, counts):
    """The sentences of each topic most alike by words (cosine of TF-IDF) that hold chains: as many pairs as `counts` says."""
    vectors, frequency = collections.defaultdict(list), collections.Counter()
    total = 0
    for number, document in enumerate(documents):
        for sentence, span in enumerate(document.sentences):
            words = collections.Counter(w for w in document.quote(*span).lower().split() if w.isalnum())
            frequency.update(words.keys())
            total += 1
            if document.chains_of_sentence(sentence):
                vectors[document.topic].append((number, document.chains_of_sentence(sentence), words))
    hits = collections.Counter()
    for topic, count in counts.items():
        weighted = []
        for number, chains, words in vectors[topic]:
            vector = {w: n * math.log(total / frequency[w]) for w, n in words.items()}
            size = math.sqrt(sum(v * v for v in vector.values())) or 1
            weighted.append((number, chains, {w: v / size for w, v in vector.items()}))
        pairs = [(sum(v * b[2].get(w, 0) for w, v in a[2].items()), i, a, b)
                 for i, (a, b) in enumerate(itertools.combinations(weighted, 2)) if a[0] != b[0]]
        pairs.sort(key=lambda p: (-p[0], p[1]))
        hits[topic] = sum(bool(a[1] & b[1]) for _, _, a, b in pairs[:count])
    return hits


def share(hits, cases, topics=None):
    """Percent over all topics, or over a sample of them."""
    topics = list(cases) if topics is None else topics
    return 100 * sum(hits[t] for t in topics) / max(1, sum(cases[t] for t in topics))


def interval(hits, cases, resamples):
    """95 %, bootstrap over topics: what one topic tells is told by all its documents."""
    rng, topics = random.Random(1), sorted(t for t in cases if cases[t])
    if not topics:
        return 0.0, 0.0
    drawn = sorted(share(hits, cases, [rng.choice(topics) for _ in topics]) for _ in range(resamples))
    return drawn[int(resamples * 0.025)], drawn[int(resamples * 0.975)]
