// The compiled-in lexicon: constant tables that lie in the program's read-only memory and need no work at start.
//
// They are in C, as Swift has neither constant tables of this size nor the instruction that gathers a bit of each byte.
// Image.c is made by scripts/build-lexicon from the files in Plugins/SentimentLexicon/Lexicon/. The structures are also
// those of a table that is built at run time from a user's own file; Plugins/SentimentLexicon/LexiconTable.swift walks both.
#ifndef C_SENTIMENT_LEXICON_H
#define C_SENTIMENT_LEXICON_H

#include <stdint.h>
#include "LexiconHits.h"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// One word, emoticon or emoji; two lie in a cache line. Its place is `hash & (slotCount - 1)` or, where that is taken, the
/// next free one.
typedef struct {
    /// The first sixteen bytes of the folded word, little-endian, zero-padded.
    uint64_t c0;
    uint64_t c1;
    /// -4 to 4.
    float rating;
    /// Added to the size of a following rating.
    float boost;
    /// Index of the word's `LexiconExtra`, 0 if it has none.
    uint32_t extra;
    /// A `WordRole`.
    uint16_t roleBits;
    /// Bytes of the folded word, at most 32; 0 for a free place.
    uint8_t length;
} LexiconEntry;

/// What only a few words have: bytes beyond the sixteenth, and phrases that begin with the word.
typedef struct {
    uint64_t c2;
    uint64_t c3;
    /// A range of the phrases, longest first.
    uint32_t phraseStart;
    uint32_t phraseCount;
    /// The letters (by their low five bits) with which the second words of those phrases begin.
    uint32_t phraseLetters;
} LexiconExtra;

/// Two or more words that are rated, or act, as one.
typedef struct {
    /// Up to eight bytes after the first word's space, up to an apostrophe, and the mask under which they are compared: nearly
    /// every phrase that does not stand in a text is dismissed by them.
    uint64_t second;
    uint64_t mask;
    /// The mask of the second word alone, where a text has more than one space between words.
    uint64_t wordMask;
    /// The bytes after the first word, folded, beginning with a space: a range of the phrase bytes.
    uint32_t restStart;
    uint16_t restLength;
    uint16_t roleBits;
    /// -4 to 4.
    float rating;
    float boost;
    /// Words in the whole phrase.
    uint8_t words;
    /// Of the bytes after the first word, how many are known to stand in a text where the mask shows no difference.
    uint8_t lead;
    /// How many phrases further on the next of the same pair stands, 0 if this is the last of them.
    uint16_t step;
} LexiconPhrase;

/// The phrases of one first word whose second words begin with the same two bytes. Its place is `hash & (pairCount - 1)` or,
/// where that is taken, the next free one.
typedef struct {
    /// Of the word with those two bytes.
    uint64_t hash;
    /// Index of the longest of them plus one, 0 for a free place.
    uint32_t phrase;
} LexiconPair;

/// The tables of a lexicon. Pointers are to `…Count` elements each.
typedef struct {
    /// A power of two, with free places among them.
    const LexiconEntry *slots;
    uint32_t slotCount;
    /// A power of two.
    uint32_t blockCount;
    /// The filter: the block at `hash & (blockCount - 1)` lacks the bits of each of its words' pattern.
    const uint64_t *blocks;
    const LexiconExtra *extras;
    const LexiconPhrase *phrases;
    const uint8_t *phraseBytes;
    uint32_t extraCount;
    uint32_t phraseCount;
    uint32_t phraseByteCount;
    /// A power of two, with free places among them.
    uint32_t pairCount;
    /// A power of two.
    uint32_t pairBlockCount;
    const LexiconPair *pairs;
    /// The filter of pairs: of each, the bit `hash & 63` of the block at `hash >> 6 & (pairBlockCount - 1)`.
    const uint64_t *pairBlocks;
} LexiconImage;

/// Patterns of three bits, none the highest, one of which stands for a word in its block of the filter.
enum { lexiconPatternCount = 512 };
extern const uint64_t lexiconPatterns[lexiconPatternCount];
static inline const uint64_t *lexiconPatternTable(void) { return lexiconPatterns; }

/// 96 bytes of ones and sixteen of zeros: from the place 96 - n on they are a mask for the first n of sixteen bytes. Of words of up to
/// sixteen letters it lies in one cache line.
extern const uint8_t lexiconByteMasks[112];
static inline const uint8_t *lexiconByteMaskTable(void) { return lexiconByteMasks; }

/// A line between two measured points: the share of right signs from one size of the score on, and how it grows from there.
typedef struct {
    double from, share, slope;
} LexiconSureness;

/// The five lines, by the size of the score.
extern const LexiconSureness lexiconSureness[5];
static inline const LexiconSureness *lexiconSurenessTable(void) { return lexiconSureness; }

/// Eight bytes in the machine's order. Two of them side by side would be read as a vector, which it takes longer to leave
/// than the rest of a word's way to the filter.
static inline uint64_t lexiconChunk(const uint8_t *at) {
    uint64_t chunk;
    __builtin_memcpy(&chunk, at, sizeof chunk);
#if defined(__GNUC__)
    __asm__("" : "+r"(chunk));
#endif
    return chunk;
}

/// What 64 bytes of text are, one bit for each, the first the lowest.
typedef struct {
    /// No ASCII letters.
    uint64_t ends;
    /// Where a word does not simply end before a space and the next begins after it: other marks, spaces that are not
    /// between a letter and something else, and letters that the next two repeat. A zero counts as a space.
    uint64_t halts;
} LexiconWindow;

/// Looks at 64 bytes, and at the one after them: 65 must be readable.
static inline LexiconWindow lexiconWindow(const uint8_t *text) {
    // Letters; spaces; bytes that are, but for the case of letters, the same as the next.
    uint64_t letters = 0, spaces = 0, pairs = 0;
#if defined(__SSE2__)
    // 'a' to 'z' become the largest signed bytes.
    const __m128i caseBit = _mm_set1_epi8(0x20), shift = _mm_set1_epi8(127 - 'z'), before = _mm_set1_epi8(127 - 26);
    for (int at = 0; at < 64; at += 16) {
        const __m128i here = _mm_or_si128(_mm_loadu_si128((const __m128i *)(text + at)), caseBit);
        const __m128i next = _mm_or_si128(_mm_loadu_si128((const __m128i *)(text + at + 1)), caseBit);
        letters |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpgt_epi8(_mm_add_epi8(here, shift), before)) << at;
        spaces |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(here, caseBit)) << at;
        pairs |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(here, next)) << at;
    }
#else
    for (int at = 0; at < 64; at++) {
        const uint8_t here = text[at] | 0x20;
        letters |= (uint64_t)(here >= 'a' && here <= 'z') << at;
        spaces |= (uint64_t)(here == 0x20) << at;
        pairs |= (uint64_t)(here == (text[at + 1] | 0x20)) << at;
    }
#endif
    const uint64_t between = spaces & letters << 1 & ~pairs;
    const LexiconWindow window = {~letters, (~letters & ~between) | (letters & pairs & pairs >> 1)};
    return window;
}

/// The compiled-in lexicon; its memory lasts as long as the program.
LexiconImage compiledLexiconImage(void);

#endif
