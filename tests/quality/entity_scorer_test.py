"""The scorer of bench/quality/entities.py against figures that are known."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench" / "quality"))

import entities  # noqa: E402
from names.data_sets import Name, Text, join  # noqa: E402
from names.evaluation import byte_offsets, evaluate, in_characters  # noqa: E402


def labelled(labels):
    """A Text of one-letter words with these labels."""
    return join([("x", label) for label in labels], chinese=False)


class ScorerTest(unittest.TestCase):
    def test_the_example_of_seqeval(self):
        """The example in the README of seqeval, which follows conlleval: PER 1.00, MISC 0.00, micro 0.50."""
        gold = [labelled("O O O B-MISC I-MISC I-MISC O".split()), labelled("B-PER I-PER O".split())]
        found = [labelled("O O B-MISC I-MISC I-MISC I-MISC O".split()), labelled("B-PER I-PER O".split())]
        scores = evaluate(gold, [t.names for t in found], ["MISC", "PER"])
        self.assertEqual([scores["MISC"].f1, scores["PER"].f1, scores["all"].f1], [0.0, 100.0, 50.0])

    def test_precision_recall_and_type(self):
        gold = [Text("abcdef", [Name(0, 1, "PER"), Name(2, 3, "PER"), Name(4, 5, "ORG"), Name(5, 6, "LOC")])]
        found = [[Name(0, 1, "PER"), Name(4, 5, "PER"), Name(5, 6, "LOC"), Name(1, 2, "MISC")]]
        scores = evaluate(gold, found, ["PER", "ORG", "LOC"])
        self.assertAlmostEqual(scores["all"].precision, 100 * 2 / 3)
        self.assertAlmostEqual(scores["all"].recall, 50.0)
        self.assertAlmostEqual(scores["all"].f1, 100 * 4 / 7)
        self.assertEqual((scores["ORG"].f1, scores["PER"].gold), (0.0, 2))

    def test_the_interval_holds_the_figure_and_is_repeatable(self):
        gold = [Text("ab", [Name(0, 1, "PER")]) for _ in range(100)]
        found = [[Name(0, 1, "PER")] if i % 3 else [] for i in range(100)]
        scores = evaluate(gold, found, ["PER"], resamples=300)
        self.assertEqual(scores, evaluate(gold, found, ["PER"], resamples=300))
        self.assertLess(scores["PER"].low, scores["PER"].f1)
        self.assertGreater(scores["PER"].high, scores["PER"].f1)
        self.assertLess(scores["PER"].high - scores["PER"].low, 20)

    def test_labels_that_begin_inside(self):
        self.assertEqual(labelled("I-PER I-PER B-PER O I-ORG".split()).names,
                         [Name(0, 3, "PER"), Name(4, 5, "PER"), Name(8, 9, "ORG")])

    def test_bytes_and_characters(self):
        text = "美国 and 😀"
        self.assertEqual(byte_offsets(text)[-1], len(text.encode()))
        self.assertEqual(in_characters(text, [(0, 6, "LOC"), (11, 15, "X")]), [Name(0, 2, "LOC"), Name(7, 8, "X")])

    def test_what_does_not_matter_is_cut_off(self):
        text = "The Hague's the Senate."
        self.assertEqual(entities.trimmed(text, Name(0, 11, "LOC")), Name(4, 9, "LOC"))
        self.assertEqual(entities.trimmed(text, Name(12, 23, "ORG")), Name(16, 22, "ORG"))

    def test_the_floor_finds_the_longest_known_name(self):
        training = [Text("Bank of Malta", [Name(0, 13, "ORG")]), Text("Malta", [Name(0, 5, "LOC")])]
        found = entities.longest_match(training, [Text("the Bank of Malta in Malta and Maltan", [])], chinese=False)
        self.assertEqual(found, [[Name(4, 17, "ORG"), Name(21, 26, "LOC")]])


if __name__ == "__main__":
    unittest.main()
