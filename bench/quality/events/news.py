"""ECB+ (A. Cybulska and P. Vossen, "Using a sledgehammer to crack a nut?", LREC 2014) as documents: texts in which
annotators marked the actions, and which of them are one across documents. Positions are bytes."""
import collections
import xml.etree.ElementTree as ElementTree

NO_SPACE_BEFORE = {",", ".", ";", ":", "?", "!", ")", "]", "'s", "n't", "%", "''", "'", "'m", "'re", "'ve", "'ll", "'d"}
NO_SPACE_AFTER = {"(", "[", "$", "``"}

Action = collections.namedtuple("Action", "begin end sentence chain")


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
    """name; topic; text; sentences: (begin, end) of each; actions: those that are in a chain across documents."""

    def __init__(self, name, topic, text, sentences, actions):
        self.name, self.topic, self.text, self.sentences, self.actions = name, topic, text, sentences, actions
        self._bytes = text.encode()

    def sentence_of(self, begin):
        return next((i for i, (b, e) in enumerate(self.sentences) if b <= begin <= e), -1)

    def chains_in(self, begin, end):
        return {a.chain for a in self.actions if a.begin < end and begin < a.end}

    def chains_of_sentence(self, sentence):
        return {a.chain for a in self.actions if a.sentence == sentence}

    def quote(self, begin, end):
        return self._bytes[begin:end].decode(errors="replace").replace("\n", " ")


def read_document(path):
    root = ElementTree.parse(path).getroot()
    tokens_of = collections.defaultdict(list)
    for token in root.iter("token"):
        tokens_of[int(token.get("sentence"))].append(token)
    if path.stem.endswith("plus"):
        tokens_of.pop(0, None)  # the address of the page
    text, spans, sentences = "", {}, []
    for tokens in tokens_of.values():
        begin = len(text.encode())
        words = [token.text or "" for token in tokens]
        for i, (token, word) in enumerate(zip(tokens, words)):
            text += "" if i == 0 or joined(words, i) else " "
            at = len(text.encode())
            text += word
            spans[token.get("t_id")] = (at, len(text.encode()), len(sentences))
        sentences.append((begin, len(text.encode())))
        text += "\n" if words and words[-1] in {".", "?", "!", "''", '"'} else ".\n" if words else ""
    marked = {}
    for mark in root.find("Markables"):
        its = [spans[a.get("t_id")] for a in mark if a.get("t_id") in spans]
        if its and mark.tag.startswith(("ACTION", "NEG_ACTION")):
            marked[mark.get("m_id")] = (min(s[0] for s in its), max(s[1] for s in its), its[0][2])
    actions = [Action(*marked[source.get("m_id")], chain.get("note")) for chain in root.find("Relations").iter("CROSS_DOC_COREF")
               for source in chain.iter("source") if source.get("m_id") in marked]
    return Document(path.stem, int(path.stem.split("_")[0]), text, sentences, actions)


def read_news(folder, topics=()):
    """The documents of all topics, or of `topics`, topic by topic."""
    folders = sorted((int(p.name), p) for p in folder.iterdir() if p.name.isdigit() and (not topics or int(p.name) in topics))
    return [read_document(path) for _, topic in folders for path in sorted(topic.glob("*.xml"))]
