"""The scorer of bench/quality/relations.py against figures that are known."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench" / "quality"))

from events.news import Action, Document, joined, read_document  # noqa: E402
from events.scores import Score, both, floor_hits, interval, share, sizes  # noqa: E402

# Two sentences of ten bytes each; chains by sentence.
TEXT = "abc fell. abc died."


def document(name, chains, topic=1, text=TEXT):
    sentences = [(0, 9), (10, 19)]
    return Document(name, topic, text, sentences, [Action(b + 4, b + 8, s, c) for s, (c, (b, _)) in enumerate(zip(chains, sentences)) if c])


def claim(number, sentence):
    begin = 10 * sentence
    return {"document": number, "begin": begin, "end": begin + 8}


def lines(*relations, claims=()):
    told = [{"claim": claim(*c), "predicate": [claim(*c)["begin"] + 4, claim(*c)["end"]]} for c in claims]
    return told + [{"kind": kind, "reason": "r", "score": 1, "left": claim(*a), "right": claim(*b)} for kind, a, b in relations] + [
        {"comparison": [claim(*a), claim(*b)]} for _, a, b in relations]


class ScoreTest(unittest.TestCase):
    def setUp(self):
        self.documents = [document("1_1", ["fall", "death"]), document("1_2", ["fall", "death"]), document("1_3", ["other", None])]

    def test_a_relation_holds_if_both_evidences_are_of_one_chain(self):
        score = Score(self.documents, lines(("corroborates", (0, 0), (1, 0)), ("corroborates", (0, 1), (1, 0)), ("varies", (0, 0), (2, 0))))
        self.assertEqual([r.right_by_clause() for r in score.judged], [True, False, False])
        self.assertEqual(share(score.counts(r for r in score.judged if r.right_by_clause()), score.counts(score.judged)), 100 / 3)

    def test_what_is_in_no_chain_is_not_judged_and_another_referent_is_no_agreement(self):
        score = Score(self.documents, lines(("corroborates", (0, 0), (2, 1)), ("same_label_different_referent", (0, 0), (1, 0))))
        self.assertEqual((len(score.judged), len(score.relations), len(score.different)), (0, 1, 1))

    def test_found_is_a_share_of_what_two_documents_tell(self):
        score = Score(self.documents, lines(("corroborates", (0, 1), (1, 1)), claims=[(0, 1), (1, 1)]))
        self.assertEqual(score.told[1], {(0, 1, "fall"), (0, 1, "death")})
        self.assertEqual(share(both(score.told, score.related), sizes(score.told)), 50.0)
        self.assertEqual(score.told_by_verbs()[1], {(0, 1, "death")})  # no claim's verb tells the fall
        self.assertEqual(share(both(score.told_by_verbs(), score.compared), sizes(score.told_by_verbs())), 100.0)

    def test_documents_of_other_topics_tell_nothing_together(self):
        score = Score([document("1_1", ["fall", None]), document("2_1", ["fall", None], topic=2)], lines(("corroborates", (0, 0), (1, 0))))
        self.assertEqual((dict(score.told), score.judged), ({1: set(), 2: set()} if score.told else {}, []))

    def test_the_floor_takes_the_sentences_most_alike(self):
        documents = [document("1_1", ["fall", "death"]), document("1_2", ["fall", "death"], text="abc fell. xyz left.")]
        self.assertEqual(floor_hits(documents, {1: 1})[1], 1)

    def test_the_interval_is_of_topics(self):
        self.assertEqual(interval({1: 1, 2: 1}, {1: 1, 2: 1}, 100), (100.0, 100.0))
        low, high = interval({1: 1, 2: 0}, {1: 1, 2: 1}, 400)
        self.assertEqual((low, high), (0.0, 100.0))


class NewsTest(unittest.TestCase):
    def test_tokens_stand_as_they_were_written(self):
        for words in (["man", "-", "made"], ["4", ",", "051"], ["U", ".", "S", "."], ["it", "'s", "(", "new", ")"]):
            text = words[0] + "".join(("" if joined(words, i) else " ") + words[i] for i in range(1, len(words)))
            self.assertIn(text, ["man-made", "4,051", "U.S.", "it's (new)"])

    def test_reads_chains_across_documents_in_bytes(self):
        xml = """<Document><token t_id="1" sentence="1">Café</token><token t_id="2" sentence="1">burned</token><token t_id="3" sentence="1">.</token>
          <Markables><ACTION_OCCURRENCE m_id="7"><token_anchor t_id="2"/></ACTION_OCCURRENCE><HUMAN_PART m_id="8"><token_anchor t_id="1"/></HUMAN_PART></Markables>
          <Relations><CROSS_DOC_COREF r_id="1" note="ACT1"><source m_id="7"/><target m_id="9"/></CROSS_DOC_COREF>
          <CROSS_DOC_COREF r_id="2" note="HUM1"><source m_id="8"/><target m_id="9"/></CROSS_DOC_COREF></Relations></Document>"""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "12_3ecb.xml"
            path.write_text(xml, encoding="utf-8")
            news = read_document(path)
        self.assertEqual((news.topic, news.text), (12, "Café burned.\n"))
        self.assertEqual(news.actions, [Action(6, 12, 0, "ACT1")])
        self.assertEqual(news.quote(6, 12), "burned")


if __name__ == "__main__":
    unittest.main()
