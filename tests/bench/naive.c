/* SPDX-License-Identifier: Apache-2.0
 *
 * The yardstick: the nine columns of ecom.json or the sixteen of lineitem.json as COPY text,
 * written as most programs would be - random(), one malloc and snprintf or strftime a value, stdio
 * for the row, parents' keys in an array. Usage: naive ecom|lineitem ROWS > /dev/null
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dore/faker.h"

enum { PARENTS = 10000, DAYS = 1826, NOW = 1767225600, DAY = 86400 };

static const struct dore_words *first_names, *last_names, *lorem;

static char *keep(const char *text) {
    char *copy = malloc(strlen(text) + 1);
    if (!copy)
        exit(3);
    return memcpy(copy, text, strlen(text) + 1);
}

static char *make_uuid(void) {
    char text[40];
    unsigned long a = (unsigned long)random(), b = (unsigned long)random();
    unsigned long c = (unsigned long)random(), d = (unsigned long)random();
    snprintf(text, sizeof text, "%08lx-%04lx-4%03lx-%04lx-%08lx%04lx", a, b & 0xffff,
             b >> 16 & 0xfff, (c & 0x3fff) | 0x8000, d, c >> 14 & 0xffff);
    return keep(text);
}

static const char *word(const struct dore_words *words) {
    return dore_word(words, (uint32_t)((unsigned long)random() % words->count), 0).text;
}

static char *make_name(void) {
    char text[128];
    snprintf(text, sizeof text, "%s %s", word(first_names), word(last_names));
    return keep(text);
}

static char *make_email(void) {
    static const char *const hosts[] = {"example.com", "example.org", "example.net"};
    char text[128];
    snprintf(text, sizeof text, "%s%s@%s", word(first_names), word(last_names),
             hosts[random() % 3]);
    for (char *at = text; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at + 'a' - 'A');
    return keep(text);
}

/* A day, or a moment with microseconds. */
static char *make_time(bool day) {
    char text[64];
    time_t moment = NOW - random() % ((long)DAYS * DAY);
    struct tm parts;
    gmtime_r(&moment, &parts);
    size_t size = strftime(text, sizeof text, day ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%S", &parts);
    if (!day)
        snprintf(text + size, sizeof text - size, ".%06ld", random() % 1000000);
    return keep(text);
}

__attribute__((format(printf, 1, 2))) static char *make_number(const char *format, ...) {
    va_list numbers;
    char text[32];
    va_start(numbers, format);
    vsnprintf(text, sizeof text, format, numbers);
    va_end(numbers);
    return keep(text);
}

static char *one_of(const char *const *words, long count) {
    return keep(words[random() % count]);
}

static char *make_cents(long lowest, long highest) {
    char text[32];
    snprintf(text, sizeof text, "%.2f",
             (double)(lowest + random() % (highest - lowest + 1)) / 100.0);
    return keep(text);
}

static char *make_sentence(void) {
    char text[256] = "";
    size_t size = 0;
    for (long left = 3 + random() % 3; left > 0; left--)
        size += (size_t)snprintf(text + size, sizeof text - size, "%s%s", word(lorem),
                                 left > 1 ? " " : ".");
    if (text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
    return keep(text);
}

static void put_values(char **value, int count) {
    for (int i = 0; i < count; i++) {
        printf(i ? "\t%s" : "%s", value[i]);
        free(value[i]);
    }
    putchar('\n');
}

static void put_sale(char *const *parent) {
    static const char *const status[] = {"new", "paid", "shipped", "returned"};
    char *value[] = {make_uuid(),
                     make_name(),
                     make_email(),
                     make_number("%ld", 18 + random() % 73),
                     make_cents(0, 9999999),
                     make_time(true),
                     make_time(false),
                     one_of(status, 4),
                     keep(parent[random() % PARENTS])};
    put_values(value, 9);
}

static void put_lineitem(void) {
    static const char *const flags[] = {"R", "A", "N"}, *const states[] = {"O", "F"};
    static const char *const instructions[] = {"DELIVER IN PERSON", "COLLECT COD", "NONE",
                                               "TAKE BACK RETURN"};
    static const char *const modes[] = {"REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB"};
    char *value[] = {make_number("%ld", 1 + random() % 6000000),
                     make_number("%ld", 1 + random() % 200000),
                     make_number("%ld", 1 + random() % 10000),
                     make_number("%ld", 1 + random() % 7),
                     make_cents(100, 5000),
                     make_cents(90000, 10500000),
                     make_cents(0, 10),
                     make_cents(0, 8),
                     one_of(flags, 3),
                     one_of(states, 2),
                     make_time(true),
                     make_time(true),
                     make_time(true),
                     one_of(instructions, 4),
                     one_of(modes, 7),
                     make_sentence()};
    put_values(value, 16);
}

int main(int argc, char **argv) {
    static char *parent[PARENTS];
    bool sale = argc < 2 || strcmp(argv[1], "lineitem") != 0;
    long rows = argc > 2 ? atol(argv[2]) : 1000;
    first_names = dore_words_find("en_US", "person.first_names");
    last_names = dore_words_find("en_US", "person.last_names");
    lorem = dore_words_find("en_US", "lorem.word_list");
    for (int i = 0; i < PARENTS; i++)
        parent[i] = make_uuid();
    for (long row = 0; row < rows; row++)
        if (sale)
            put_sale(parent);
        else
            put_lineitem();
    return 0;
}
