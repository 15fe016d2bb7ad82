#!/usr/bin/env python3
"""Makes the tagger's two data files: words.tsv and tag_transitions.tsv.

Input (none of it is needed to build or run Parallax):
  --lexicon   the Brill tagger's lexicon, "word<TAB>TAG TAG ..." with the likeliest tag first
              (npm package brill 3.1.0, MIT)
  --wordnet   the WordNet 3.0 dictionary folder (WordNet licence: free use with its notice)
  --text      plain English sentences, one a line, only to estimate which tags follow which
              (NewsMTSC, MIT, and the directed sentiment set); no word of it is stored

The transitions are those of a bigram hidden Markov model. The lexicon gives p(tag | word) by rank; the
emission is that divided by the root of p(tag), so that frequent tags are not preferred twice. Expectation
maximisation starts from all transitions equal. What is stored is ln p(b | a) - 0.5 ln p(b), ready to be
added to ln p(tag | word). Same input, same bytes out.
"""
import argparse
import collections
import math
import re

COARSE = {
    'NN': 'N', 'NNS': 'L', 'NNP': 'P', 'NNPS': 'P', 'JJ': 'J', 'JJR': 'J', 'JJS': 'J', 'RB': 'R',
    'RBR': 'R', 'RBS': 'R', 'VB': 'B', 'VBP': 'E', 'VBZ': 'Z', 'VBD': 'D', 'VBN': 'K', 'VBG': 'G',
    'MD': 'M', 'IN': 'I', 'DT': 'T', 'PDT': 'T', 'PRP$': 'S', 'PRP': 'O', 'CC': 'C', 'WDT': 'W',
    'WP': 'W', 'WP$': 'W', 'WRB': 'W', 'EX': 'X', 'CD': 'U', 'TO': 'F', 'RP': 'Y',
}
CLOSED = {
    'A': "is are was were has have had does did do am 's 're 've isn't aren't wasn't weren't hasn't "
         "haven't hadn't doesn't didn't don't",
    'M': "will would can could may might must shall should cannot can't won't wouldn't couldn't "
         "shouldn't mustn't ought",
    'F': 'to', 'X': 'there', 'C': 'and but or nor yet plus',
    'T': 'the a an this these those each every some any no both all another such either neither',
    'S': 'my your his her its our their whose',
    'O': 'i you he she it we they me him us them who itself himself herself themselves ourselves '
         'someone anyone everyone nobody something anything everything nothing one',
    'W': 'which who whom what when where why how whether whoever whatever',
    'R': "not never n't also however instead therefore thus meanwhile still now then already even "
         "only just almost nearly approximately roughly again ever too very quite rather",
    'B': 'be', 'K': 'been',
    'I': 'of in on at by for with from into onto over under about against between among during '
         'through after before since until while because although though unless if as than despite '
         'amid via per within without toward towards across upon behind beyond whereas except '
         'concerning regarding',
}
EXTRA = {  # words whose tags the lexicon lacks or orders badly for present-day news
    'that': 'I T W', 'who': 'W', 'her': 'S O', 'one': 'U O', 'no': 'T R', 'so': 'R I', 'like': 'I B E',
    'there': 'X R', 'both': 'T', 'while': 'I', 'as': 'I', 'being': 'G', 'having': 'G', 'including': 'I G',
    'due': 'J', 'claims': 'Z L', 'aims': 'Z L', 'backs': 'Z L', 'says': 'Z',
    'warns': 'Z', 'fears': 'Z L', 'plans': 'L Z', 'kills': 'Z', 'said': 'D K', 'online': 'J R',
    'email': 'N B', 'more': 'J R', 'less': 'J R', 'most': 'J R', 'much': 'J R', 'down': 'Y I R', 'up': 'Y I R',
    'out': 'Y I R', 'off': 'Y I R', 'back': 'Y N B R J', 'set': 'K D B N', 'let': 'B D K', 'put': 'D K B',
    'cut': 'D K N B', 'hit': 'D K N B', 'her.': 'S', 'key': 'J N', 'core': 'N J', 'may': 'M', 'will': 'M N',
    'can': 'M', 'rare': 'J', 'ally': 'N B', 'allies': 'L', 'lead': 'B E N J', 'reserves': 'L', 'united': 'J', 'advanced': 'J K', 'clear': 'J B E', 'open': 'J B E', 'its': 'S',
    'according': 'I', 'expect': 'E B', 'two': 'U', 'three': 'U', 'four': 'U', 'five': 'U', 'six': 'U', 'seven': 'U', 'eight': 'U',
    'nine': 'U', 'ten': 'U', 'hundred': 'U', 'thousand': 'U', 'million': 'U', 'billion': 'U', 'trillion': 'U', 'dozen': 'U N',
}
SUFFIXES = [
    ('ing', 'G N J'), ('ed', 'K D J'), ('ly', 'R J'), ('ness', 'N'), ('ment', 'N'), ('tion', 'N'),
    ('sion', 'N'), ('ity', 'N'), ('ism', 'N'), ('ship', 'N'), ('ous', 'J'), ('ful', 'J'), ('less', 'J'),
    ('ible', 'J'), ('able', 'J'), ('ive', 'J N'), ('ical', 'J'), ('ary', 'J N'), ('ize', 'B E'),
    ('ise', 'B E N'), ('ss', 'N'), ('us', 'N'), ('is', 'N'), ('s', 'L Z'),
]
# How much of p(tag) is divided out. Chosen by hand: 0 prefers nouns, 1 rare tags.
DAMPING = 0.5
WEIGHTS = [0.80, 0.15, 0.04, 0.01]
TAGS = 'NLPJRBEZDKGMITSOCWXUFYA'
ALL = TAGS + ',.^'


def coarse(tags):
    out = []
    for tag in tags:
        for part in tag.split('|'):
            c = COARSE.get(part)
            if c and c not in out:
                out.append(c)
    return out[:4]


def guess(word):
    for suffix, tags in SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return tags.split()
    return ['N', 'J', 'B']


def inflections(lemma):
    e = lemma.endswith('e')
    y = lemma.endswith('y') and len(lemma) > 2 and lemma[-2] not in 'aeiou'
    s = lemma[:-1] + 'ies' if y else lemma + ('es' if re.search(r'(s|x|z|ch|sh|o)$', lemma) else 's')
    ed = lemma + 'd' if e else (lemma[:-1] + 'ied' if y else lemma + 'ed')
    ing = (lemma[:-1] if e and not lemma.endswith('ee') else lemma) + 'ing'
    return s, ed, ing


def lexicon(args):
    words = {}
    for line in open(args.lexicon, encoding='utf-8'):
        word, tags = line.rstrip('\n').split('\t')
        if not re.fullmatch(r"[a-z][a-z'-]*", word):
            continue
        tags = coarse(tags.split())
        if tags:
            words[word] = tags
    verbs = {line.split()[0] for line in open(args.wordnet + '/index.verb') if line[0] != ' '}
    nouns = {line.split()[0] for line in open(args.wordnet + '/index.noun') if line[0] != ' '}
    adjectives = {line.split()[0] for line in open(args.wordnet + '/index.adj') if line[0] != ' '}
    adverbs = {line.split()[0] for line in open(args.wordnet + '/index.adv') if line[0] != ' '}
    plain = re.compile(r'[a-z]{3,}')
    irregular = collections.defaultdict(list)
    for line in open(args.wordnet + '/verb.exc'):
        form, lemma = line.split()[:2]
        irregular[lemma].append(form)
    for verb in sorted(verbs):
        if not plain.fullmatch(verb):
            continue
        noun = verb in nouns
        known = words.get(verb)
        if known is None:
            words[verb] = (['N'] if noun else []) + ['B', 'E']
        elif not set(known) & set('BE') and not noun:
            words[verb] = (known + ['B', 'E'])[:4]
        s, ed, ing = inflections(verb)
        if s not in words:
            words[s] = ['L', 'Z'] if noun else ['Z']
        if not irregular[verb]:
            if ed not in words:
                words[ed] = ['K', 'D']
            elif set(words[ed]) & set('KD') and not set('KD') <= set(words[ed]):
                words[ed] = (words[ed] + [t for t in 'KD' if t not in words[ed]])[:4]
        if ing not in words:
            words[ing] = ['G', 'N'] if ing in nouns else ['G']
    for source, tag in ((nouns, 'N'), (adjectives, 'J'), (adverbs, 'R')):
        for word in sorted(source):
            if plain.fullmatch(word) and word not in words and guess(word)[0] != tag:
                words[word] = [tag]
    for tag, listed in CLOSED.items():
        for word in listed.split():
            words[word] = [tag]
    for word, tags in EXTRA.items():
        words[word] = tags.split()
    return words


def candidates(word, first, words):
    """[(tag, weight)] as Tagger::Candidates in tagger.cc gives them."""
    if re.fullmatch(r'[,]', word):
        return [(',', 1.0)]
    if not re.search(r'\w', word):
        return [('.', 1.0)]
    if re.search(r'\d', word):
        return [('U', 1.0)]
    lower = word.lower()
    if lower.endswith("'s") and len(lower) > 2 and lower not in words:
        return [('S', 1.0)]
    tags = words.get(lower)
    capital = word[0].isupper()
    if capital and not first:
        if tags and tags[0] in 'TSICFMA':
            return [('P', 0.3), (tags[0], 0.7)]
        return [('P', 0.9)] + [(t, 0.1 * w) for t, w in weighted(tags or [])]
    if capital:
        if tags:
            return [('P', 0.3)] * (tags[0] not in 'TSICFMAWO') + weighted(tags)
        return [('P', 0.8)] + [(t, 0.2 * w) for t, w in weighted(guess(lower))]
    return weighted(tags or guess(lower))


def weighted(tags):
    total = sum(WEIGHTS[:len(tags)])
    return [(t, w / total) for t, w in zip(tags, WEIGHTS)]


def sentences(path):
    for line in open(path, encoding='utf-8'):
        line = line.replace('\u2019', "'").strip()
        tokens = re.findall(r"[\w'-]*\w+[\w'-]*(?:\.\w\.)?|[^\w\s]", line)
        if tokens:
            yield tokens


def estimate(args, words):
    data = [[candidates(t, i == 0, words) for i, t in enumerate(s)] for s in sentences(args.text)]
    trans = {a: {b: 1.0 / len(ALL) for b in ALL} for a in ALL}
    share = {a: 1.0 / len(ALL) for a in ALL}
    for _ in range(args.rounds):
        counts = {a: {b: args.prior for b in ALL} for a in ALL}
        for s in data:
            lattice = [[('^', 1.0)]] + [[(t, w / share[t]) for t, w in step] for step in s] + [[('^', 1.0)]]
            forward = [{'^': 1.0}]
            for step in lattice[1:]:
                row = {t: w * sum(p * trans[a][t] for a, p in forward[-1].items()) for t, w in step}
                norm = sum(row.values())
                forward.append({t: p / norm for t, p in row.items()})
            backward = {'^': 1.0}
            for i in range(len(lattice) - 1, 0, -1):
                weights = dict(lattice[i])
                row, norm = {}, 0.0
                pairs = []
                for a, p in forward[i - 1].items():
                    total = 0.0
                    for b, q in backward.items():
                        x = trans[a][b] * weights[b] * q
                        total += x
                        pairs.append((a, b, p * x))
                        norm += p * x
                    row[a] = total
                for a, b, x in pairs:
                    counts[a][b] += x / norm
                scale = sum(row.values())
                backward = {a: q / scale for a, q in row.items()}
        everything = sum(sum(row.values()) for row in counts.values())
        share = {b: (sum(counts[a][b] for a in ALL) / everything) ** DAMPING for b in ALL}
        for a in ALL:
            total = sum(counts[a].values())
            trans[a] = {b: c / total for b, c in counts[a].items()}
    return {a: {b: trans[a][b] / share[b] for b in ALL} for a in ALL}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ('lexicon', 'wordnet', 'text', 'out'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--rounds', type=int, default=6)
    parser.add_argument('--prior', type=float, default=0.5)
    args = parser.parse_args()
    words = lexicon(args)
    trans = estimate(args, words)
    with open(args.out + '/words.tsv', 'w', encoding='utf-8') as out:
        out.write('# word<TAB>tags, likeliest first; made by syntax/make_tagger.py. Sources: the Brill '
                  'lexicon (MIT), WordNet 3.0 (c) 2006 Princeton University.\n')
        for word in sorted(words):
            if words[word] != guess(word):
                out.write(word + '\t' + ''.join(words[word]) + '\n')
    with open(args.out + '/tag_transitions.tsv', 'w', encoding='utf-8') as out:
        out.write('# tag, next tag, 1000 * (ln p(next | tag) - 0.5 ln p(next)); made by '
                  'syntax/make_tagger.py\n')
        for a in ALL:
            for b in ALL:
                out.write('%s\t%s\t%d\n' % (a, b, round(1000 * math.log(trans[a][b]))))


if __name__ == '__main__':
    main()
