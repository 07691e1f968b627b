"""A batch of tokens as names are read from it: flags of words, sentences, listed names, and runs of capitals."""

from dataclasses import dataclass

import numpy as np

from transforms.entities.lexicon import Flagged, Word, lexicon
from transforms.entities.phrases import Found, Names, find_phrases
from transforms.tokens import (
    CLITIC,
    INITIAL,
    LOWER,
    NUMBER,
    PARAGRAPH,
    PUNCTUATION,
    UPPER,
    WORD,
    Counts,
    Flags,
    Tokens,
    hash_words,
)

# What stands around a sentence's first word or behind its last, and belongs to neither.
_WRAPPING = np.array([ord(mark) for mark in "\"'“”„‟‘’‚‛«»‹›`()[]*•·–—-"], np.uint32)
_DASHES = np.array([ord(mark) for mark in "•·–—-[]*"], np.uint32)
_ENDING = np.array([ord(mark) for mark in ".!?…:;|"], np.uint32)
_SENTENCE_ENDING = np.array([ord(mark) for mark in ".!?…"], np.uint32)
_APOSTROPHES = np.array([ord(mark) for mark in "'’"], np.uint32)
_STOP, _AND = ord("."), ord("&")
# Words that tell what they open: months that are given names, and particles glued to a name.
_NAME_MONTHS = ("april", "may", "june", "august", "jan")
_GLUED = ("al-", "el-", "as-", "ar-", "az-", "ad-", "at-", "an-")
# A paragraph in which this share of the longer words is capitalised is set as a headline: no name is told by capitals.
HEADLINE_SHARE = 0.85
HEADLINE_WORDS, HEADLINE_MOST = 4, 20
HEADLINE_PLAIN = 2  # capitalised words that name nobody
_LONG = 3  # letters of a word that headlines capitalise


@dataclass(frozen=True, slots=True)
class Tags:
    """What is known of each token, and the runs of capitalised words that may hold names.

    flags: of `Word`. opens: whether a token is the first word of a sentence or quotation, where a capital says nothing.
    sentence: number of the sentence in the batch. is_headline: whether its paragraph is set as a headline. weak: common
    words capitalised at the head of a sentence, which may be a family name all the same. run_first, run_last: of runs.
    """

    flags: Flagged
    opens: Flags
    sentence: Counts
    is_headline: Flags
    phrases: Found
    weak: Counts
    run_first: Counts
    run_last: Counts


def read_tags(tokens: Tokens, names: Names) -> Tags:
    """Tag a batch."""
    flags = lexicon()(tokens.word)
    flags[tokens.kind != WORD] = 0
    flags[(tokens.word == hash_words(["pm"])[0]) & (tokens.shape == LOWER)] = 0  # a time of the day, no premier
    is_capital = (tokens.kind == WORD) & ((tokens.shape != LOWER) | _glued(tokens))
    begins = _sentence_begins(tokens, flags, is_capital)
    opens = begins | _follows_opening(tokens)
    is_headline = _headlines(tokens, flags, is_capital)
    phrases = find_phrases(tokens, names, is_capital)
    in_phrase = _covered(len(tokens), phrases.first, phrases.last)

    follows_capital = np.roll(is_capital, -1) & ~np.roll(opens, -1)
    is_particle = flags & Word.PARTICLE != 0
    follows_capital |= np.roll(is_particle, -1) & np.roll(is_capital, -2) & ~np.roll(opens, -2)
    # A month is a given name before a capital, unless a preposition or a day stands before it.
    is_dated = np.roll((flags & Word.FUNCTION != 0) | (tokens.kind == NUMBER), 1)
    is_month = np.isin(tokens.word, hash_words(list(_NAME_MONTHS))) & is_capital & follows_capital & ~is_dated
    is_calendar = (flags & Word.CALENDAR != 0) & ~is_month
    told_by_list = (
        flags
        & (Word.TITLE | Word.ROLE | Word.ROLE_PART | Word.ORG_HEAD | Word.ORG_PART | Word.GIVEN | Word.FAMILY_FIRST)
        != 0
    )
    told_by_list |= (flags & Word.THING != 0) & follows_capital
    is_plain = (flags & Word.COMMON != 0) & ~told_by_list & (tokens.shape != UPPER)
    is_function = (flags & Word.FUNCTION != 0) & ~((tokens.shape == UPPER) & (flags & Word.COMMON == 0))
    is_will = tokens.word == hash_words(["will"])[0]  # a given name where a capital says something
    is_function &= ~(is_will & is_capital & ~opens & follows_capital)
    heads_name = (flags & Word.ORG_HEAD != 0) & np.isin(np.roll(tokens.word, -1), hash_words(["of", "for"]))
    behind_name = _behind_name(tokens, flags, is_capital) & ~opens & ~is_headline
    is_calendar &= ~behind_name
    is_function &= ~(behind_name | is_month)
    is_weak = is_capital & opens & ~is_function & ~is_calendar
    is_weak &= (is_plain & ~(is_particle & follows_capital)) | ((flags & Word.COMMON != 0) & ~follows_capital)
    is_weak &= ~in_phrase & ~is_month & ~heads_name & (flags & Word.ABBREVIATION == 0)
    is_name = (is_capital & ~is_function & ~is_calendar & ~is_weak) | in_phrase
    nickname = _nicknames(tokens, is_name, is_capital)
    inside = is_name | nickname | _joins(tokens, flags, is_name)
    breaks = opens & ~in_phrase & ~nickname | (tokens.kind == PARAGRAPH)
    breaks |= opens & ~nickname & np.isin(np.arange(len(tokens)), phrases.first)
    inside &= tokens.kind != PARAGRAPH
    starts = inside & (~np.roll(inside, 1) | breaks | (~tokens.spaced & np.roll(tokens.kind == CLITIC, 1)))
    ends = inside & (~np.roll(inside, -1) | np.roll(starts, -1))
    return Tags(
        flags=flags,
        opens=opens,
        sentence=np.cumsum(begins),
        is_headline=is_headline,
        phrases=phrases,
        weak=np.flatnonzero(is_weak),
        run_first=np.flatnonzero(starts),
        run_last=np.flatnonzero(ends),
    )


def _glued(tokens: Tokens) -> Flags:
    """Words such as al-Assad, which begin with a small letter."""
    at = np.minimum(tokens.start + 3, len(tokens.points) - 1)
    letter = tokens.points[at]
    is_upper = ((letter >= ord("A")) & (letter <= ord("Z"))) & (tokens.start + 3 < tokens.end)
    return is_upper & np.isin(tokens.head, hash_words(list(_GLUED)))


def _sentence_begins(tokens: Tokens, flags: Flagged, is_capital: Flags) -> Flags:
    """Which tokens are the first of a sentence, marks around it left out."""
    is_wrapping = (tokens.kind == PUNCTUATION) & np.isin(tokens.mark, _WRAPPING)
    solid = np.where(is_wrapping, -1, np.arange(len(tokens)))
    before = np.concatenate([[-1], np.maximum.accumulate(solid)[:-1]])
    previous = np.maximum(before, 0)
    ends = np.isin(tokens.mark[previous], _SENTENCE_ENDING)
    # A full stop behind an abbreviation, or an initial, ends none.
    word = np.maximum(previous - 1, 0)
    is_short = (tokens.mark[previous] == _STOP) & ~tokens.spaced[previous] & (tokens.kind[word] == WORD)
    ends &= ~(is_short & (flags[word] & Word.ABBREVIATION != 0) & is_capital[word])
    # U.S. at the end of a sentence: a small word with a capital follows.
    is_dotted = (tokens.kind[previous] == WORD) & (tokens.points[tokens.end[previous] - 1] == _STOP)
    ends |= is_dotted & (tokens.shape[previous] != INITIAL) & is_capital & (flags & Word.FUNCTION != 0)
    first = (before < 0) | (tokens.kind[previous] == PARAGRAPH)
    begins: Flags = ~is_wrapping & (tokens.kind != PARAGRAPH) & (first | (ends & (is_capital | (tokens.kind != WORD))))
    return begins


def _follows_opening(tokens: Tokens) -> Flags:
    """Which tokens stand behind a mark that opens a quotation or a bracket, or behind a colon."""
    previous = np.maximum(np.arange(len(tokens)) - 1, 0)
    is_wrapping = (tokens.kind[previous] == PUNCTUATION) & np.isin(tokens.mark[previous], _WRAPPING)
    follows: Flags = (is_wrapping & ~tokens.spaced) | np.isin(tokens.mark[previous], _ENDING[-3:])
    return follows


def _headlines(tokens: Tokens, flags: Flagged, is_capital: Flags) -> Flags:
    """Which tokens stand in a paragraph whose words are capitalised as in a headline."""
    counts = (tokens.kind == WORD) & (flags & Word.FUNCTION == 0) & (tokens.end - tokens.start >= _LONG)
    paragraphs = int(tokens.paragraph[-1]) + 1 if len(tokens) else 0
    words = np.bincount(tokens.paragraph[counts], minlength=paragraphs)
    capitals = np.bincount(tokens.paragraph[counts & is_capital], minlength=paragraphs)
    may_be_name = flags & (Word.GIVEN | Word.TITLE | Word.ROLE) != 0
    plain = np.bincount(
        tokens.paragraph[counts & is_capital & (flags & Word.COMMON != 0) & ~may_be_name], minlength=paragraphs
    )
    is_headline = (
        (words >= HEADLINE_WORDS)
        & (words <= HEADLINE_MOST)
        & (plain >= HEADLINE_PLAIN)
        & (capitals >= HEADLINE_SHARE * words)
    )
    return is_headline[tokens.paragraph]


def _covered(length: int, first: Counts, last: Counts) -> Flags:
    """Which tokens lie in one of these stretches."""
    change = np.zeros(length + 1, np.int64)
    np.add.at(change, first, 1)
    np.add.at(change, last + 1, -1)
    return np.cumsum(change[:-1]) > 0


def _nicknames(tokens: Tokens, is_name: Flags, is_capital: Flags) -> Flags:
    """Tokens of a nickname set in marks between two names, marks included."""
    is_mark = (tokens.kind == PUNCTUATION) & np.isin(tokens.mark, _WRAPPING) & ~np.isin(tokens.mark, _DASHES)
    opening = is_mark & tokens.spaced & np.roll(is_name, 1) & np.roll(is_capital, -1)
    opening &= np.roll(is_mark, -2) & np.roll(is_name, -3) & np.roll(tokens.spaced, -3)
    nickname: Flags = opening | np.roll(opening, 1) | np.roll(opening, 2)
    return nickname


def _behind_name(tokens: Tokens, flags: Flagged, is_capital: Flags) -> Flags:
    """Which capitalised words stand behind a given name or a title, where March and More are family names."""
    given = is_capital & (flags & (Word.MALE | Word.FEMALE) != 0) & (flags & (Word.CALENDAR | Word.FUNCTION) == 0)
    titled = is_capital & (flags & Word.HONORIFIC != 0)
    is_stop = (tokens.mark == _STOP) & ~tokens.spaced
    before = np.roll(given | titled, 1) | (np.roll(is_stop, 1) & np.roll(titled, 2))
    is_date = np.roll(tokens.kind == NUMBER, -1)
    behind: Flags = before & is_capital & (tokens.shape != UPPER) & (tokens.shape != INITIAL) & ~is_date
    return behind


def _joins(tokens: Tokens, flags: Flagged, is_name: Flags) -> Flags:
    """Tokens between names that belong to one: the stop of an abbreviation, particles such as von and bin."""
    before, after = np.roll(is_name, 1), np.roll(is_name, -1)
    previous = np.roll(flags, 1)
    short = (previous & Word.ABBREVIATION != 0) | (np.roll(tokens.shape, 1) == INITIAL)
    is_stop = (tokens.mark == _STOP) & ~tokens.spaced & before & short & after
    is_particle = (flags & Word.PARTICLE != 0) & (tokens.shape == LOWER) & (tokens.kind == WORD)
    single = is_particle & before & after
    double = is_particle & np.roll(is_particle, -1) & before & np.roll(is_name, -2)
    is_pair = (tokens.mark == _AND) & before & after
    # Women's Institute, Pilots' Guild: an owner that is no name.
    is_owner = np.roll((flags & Word.COMMON != 0) & (flags & Word.GIVEN == 0), 1) & before & after
    is_mark = np.isin(tokens.mark, _APOSTROPHES) & ~tokens.spaced
    owned = is_owner & (is_mark | (tokens.kind == CLITIC)) & np.roll(tokens.spaced, -1)
    joins: Flags = owned | is_stop | is_pair | single | double | np.roll(double, 1)
    return joins
