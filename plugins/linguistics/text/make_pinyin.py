#!/usr/bin/env python3
"""Writes data/pinyin.tsv: the reading of each Chinese character that stands in a word of data/words_zh.tsv.

    make_pinyin.py > ../data/pinyin.tsv

Readings are those of ICU's transform Han-Latin (CLDR; Unicode licence), tones left out; needs ICU's `uconv`.
One row per syllable: syllable, TAB, characters in code point order. The same input gives the same bytes.
"""

import pathlib
import subprocess
import sys


def main():
    words = pathlib.Path(__file__).resolve().parents[1] / "data/words_zh.tsv"
    with open(words, encoding="utf-8") as rows:
        characters = sorted({c for row in rows if row[0] != "#" for c in row.split("\t")[0] if "\u4e00" <= c <= "\u9fff"})
    command = ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Han-Latin; Latin-ASCII; Lower"]
    text = subprocess.run(command, input="\n".join(characters), capture_output=True, check=True, text=True).stdout
    by_syllable = {}
    for character, syllable in zip(characters, text.split("\n"), strict=True):
        if syllable.isascii() and syllable.isalpha():
            by_syllable.setdefault(syllable, []).append(character)
    sys.stdout.write("# syllable without tone<TAB>characters\n")
    for syllable in sorted(by_syllable):
        sys.stdout.write(f"{syllable}\t{''.join(by_syllable[syllable])}\n")


if __name__ == "__main__":
    main()
