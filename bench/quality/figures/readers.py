"""Reads the figures out of what the scorers of bench/quality print.

A reader takes the lines that one scorer printed and yields Figures. It reads only what it knows, so that a scorer may
print more; `bench/quality/run` names every figure of published.tsv that no reader has found.
"""
import collections
import math
import re

# `method`: which of ours. Percent, but None where the scorer has none; `low`, `high`: 95 % interval.
Figure = collections.namedtuple("Figure", "task set metric method floor ours low high")

_NUMBER = r"(\d+(?:\.\d+)?)"
_INTERVAL = rf"\[{_NUMBER}, {_NUMBER}\]"
Z = 1.959964  # of the normal distribution, for 95 %


def wilson(hits, cases):
    """95 % interval of a rate of independent cases (E. B. Wilson, "Probable Inference", 1927), in percent."""
    if cases == 0:
        return 0.0, 0.0
    rate, spread = hits / cases, Z * Z / cases
    middle = rate + spread / 2
    half = Z * math.sqrt(rate * (1 - rate) / cases + spread / cases / 4)
    return 100 * (middle - half) / (1 + spread), 100 * (middle + half) / (1 + spread)


def read_entities(lines):
    """entities.py: a Markdown table with a row for each class; the sets' rows "all"."""
    data_set = ""
    for line in lines:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != 9 or not line.startswith("|"):
            continue
        data_set = cells[0] or data_set
        if cells[1] == "all":
            low, high = cells[7].split("-")
            yield Figure("entities", data_set, "span micro-F1", "as shipped", float(cells[3]), float(cells[6]), float(low), float(high))


_STANCE_SETS = [("NewsMTSC", "newsmtsc"), ("Directed sentiment", "directed_sentiment"), ("NLPCC 2016", "nlpcc2016_stance"),
                ("C-STANCE", "c_stance")]
_STANCE_ROW = re.compile(rf"  (\S.*?) {{2,}}{_NUMBER} +{_NUMBER} +{_NUMBER} +{_NUMBER} {_INTERVAL} ")
_STANCE_MODES = {"frames, confident model": "as shipped", "frames, model always": "model always", "frames": "as shipped"}
_FIVE_CLASSES = re.compile(rf" +five classes of the set: macro-F1 {_NUMBER}")
_SIDED = re.compile(rf"  mean F1 of for and against {_NUMBER}")


def read_stance(lines):
    """stance_quality: a block for each set; the floor is the better of the set's floors."""
    data_set, floor, mode = "", None, None
    for line in lines:
        for title, name in _STANCE_SETS:
            if line.startswith(title):
                data_set, floor = name, None
        row, five, sided = _STANCE_ROW.match(line), _FIVE_CLASSES.match(line), _SIDED.match(line)
        if row and row[1].startswith("floor:"):
            floor = max(float(row[5]), floor or 0.0)
        elif row:
            mode = _STANCE_MODES.get(row[1])
            if mode:
                yield Figure("stance", data_set, "macro-F1", mode, floor, *(float(row[i]) for i in (5, 6, 7)))
        elif five and mode:
            yield Figure("stance", data_set, "macro-F1 of five classes", mode, None, float(five[1]), None, None)
        elif sided:
            yield Figure("stance", data_set, "mean F1 of for and against", mode, None, float(sided[1]), None, None)


_CLAIM_ROW = re.compile(rf"  (\S.*?) +accuracy +{_NUMBER} +macro-F1 +{_NUMBER} {_INTERVAL}")
_HELD_OUT = re.compile(r"  held out (by \S.*?): ")
_CATEGORY = re.compile(r"  (\S+) +\d+ items (.*)")
_OF_METHOD = re.compile(rf" ([a-z][a-z ]*?) +{_NUMBER}(?: {_INTERVAL})?")


def read_stated_claim(lines):
    """stated_claim_quality: emergent and fnc1 by cut, breaking_nli by category; each by method."""
    data_set, metric, floor = "", "macro-F1", None
    for line in lines:
        if re.match(r"\w+: ", line):
            data_set, metric, floor = line.split(":")[0], "macro-F1", None
        held_out, row, category = _HELD_OUT.match(line), _CLAIM_ROW.match(line), _CATEGORY.match(line)
        if held_out:
            metric, floor = f"macro-F1, held out {held_out[1]}", None
        elif row and row[1].startswith("floor"):
            floor = max(float(row[3]), floor or 0.0)
        elif row:
            method = row[1].removeprefix("ours: ").split(" (")[0]
            yield Figure("stated claim", data_set, metric, method, floor, *(float(row[i]) for i in (3, 4, 5)))
        elif category:
            yield from _read_category(data_set, category[1], category[2])


def _read_category(data_set, category, cells):
    """"accuracy 97.4 [94.8, 99.5]  floor 95.3", or a method's name in place of "accuracy"."""
    accuracies = {method[1]: [method[i] and float(method[i]) for i in (2, 3, 4)] for method in _OF_METHOD.finditer(cells)}
    floor = accuracies.pop("floor", [None])[0]
    for method, accuracy in accuracies.items():
        name = "swaps alone" if method == "accuracy" else method
        yield Figure("stated claim", data_set, f"accuracy, {category}", name, floor, *accuracy)


_RELATIONS_ROW = re.compile(rf"  (\S.*?) {{2,}}{_NUMBER} {_INTERVAL} ")
_RELATIONS_METRICS = {"right, by sentence": "relations that hold", "found by verbs, in one comparison": "events found"}


def read_relations(lines):
    """relations.py: the floor of the relations that hold stands in a row of its own, behind theirs."""
    rows = {row[1]: [float(row[i]) for i in (2, 3, 4)] for row in map(_RELATIONS_ROW.match, lines) if row}
    floor = next((values[0] for name, values in rows.items() if name.startswith("floor:")), None)
    for name, metric in _RELATIONS_METRICS.items():
        if name in rows:
            yield Figure("relations", "ecbplus", metric, "as shipped", floor if name.startswith("right") else None, *rows[name])


_SPEC = re.compile(rf"(\w+)/(\w+)/(\w+) +(\d+) +{_NUMBER}% ")


def read_recognizers(lines):
    """recognizers_specs: a file of cases a row. Nobody's floor is known; the interval is Wilson's."""
    for line in lines:
        row = _SPEC.match(line)
        if row and int(row[4]) > 0:
            cases, exact = int(row[4]), float(row[5])
            low, high = wilson(round(exact * cases / 100), cases)
            yield Figure("numbers and dates", f"recognizers_specs {row[2]}", f"exact cases, {row[3]}", "rules", None, exact, low, high)
