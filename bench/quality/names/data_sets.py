"""Public data sets of named entities as texts with names marked, and which part of each is for what.

Each set knows its licence: only one whose `ships` is true may train what is shipped. Texts are cut
into "train" and "dev" parts; the official test parts are not read. Where a set has no development
part of its own, every fifth text by a hash of its content is "dev".
"""
import collections
import hashlib
import json
import os
import re

Name = collections.namedtuple("Name", "begin end type")  # characters of the text
Text = collections.namedtuple("Text", "text names")

NO_SPACE_BEFORE = {",", ".", ";", ":", "?", "!", ")", "]", "'s", "n't", "%", "''", "'", "'m", "'re", "'ve", "'ll", "'d"}
NO_SPACE_AFTER = {"(", "[", "$", "``", "#", "@"}


def join(tokens, chinese):
    """Words with their labels (B-, I- or O; I- alone may begin a name) as one Text."""
    text, names, current, previous = "", [], None, None
    for word, label in tokens:
        if text and not chinese and word not in NO_SPACE_BEFORE and previous not in NO_SPACE_AFTER:
            text += " "
        begin = len(text)
        text += word
        kind = label[2:] if "-" in label else None
        if current and (kind is None or label[0] == "B" or kind != current[2]):
            names.append(Name(*current))
            current = None
        if kind is not None:
            current = [current[0] if current else begin, len(text), kind]
        previous = word
    if current:
        names.append(Name(*current))
    return Text(text, names)


def read_conll(path, word_column=0, label_column=-1, chinese=False, first_character=False):
    """One Text for each sentence."""
    texts, tokens = [], []
    for line in open(path, encoding="utf-8", errors="replace"):
        line = line.rstrip("\r\n")
        if line.startswith("# ") or line.startswith("-DOCSTART-"):
            continue
        fields = re.split(r"[\t ]+", line) if line.strip() else []
        if len(fields) >= 2:
            word = fields[word_column]
            tokens.append((word[0] if first_character else word, fields[label_column]))
        elif tokens:
            texts.append(join(tokens, chinese))
            tokens = []
    if tokens:
        texts.append(join(tokens, chinese))
    return texts


def read_cluener(path):
    texts = []
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        names = [Name(begin, end + 1, kind) for kind, found in row["label"].items()
                 for places in found.values() for begin, end in places]
        texts.append(Text(row["text"].replace("\n", " "), sorted(names)))
    return texts


def is_dev(text):
    """A fifth of all texts, by content: repeats stay together."""
    return hashlib.sha256(text.text.encode()).digest()[0] % 5 == 0


def cut(texts, part):
    return [t for t in texts if is_dev(t) == (part == "dev")]


PLO = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}


class DataSet:
    """`coarse`: the set's types as PER, ORG, LOC and MISC; a type that is not there is no name to us."""

    def __init__(self, name, language, genre, licence, ships, coarse, files, read, published):
        self.name, self.language, self.genre, self.licence, self.ships = name, language, genre, licence, ships
        self.coarse, self.files, self._read, self.published = coarse, files, read, published

    def texts(self, folder, part):
        """Texts of "train" or "dev", with the set's own types. FileNotFoundError if the set is not there."""
        return self._read(folder, part)

    def coarse_texts(self, folder, part):
        return [Text(t.text, [Name(n.begin, n.end, self.coarse[n.type]) for n in t.names if n.type in self.coarse])
                for t in self.texts(folder, part)]

    def digest(self, folder):
        """SHA-256 over the files of the training part."""
        sums = hashlib.sha256()
        for file in self.files:
            sums.update(open(os.path.join(folder, file), "rb").read())
        return sums.hexdigest()


def _files(train, dev, **options):
    return lambda folder, part: read_conll(os.path.join(folder, train if part == "train" else dev), **options)


def _own_cut(file, **options):
    return lambda folder, part: cut(read_conll(os.path.join(folder, file), **options), part)


DATA_SETS = [
    DataSet("wnut17", "en", "microblog", "CC BY 4.0", True,
            {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC",
             "creative-work": "MISC"},
            ["wnut17/wnut17train.conll"], _files("wnut17/wnut17train.conll", "wnut17/emerging.dev.conll"),
            "41.86 on test, best of the shared task"),
    DataSet("wikigold", "en", "encyclopedia", "CC BY 4.0", True, PLO, ["wikigold/wikigold.conll.txt"],
            _own_cut("wikigold/wikigold.conll.txt"), None),
    DataSet("crossner_politics", "en", "politics", "MIT", True,
            {"person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG", "location": "LOC",
             "country": "LOC", "misc": "MISC", "event": "MISC", "election": "MISC"},
            ["crossner_politics/train.txt"], _files("crossner_politics/train.txt", "crossner_politics/dev.txt"),
            "56.6 on test, BiLSTM-CRF"),
    DataSet("uner_en_ewt", "en", "web", "CC BY-SA 4.0", False, PLO, [],
            lambda folder, part: read_conll(os.path.join(folder, "uner_en_ewt/en_ewt-ud-dev.iob2"), 1, 2)
            if part == "dev" else [], "86.0, XLM-R large"),
    DataSet("uner_zh_gsd", "zh", "encyclopedia", "CC BY-SA 4.0", True, PLO, ["uner_zh_gsd/zh_gsd-ud-train.iob2"],
            _files("uner_zh_gsd/zh_gsd-ud-train.iob2", "uner_zh_gsd/zh_gsd-ud-dev.iob2", word_column=1,
                   label_column=2, chinese=True), "89.5, XLM-R large"),
    DataSet("cluener", "zh", "news", "measuring only", False,
            {"name": "PER", "company": "ORG", "organization": "ORG", "government": "ORG", "address": "LOC",
             "scene": "LOC", "book": "MISC", "movie": "MISC", "game": "MISC"},
            ["cluener/train.json"], lambda folder, part: cut(read_cluener(os.path.join(folder, "cluener/train.json")), part),
            "67.5 BiLSTM-CRF, 70.7 linear, 79.3 RoBERTa on dev"),
    DataSet("msra", "zh", "news", "measuring only", False, {"PER": "PER", "ORG": "ORG", "LOC": "LOC"},
            ["msra_ner/train.txt"], _own_cut("msra_ner/train.txt", chinese=True),
            "85.1 linear, 93.2 Lattice-LSTM on test"),
]
