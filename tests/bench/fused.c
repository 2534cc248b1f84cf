/* SPDX-License-Identifier: Apache-2.0
 *
 * The other yardstick: the nine columns of ecom.json as COPY text by one loop written for just this
 * row, out of the program's own primitives. What the program takes longer is the price of its
 * being general. Usage: fused ROWS > /dev/null
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dore/faker.h"

enum { COLUMNS = 9, PARENTS = 10000, DAYS = 1826, TODAY = 20454, CHUNK = 1 << 16, ROW = 512 };

static const struct dore_words *first_names, *last_names;

static char *put_word(char *to, const struct dore_words *words, uint32_t random) {
    struct dore_weights weights = {words->count, words->threshold, words->alias};
    struct dore_str word = dore_word(words, dore_weights_pick(&weights, random), 0);
    memcpy(to, word.text, 16);
    if (word.size > 16)
        memcpy(to + 16, word.text + 16, word.size - 16);
    return to + word.size;
}

static char *put_lower(char *to, const struct dore_words *words, uint32_t random) {
    char *end = put_word(to, words, random);
    for (char *at = to; at < end; at++)
        *at = (char)(*at | (*at >= 'A' && *at <= 'Z' ? 0x20 : 0));
    return end;
}

static char *put_uuid(char *to, const struct dore_block *block) {
    uint8_t uuid[16];
    memcpy(uuid, block, sizeof uuid);
    uuid[6] = (uint8_t)((uuid[6] & 0x0f) | 0x40);
    uuid[8] = (uint8_t)((uuid[8] & 0x3f) | 0x80);
    return dore_print_uuid(to, uuid);
}

static uint64_t below(uint32_t random, uint64_t limit) {
    return random * limit >> 32;
}

static char *put_row(char *to, const struct dore_block *const *block, uint32_t i,
                     const struct dore_block *parent) {
    static const struct dore_str hosts[] = {
        {"@example.com\0\0\0\0", 12}, {"@example.org\0\0\0\0", 12}, {"@example.net\0\0\0\0", 12}};
    static const struct dore_str status[] = {
        {"new\0\0\0\0\0", 3}, {"paid\0\0\0\0", 4}, {"shipped", 7}, {"returned", 8}};
    to = put_uuid(to, &block[0][i]);
    *to++ = '\t';
    to = put_word(to, first_names, block[1][i].word[0]);
    *to++ = ' ';
    to = put_word(to, last_names, block[1][i].word[1]);
    *to++ = '\t';
    to = put_lower(to, first_names, block[2][i].word[0]);
    to = put_lower(to, last_names, block[2][i].word[1]);
    const struct dore_str *host = &hosts[below(block[2][i].word[2], 3)];
    memcpy(to, host->text, 16);
    to += host->size;
    *to++ = '\t';
    to = dore_print_u64(to, 18 + below(block[3][i].word[0], 73));
    *to++ = '\t';
    to = dore_print_decimal(to, (int64_t)below(block[4][i].word[0], 10000000), 2);
    *to++ = '\t';
    to = dore_print_date(to, TODAY - (int64_t)below(block[5][i].word[0], DAYS));
    *to++ = '\t';
    int64_t second =
        (TODAY - DAYS) * INT64_C(86400) + (int64_t)below(block[6][i].word[0], DAYS * 86400);
    int64_t fraction = (int64_t)below(block[6][i].word[1], 1000000);
    to = dore_print_datetime(to, second * 1000000 + fraction, ' ', 6);
    *to++ = '\t';
    const struct dore_str *state = &status[below(block[7][i].word[0], 4)];
    memcpy(to, state->text, 8);
    to += state->size;
    *to++ = '\t';
    to = put_uuid(to, &parent[i]);
    *to++ = '\n';
    return to;
}

static void flush(const char *data, size_t size) {
    while (size > 0) {
        ssize_t wrote = write(STDOUT_FILENO, data, size);
        if (wrote < 0)
            exit(3);
        data += wrote;
        size -= (size_t)wrote;
    }
}

int main(int argc, char **argv) {
    static struct dore_block drawn[COLUMNS][DORE_BATCH_ROWS], parent[DORE_BATCH_ROWS];
    static uint64_t list[DORE_BATCH_ROWS];
    static char chunk[CHUNK + DORE_BATCH_ROWS * ROW];
    const struct dore_block *block[COLUMNS];
    uint64_t rows = argc > 1 ? (uint64_t)atol(argv[1]) : 1000;
    char *to = chunk;
    first_names = dore_words_find("en_US", "person.first_names");
    last_names = dore_words_find("en_US", "person.last_names");
    for (uint64_t first = 0; first < rows; first += DORE_BATCH_ROWS) {
        struct dore_rows some = {.first = first, .count = DORE_BATCH_ROWS};
        if (rows - first < DORE_BATCH_ROWS)
            some.count = (uint32_t)(rows - first);
        for (unsigned column = 0; column < COLUMNS; column++) {
            dore_rng_blocks(column + 1, &some, 0, drawn[column]);
            block[column] = drawn[column];
        }
        for (uint32_t i = 0; i < some.count; i++)
            list[i] = below(drawn[8][i].word[0], PARENTS);
        dore_rng_blocks(99, &(struct dore_rows){.count = some.count, .list = list}, 0, parent);
        for (uint32_t i = 0; i < some.count; i++)
            to = put_row(to, block, i, parent);
        if (to - chunk >= CHUNK) {
            flush(chunk, (size_t)(to - chunk));
            to = chunk;
        }
    }
    flush(chunk, (size_t)(to - chunk));
    return 0;
}
