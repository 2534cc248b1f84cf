/* SPDX-License-Identifier: Apache-2.0
 *
 * The yardstick: the nine columns of ecom.json as COPY text, written as most programs would be -
 * random(), one malloc and snprintf or strftime a value, stdio for the row, parents' keys in an
 * array. Usage: naive ROWS > /dev/null
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dore/faker.h"

enum { PARENTS = 10000, DAYS = 1826, NOW = 1767225600, DAY = 86400 };

static const struct dore_words *first_names, *last_names;

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
    snprintf(text, sizeof text, "%08lx-%04lx-4%03lx-%04lx-%08lx%04lx", a, b & 0xffff, b >> 16 & 0xfff,
             (c & 0x3fff) | 0x8000, d, c >> 14 & 0xffff);
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
    snprintf(text, sizeof text, "%s%s@%s", word(first_names), word(last_names), hosts[random() % 3]);
    for (char *at = text; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at + 'a' - 'A');
    return keep(text);
}

static char *make_time(const char *format, long fraction) {
    char text[64];
    time_t moment = NOW - random() % ((long)DAYS * DAY);
    struct tm parts;
    gmtime_r(&moment, &parts);
    size_t size = strftime(text, sizeof text, format, &parts);
    if (fraction >= 0)
        snprintf(text + size, sizeof text - size, ".%06ld", fraction);
    return keep(text);
}

static char *make_number(const char *format, long number) {
    char text[32];
    snprintf(text, sizeof text, format, number);
    return keep(text);
}

static char *make_amount(void) {
    char text[32];
    snprintf(text, sizeof text, "%.2f", (double)(random() % 10000000) / 100.0);
    return keep(text);
}

int main(int argc, char **argv) {
    static const char *const status[] = {"new", "paid", "shipped", "returned"};
    static char *parent[PARENTS];
    long rows = argc > 1 ? atol(argv[1]) : 1000;
    first_names = dore_words_find("en_US", "person.first_names");
    last_names = dore_words_find("en_US", "person.last_names");
    for (int i = 0; i < PARENTS; i++)
        parent[i] = make_uuid();
    for (long row = 0; row < rows; row++) {
        char *value[9] = {make_uuid(),
                          make_name(),
                          make_email(),
                          make_number("%ld", 18 + random() % 73),
                          make_amount(),
                          make_time("%Y-%m-%d", -1),
                          make_time("%Y-%m-%d %H:%M:%S", random() % 1000000),
                          keep(status[random() % 4]),
                          keep(parent[random() % PARENTS])};
        for (int i = 0; i < 9; i++) {
            printf(i ? "\t%s" : "%s", value[i]);
            free(value[i]);
        }
        putchar('\n');
    }
    return 0;
}
