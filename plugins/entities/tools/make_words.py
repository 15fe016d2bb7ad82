#!/usr/bin/env python3
"""Makes data/words.tsv, the dictionary of the Chinese segmentation, from jieba's dictionary (MIT).

  make_words.py --dictionary dict.txt.small --out ../data/words.tsv

A line: word, cost, class. The cost is 100 times the negative natural logarithm of the word's
share of all words, so that a path's costs add up. Words of more than five characters and names of
persons (which this analyzer finds by rule) are left out; words of the list zh_not_a_name are nouns.
"""
import argparse
import math
import os

CLASSES = {'nr': 'R', 'nrfg': 'R', 'nrt': 'R', 'ns': 'S', 'nt': 'T', 'nz': 'Z', 'vn': 'w', 'an': 'a',
           'ad': 'd', 'uj': 'u', 'ul': 'u', 'uz': 'u', 'ud': 'u', 'ug': 'u', 'uv': 'u'}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--dictionary', required=True)
    parser.add_argument('--out', required=True)
    args = parser.parse_args()
    nouns = set()
    for line in open(os.path.join(os.path.dirname(args.out), 'word_lists.tsv'), encoding='utf-8'):
        if line.startswith('zh_not_a_name\t'):
            nouns = set(line.split('\t')[1].split())
    rows = []
    total = 0
    for line in open(args.dictionary, encoding='utf-8'):
        fields = line.split()
        if len(fields) != 3 or not all('\u4e00' <= c <= '\u9fff' for c in fields[0]):
            continue
        word, count, tag = fields[0], int(fields[1]), fields[2]
        total += count
        kind = CLASSES.get(tag, tag[0])
        if word in nouns and kind in 'RSTZ':
            kind = 'n'
        if len(word) > 5 or count < 1 or (kind == 'R' and len(word) > 1 and count < 50):
            continue
        rows.append((word, count, kind))
    with open(args.out, 'w', encoding='utf-8') as out:
        out.write('# word, 100 * -ln(share), class; made by tools/make_words.py from the jieba dictionary (MIT)\n')
        for word, count, kind in sorted(rows):
            out.write('%s\t%d\t%s\n' % (word, round(100 * math.log(total / count)), kind))


if __name__ == '__main__':
    main()
