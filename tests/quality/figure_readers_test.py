"""bench/quality/run: what the scorers print becomes figures, and what is not there is said."""

import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUALITY = ROOT / "bench" / "quality"
sys.path.insert(0, str(QUALITY))

from figures.readers import Figure, read_entities, read_recognizers, read_relations, read_stance, read_stated_claim, wilson  # noqa: E402

ENTITIES = """| data | class | names | floor F1 | P | R | F1 | 95 % | published |
| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |
| wnut17 | PER | 470 | 3.7 | 77.3 | 35.5 | 48.7 | 43.4-54.3 |  |
|  | all | 617 | 6.7 | 63.8 | 33.1 | 43.5 | 38.8-47.6 | 41.86 on test |
| wikigold | all | 530 | 54.8 | 84.9 | 75.1 | 79.7 | 76.2-83.3 | - |

Drop between genres, en: 36.2 from wikigold (encyclopedia) to wnut17 (microblog)
"""
STANCE = """
NewsMTSC, development part: which side towards a name
                              F1 against neutral for   macro-F1 [95% of resamples]  precision  coverage
  floor: commonest class      52.9   0.0   0.0   17.6 [16.8, 18.5]          36.0      56.1
  floor: word list            56.3  46.4  57.3   53.3 [50.8, 55.6]          56.0      57.6
  frames alone                 8.6  53.4   4.1   22.0 [20.5, 23.7]          79.2       3.5
  frames, confident model     53.5  61.2  40.8   51.8 [49.3, 54.3]          85.9      33.5

Directed sentiment, development part by sentence: which side of one name towards another
  floor: word list            28.5  43.1  19.0   30.2 [29.0, 31.6]          15.0      65.0
  frames alone                37.9  92.5  33.7   54.7 [52.1, 57.2]          86.3      23.2
                             five classes of the set: macro-F1 35.4
  frames, model always        55.6  93.3  48.3   65.7 [63.4, 67.9]          77.4      40.6
                             five classes of the set: macro-F1 45.0

NLPCC 2016 task 4, microblogs (measured only)
  floor: always against       59.0   0.0   0.0   19.7 [19.0, 20.3]          41.8      70.0
  frames                       0.9  43.1   0.1   14.7 [14.2, 15.1]          50.0       0.3
  mean F1 of for and against 0.5
"""
STATED_CLAIM = """emergent: 2071 headlines; published (Ferreira and Vlachos 2016, official test) accuracy 73.3, macro-F1 72.3
  floor: majority                    accuracy  47.9  macro-F1  21.6 [20.4, 23.1]  for 64.8 against 0.0 observing 0.0
  ours: cues (shipped)               accuracy  76.1  macro-F1  76.0 [73.7, 78.5]  for 79.3 against 77.9 observing 70.8
  ours: linear, trained here         accuracy  77.1  macro-F1  76.9 [74.7, 79.2]  for 80.4 against 78.1 observing 72.0
fnc1: 40145 pairs; published (official test) weighted 82.0-82.7, disagree 3-13, macro-F1 56-60
  held out by body: 8029 pairs
  floor: majority                    accuracy  74.2  macro-F1  21.3 [21.0, 21.6]  agree 0.0 disagree 0.0 discuss 0.0 unrelated 85.2
  ours: linear, trained here         accuracy  92.4  macro-F1  70.1 [66.2, 74.0]  agree 67.0 disagree 34.4 discuss 81.4 unrelated 97.8
  weighted score                     floor 41.8, ours 86.6
breaking_nli: no swap was trained on; floor: always "contradiction"
  cardinals           379 items  accuracy  97.4 [94.8, 99.5]  floor  95.3
  countries           306 items  the server  74.5 [67.3, 82.2]  swaps alone  97.4  floor 100.0
"""
RECOGNIZERS = """file                                   cases   exact  half A  half B   kept   exact  values found extra
Number/English/NumberModel               240   98.3%   99.2%   97.5%    240   98.3%   300 of 304     2
Number/English/OrdinalModel                0    0.0%    0.0%    0.0%      0    0.0%     0 of 0       0
"""
RELATIONS = """ECB+: 772 documents, 21832 claims, 5619 relations, 2139 judged
  right, by clause                              90.6 [83.5, 95.8]  1939 of 2139
  right, by sentence                            91.4 [84.7, 96.3]  1956 of 2139
    of these varies                             65.8 [50.0, 84.6]  25 of 38
  floor: sentences most alike, by sentence      87.6 [81.0, 93.6]  1873 of 2139
  found by verbs, in one comparison             34.5 [27.7, 40.7]  1546 of 4484
  same label, different referent: 0
"""


class FigureReadersTest(unittest.TestCase):
    def test_entities(self):
        self.assertEqual(
            list(read_entities(ENTITIES.splitlines())),
            [
                Figure("entities", "wnut17", "span micro-F1", "as shipped", 6.7, 43.5, 38.8, 47.6),
                Figure("entities", "wikigold", "span micro-F1", "as shipped", 54.8, 79.7, 76.2, 83.3),
            ],
        )

    def test_stance(self):
        self.assertEqual(
            list(read_stance(STANCE.splitlines())),
            [
                Figure("stance", "newsmtsc", "macro-F1", "as shipped", 53.3, 51.8, 49.3, 54.3),
                Figure("stance", "directed_sentiment", "macro-F1", "model always", 30.2, 65.7, 63.4, 67.9),
                Figure("stance", "directed_sentiment", "macro-F1 of five classes", "model always", None, 45.0, None, None),
                Figure("stance", "nlpcc2016_stance", "macro-F1", "as shipped", 19.7, 14.7, 14.2, 15.1),
                Figure("stance", "nlpcc2016_stance", "mean F1 of for and against", "as shipped", None, 0.5, None, None),
            ],
        )

    def test_stated_claim(self):
        self.assertEqual(
            list(read_stated_claim(STATED_CLAIM.splitlines())),
            [
                Figure("stated claim", "emergent", "macro-F1", "cues", 21.6, 76.0, 73.7, 78.5),
                Figure("stated claim", "emergent", "macro-F1", "linear, trained here", 21.6, 76.9, 74.7, 79.2),
                Figure("stated claim", "fnc1", "macro-F1, held out by body", "linear, trained here", 21.3, 70.1, 66.2, 74.0),
                Figure("stated claim", "breaking_nli", "accuracy, cardinals", "swaps alone", 95.3, 97.4, 94.8, 99.5),
                Figure("stated claim", "breaking_nli", "accuracy, countries", "the server", 100.0, 74.5, 67.3, 82.2),
                Figure("stated claim", "breaking_nli", "accuracy, countries", "swaps alone", 100.0, 97.4, None, None),
            ],
        )

    def test_recognizers(self):
        (figure,) = read_recognizers(RECOGNIZERS.splitlines())
        self.assertEqual(figure[:6], ("numbers and dates", "recognizers_specs English", "exact cases, NumberModel", "rules", None, 98.3))
        self.assertTrue(95 < figure.low < 98.3 < figure.high < 100)

    def test_relations(self):
        self.assertEqual(
            list(read_relations(RELATIONS.splitlines())),
            [
                Figure("relations", "ecbplus", "relations that hold", "as shipped", 87.6, 91.4, 84.7, 96.3),
                Figure("relations", "ecbplus", "events found", "as shipped", None, 34.5, 27.7, 40.7),
            ],
        )

    def test_interval_of_a_rate(self):
        """81 of 263: the example of R. Newcombe, "Two-Sided Confidence Intervals ...", 1998: 0.2553 to 0.3662."""
        low, high = wilson(81, 263)
        self.assertAlmostEqual(low, 25.53, places=2)
        self.assertAlmostEqual(high, 36.62, places=2)
        self.assertEqual(wilson(0, 0), (0.0, 0.0))

    def test_every_figure_is_listed_once_with_its_source(self):
        with open(QUALITY / "figures" / "published.tsv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        keys = [(row["task"], row["set"], row["metric"]) for row in rows]
        self.assertEqual(len(keys), len(set(keys)))
        for row in rows:
            self.assertEqual(bool(row["published"]), bool(row["source"]), row)

    def run_all(self, data, build):
        return subprocess.run(
            [sys.executable, str(QUALITY / "run"), f"--build={build}"],
            env=dict(os.environ, PARALLAX_DATA=data),
            capture_output=True,
            text=True,
            timeout=50,
        )

    def test_what_is_absent_is_said(self):
        with tempfile.TemporaryDirectory() as folder:
            done = self.run_all("", folder)
            self.assertEqual(done.returncode, 2)
            self.assertIn("PARALLAX_DATA", done.stderr)
            done = self.run_all(folder, folder)
            self.assertEqual(done.returncode, 2)
            self.assertIn("tools/build-preset release stance_quality", done.stderr)
            self.assertIn("| entities | wnut17 | span micro-F1 |  |  | not measured |", done.stdout)

    def test_one_scorer_that_fails_does_not_stop_the_others(self):
        with tempfile.TemporaryDirectory() as folder:
            bench = pathlib.Path(folder) / "bench"
            bench.mkdir()
            for name, script in (
                ("stated_claim_quality", "exit 7"),
                ("recognizers_specs", f"cat <<'END'\n{RECOGNIZERS}END"),
            ):
                (bench / name).write_text(f"#!/bin/sh\n{script}\n")
                (bench / name).chmod(0o755)
            done = self.run_all(folder, folder)
            self.assertEqual(done.returncode, 3)
            self.assertIn("stated_claim_quality ended with exit code 7", done.stderr)
            self.assertRegex(done.stdout, r"exact cases, NumberModel \| rules \|  \| 98\.3 \| 9\d\.\d-99\.\d \|")


if __name__ == "__main__":
    unittest.main()
