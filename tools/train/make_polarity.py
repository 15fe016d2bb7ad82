"""Writes plugins/stance/data/polarity_en.tsv from the VADER and AFINN lexicons.

    python3 tools/train/make_polarity.py $PARALLAX_DATA/lexicons plugins/stance/data/polarity_en.tsv

One row a word: its polarity in thousandths, -1000 to 1000, the mean of both lexicons scaled to one
(VADER from -4 to 4, AFINN from -5 to 5). Words of letters alone; emoticons and phrases are left out.
"""

import pathlib
import re
import sys

WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
HEADER = """\
# Polarity of English words in thousandths. Made by tools/train/make_polarity.py from
# VADER (C.J. Hutto and E. Gilbert, ICWSM 2014; MIT licence) and AFINN-165 (F. A. Nielsen, 2011; Apache-2.0 licence).
# word	polarity
"""


def rows(path, scale):
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) > 1 and WORD.fullmatch(columns[0].lower()):
            yield columns[0].lower(), float(columns[1]) / scale


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    values = {}
    for name, scale in (("vader/vader_lexicon.txt", 4.0), ("afinn/AFINN-en-165.txt", 5.0)):
        for word, value in rows(folder / name, scale):
            values.setdefault(word, {})[name] = value
    lines = []
    for word in sorted(values):
        found = values[word].values()
        value = round(1000 * sum(found) / len(found))
        if value != 0:
            lines.append(f"{word}\t{value}\n")
    pathlib.Path(sys.argv[2]).write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{sys.argv[2]}: {len(lines)} words")


if __name__ == "__main__":
    main()
