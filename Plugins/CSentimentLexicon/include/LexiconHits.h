// Four hits of a text at once: added up, and put in order. Neither has a branch on what the hits are, as that is guessed wrong.
//
// In C, as its vectors are those of the machine, whichever it is. A hit has sixteen bytes, and its parts come in this order: an entry
// (a whole number), a weight (a number), and where it begins and ends.
#ifndef LEXICON_HITS_H
#define LEXICON_HITS_H

#include <stdint.h>

/// Four whole numbers that are compared and added at once.
typedef int32_t LexiconFour __attribute__((vector_size(16)));

/// The same bits as two, to be looked at.
typedef int64_t LexiconTwo __attribute__((vector_size(16)));

/// Four numbers that are added at once.
typedef float LexiconSums __attribute__((vector_size(16)));

/// The entries of four hits, and the bits of their weights.
typedef struct {
    LexiconFour entry;
    LexiconFour weight;
} LexiconHits;

static inline LexiconHits lexiconTurnHits(const LexiconFour hit[4]) {
    const LexiconFour low = __builtin_shufflevector(hit[0], hit[1], 0, 4, 1, 5);
    const LexiconFour high = __builtin_shufflevector(hit[2], hit[3], 0, 4, 1, 5);
    const LexiconHits turned = {
        __builtin_shufflevector(low, high, 0, 1, 4, 5), __builtin_shufflevector(low, high, 2, 3, 6, 7)};
    return turned;
}

/// Adds four weights to the sums, one after the other, as adding them in another order would round otherwise. `none` has all bits
/// where a weight is 0.
static inline void lexiconSumFour(LexiconFour weight, LexiconFour none, void *sums) {
    const LexiconFour sign = weight & INT32_MIN;
    const LexiconSums one = (LexiconSums)(sign | 0x3F800000);
    const LexiconFour size = (LexiconFour)((LexiconSums)weight + one) & ~none;
    const LexiconFour isBelow = sign >> 31, above = size & ~isBelow, below = size & isBelow, zero = {0};
    // Turned: what is added at once is the weight of one hit, its size on the one side and on the other, and nothing.
    const LexiconFour firstWeights = __builtin_shufflevector(weight, below, 0, 4, 1, 5);
    const LexiconFour lastWeights = __builtin_shufflevector(weight, below, 2, 6, 3, 7);
    const LexiconFour firstSizes = __builtin_shufflevector(above, zero, 0, 4, 1, 5);
    const LexiconFour lastSizes = __builtin_shufflevector(above, zero, 2, 6, 3, 7);
    LexiconSums sum;
    __builtin_memcpy(&sum, sums, sizeof sum);
    sum += (LexiconSums)__builtin_shufflevector(firstWeights, firstSizes, 0, 4, 1, 5);
    sum += (LexiconSums)__builtin_shufflevector(firstWeights, firstSizes, 2, 6, 3, 7);
    sum += (LexiconSums)__builtin_shufflevector(lastWeights, lastSizes, 0, 4, 1, 5);
    sum += (LexiconSums)__builtin_shufflevector(lastWeights, lastSizes, 2, 6, 3, 7);
    __builtin_memcpy(sums, &sum, sizeof sum);
}

/// Adds up the weights of four hits, one after the other, and puts those with a weight other than 0 one after the other.
///
/// `sums` are four numbers: the sum of the weights, of the positive ones with 1 added to each, of the negative ones with 1 taken off
/// each, and one that stays as it is. There must be places for four hits; one beyond the number that is returned can be written, too,
/// with a weight of 0.
/// Returns how many have a weight; -1, and changes nothing, if two are of the same entry.
static inline int32_t lexiconAddFour(const void *hits, void *places, void *sums) {
    LexiconFour hit[4];
    __builtin_memcpy(hit, hits, sizeof hit);
    const LexiconHits turned = lexiconTurnHits(hit);
    const LexiconFour none = (turned.weight & 0x7FFFFFFF) == 0;
    // Each is compared with the next and the one after: all pairs of four.
    const LexiconFour entry = turned.entry;
    const LexiconFour same = (entry == __builtin_shufflevector(entry, entry, 1, 2, 3, 0))
                             | (entry == __builtin_shufflevector(entry, entry, 2, 3, 0, 1));
    const LexiconTwo twice = (LexiconTwo)(same & ~none);
    if ((twice[0] | twice[1]) != 0) return -1;

    lexiconSumFour(turned.weight, none, sums);
    // How many up to each have a weight.
    const LexiconFour felt = none + 1, zero = {0};
    const LexiconFour pairs = felt + __builtin_shufflevector(felt, zero, 4, 0, 1, 2);
    const LexiconFour upTo = pairs + __builtin_shufflevector(pairs, zero, 4, 4, 0, 1);
    char *const first = places;
    __builtin_memcpy(first, &hit[0], sizeof hit[0]);
    for (int index = 1; index < 4; index++) {
        // Over one without a weight.
        __builtin_memcpy(first + (uint32_t)upTo[index - 1] * sizeof hit[0], &hit[index], sizeof hit[0]);
    }
    return upTo[3];
}

/// Of four sizes, minus how many of the four come before each: the larger ones, and equal ones that stand before it.
static inline LexiconFour lexiconBeforeOwn(LexiconFour size) {
    const LexiconFour next = __builtin_shufflevector(size, size, 1, 2, 3, 0) + (LexiconFour){0, 0, 0, 1};
    const LexiconFour second = __builtin_shufflevector(size, size, 2, 3, 0, 1) + (LexiconFour){0, 0, 1, 1};
    const LexiconFour third = __builtin_shufflevector(size, size, 3, 0, 1, 2) + (LexiconFour){0, 1, 1, 1};
    return (next > size) + (second > size) + (third > size);
}

/// Of four sizes, minus how many of four others are larger.
static inline LexiconFour lexiconBelowOthers(LexiconFour size, LexiconFour other) {
    return (other > size) + (__builtin_shufflevector(other, other, 1, 2, 3, 0) > size)
           + (__builtin_shufflevector(other, other, 2, 3, 0, 1) > size) + (__builtin_shufflevector(other, other, 3, 0, 1, 2) > size);
}

static inline void lexiconPutFour(const LexiconFour hit[4], LexiconFour place, void *places) {
    for (int index = 0; index < 4; index++) {
        __builtin_memcpy((char *)places + (uint32_t)place[index] * sizeof hit[0], &hit[index], sizeof hit[0]);
    }
}

/// Puts four hits in order by the size of their weights: the largest first, of equal ones the first first. The place of each is the
/// number of those before it.
static inline void lexiconOrderFour(const void *hits, void *places) {
    LexiconFour hit[4];
    __builtin_memcpy(hit, hits, sizeof hit);
    // The bits of numbers that are not negative grow with them.
    lexiconPutFour(hit, -lexiconBeforeOwn(lexiconTurnHits(hit).weight & 0x7FFFFFFF), places);
}

/// The same with eight.
static inline void lexiconOrderEight(const void *hits, void *places) {
    LexiconFour hit[8];
    __builtin_memcpy(hit, hits, sizeof hit);
    const LexiconFour first = lexiconTurnHits(hit).weight & 0x7FFFFFFF;
    const LexiconFour last = lexiconTurnHits(hit + 4).weight & 0x7FFFFFFF;
    lexiconPutFour(hit, -(lexiconBeforeOwn(first) + lexiconBelowOthers(first, last)), places);
    // Those of the same size in the first four are before it, too.
    lexiconPutFour(hit + 4, -(lexiconBeforeOwn(last) + lexiconBelowOthers(last, first + 1)), places);
}

#endif
