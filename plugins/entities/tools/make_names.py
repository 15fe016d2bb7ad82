#!/usr/bin/env python3
"""Makes data/chinese_names.tsv and data/given_names.tsv.

  make_names.py --jieba jieba.dict.gbk --words ../../linguistics/data/words.tsv --names English_Names_Corpus.txt --out ../data

chinese_names.tsv: what the characters of Chinese personal names cost, as 100 * -ln(share), counted over the
names in jieba's dictionary (MIT): surname, middle, last and only character of the given name.
given_names.tsv: first names and surnames of the English Names Corpus (Apache-2.0) that are no English words.
"""
import argparse
import collections
import math


def costs(counter):
    total = sum(counter.values())
    return {c: round(100 * math.log(total / n)) for c, n in counter.items()}


def chinese(args):
    surnames = set()
    for line in open(args.out + '/word_lists.tsv', encoding='utf-8'):
        if line.startswith('zh_surname\t'):
            surnames = set(line.split('\t')[1].split())
    counts = {kind: collections.Counter() for kind in 'SMEO'}
    for line in open(args.jieba, encoding='gb18030', errors='replace'):
        fields = line.split()
        if len(fields) != 3 or fields[2] != 'nr' or fields[0][0] not in surnames:
            continue
        word = fields[0]
        if len(word) == 3:
            counts['S'][word[0]] += 1
            counts['M'][word[1]] += 1
            counts['E'][word[2]] += 1
        elif len(word) == 2 and int(fields[1]) >= 3:
            counts['S'][word[0]] += 1
            counts['O'][word[1]] += 1
    table = {kind: costs(c) for kind, c in counts.items()}
    with open(args.out + '/chinese_names.tsv', 'w', encoding='utf-8') as out:
        out.write('# character; cost as surname, middle, last, only character of a given name (0: never); made by '
                  'tools/make_names.py from the jieba dictionary (MIT)\n')
        for c in sorted(set().union(*table.values())):
            row = [table[k].get(c, 0) if counts[k][c] >= 2 else 0 for k in 'SMEO']
            if any(row):
                out.write('%s\t%s\n' % (c, '\t'.join(map(str, row))))


def english(args):
    words = set()
    for line in open(args.words, encoding='utf-8'):
        fields = line.rstrip('\n').split('\t')
        if len(fields) == 2 and fields[1] != 'P':
            words.add(fields[0])
    names = set()
    for line in open(args.names, encoding='utf-8-sig'):
        name = line.strip()
        if len(name) >= 3 and name.isascii() and name.isalpha() and name.islower() and name not in words:
            names.add(name)
    with open(args.out + '/given_names.tsv', 'w', encoding='utf-8') as out:
        out.write('# First names and surnames in small letters; made by tools/make_names.py from the English Names Corpus '
                  '(Apache-2.0)\n')
        for name in sorted(names):
            out.write(name + '\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('jieba', 'words', 'names', 'out'):
        parser.add_argument('--' + name, required=True)
    args = parser.parse_args()
    chinese(args)
    english(args)


if __name__ == '__main__':
    main()
