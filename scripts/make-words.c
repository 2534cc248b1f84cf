/* SPDX-License-Identifier: Apache-2.0
 *
 * make-words FILE...: writes C source with the word lists of src/faker/words/<locale>/ as constant
 * tables (struct dore_words of include/dore/faker.h), sorted by locale and name. Runs on the
 * machine that builds, stands on the C library alone.
 *
 * A file is one list: a word a line, or several separated by tabs; \\ \t \n \r are escapes.
 * INDEX.tsv of the same folder says in its column `weighted` which lists end in a weight, a decimal
 * number. formats.tsv holds many lists: name, word, weight. Weights that are all equal are dropped.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 uint128;

/* As DORE_SLACK of include/dore/base.h: readable bytes behind the last word. */
enum { SLACK = 32 };

struct word {
    const char *text;
    size_t size;
};

struct list {
    const char *locale, *name;
    struct word *word; /* count rows of `columns` words */
    uint32_t count, columns;
    const char **weight_text; /* one per row; NULL: no weights */
    uint64_t *weight;
    uint32_t *threshold, *alias;
};

struct lists {
    struct list *list;
    size_t count, capacity;
};

/* One line of a file, cut at tabs. */
struct row {
    struct word cell[8];
    uint32_t count;
};

static void fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
static void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("make-words: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

/* Memory is never given back: the program ends soon. */
static void *grow(void *memory, size_t count, size_t size) {
    void *grown = realloc(memory, count * size);
    if (!grown)
        fail("out of memory");
    return grown;
}

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file)
        fail("cannot open %s", path);
    char *text = NULL;
    size_t size = 0, got = 0;
    do {
        text = grow(text, size + 65536, 1);
        got = fread(text + size, 1, 65535, file);
        size += got;
    } while (got > 0);
    if (ferror(file))
        fail("cannot read %s", path);
    fclose(file);
    text[size] = '\0';
    if (strlen(text) != size)
        fail("%s holds a zero byte", path);
    return text;
}

/* Replaces escapes in place. */
static struct word unescape(char *text, size_t size, const char *path) {
    char *to = text;
    for (const char *from = text; from < text + size; from++) {
        if (*from != '\\') {
            *to++ = *from;
            continue;
        }
        const char *known = "\\\\t\tn\nr\r";
        while (*known && *known != from[1])
            known += 2;
        if (!*known)
            fail("%s: unknown escape", path);
        *to++ = known[1];
        from++;
    }
    *to = '\0';
    return (struct word){text, (size_t)(to - text)};
}

/* Cuts the next line off *text; false at the end. */
static bool next_row(char **text, const char *path, struct row *row) {
    char *line = *text;
    if (!*line)
        return false;
    size_t size = strcspn(line, "\n");
    *text = line + size + (line[size] == '\n');
    line[size] = '\0';
    row->count = 0;
    for (char *cell = line;; row->count++) {
        if (row->count == sizeof row->cell / sizeof *row->cell)
            fail("%s: too many columns", path);
        size_t width = strcspn(cell, "\t");
        bool last = cell[width] == '\0';
        row->cell[row->count] = unescape(cell, width, path);
        if (last)
            break;
        cell += width + 1;
    }
    row->count++;
    return true;
}

static struct list *add_list(struct lists *lists, const char *locale, const char *name) {
    if (lists->count == lists->capacity) {
        lists->capacity = lists->capacity * 2 + 64;
        lists->list = grow(lists->list, lists->capacity, sizeof *lists->list);
    }
    struct list *list = &lists->list[lists->count++];
    *list = (struct list){.locale = locale, .name = name};
    return list;
}

/* Appends one row; its last cell is a weight when `weighted`. */
static void add_row(struct list *list, const struct word *cell, uint32_t cells, bool weighted) {
    uint32_t columns = cells - (weighted ? 1 : 0);
    if (list->count == 0)
        list->columns = columns;
    if (columns == 0 || columns != list->columns)
        fail("%s %s: row %" PRIu32 " has another number of columns", list->locale, list->name,
             list->count + 1);
    size_t used = (size_t)list->count * columns;
    list->word = grow(list->word, used + columns, sizeof *list->word);
    memcpy(list->word + used, cell, columns * sizeof *cell);
    if (weighted) {
        list->weight_text = grow(list->weight_text, list->count + 1, sizeof(char *));
        list->weight_text[list->count] = cell[columns].text;
    }
    list->count++;
}

/* Digits behind the point of a decimal number. */
static size_t fraction_digits(const char *text) {
    const char *point = strchr(text, '.');
    return point ? strlen(point + 1) : 0;
}

/* text * 10^digits, exactly. */
static uint64_t scaled(const struct list *list, const char *text, size_t digits) {
    uint64_t number = 0;
    size_t fraction = 0;
    bool point = false, any = false;
    for (const char *at = text; *at || fraction < digits; at += *at != '\0') {
        if (*at == '.' && !point) {
            point = true;
            continue;
        }
        if (*at && (*at < '0' || *at > '9'))
            break;
        any = any || *at;
        number = number * 10 + (*at ? (uint64_t)(*at - '0') : 0);
        fraction += point || !*at;
        if (number > UINT64_C(1) << 40)
            break;
    }
    if (!any || fraction != digits || number > UINT64_C(1) << 40)
        fail("%s %s: bad weight '%s'", list->locale, list->name, text);
    return number;
}

/* Weights as whole numbers of one scale; none when all are equal. */
static void make_weights(struct list *list) {
    size_t digits = 0;
    bool equal = true;
    for (uint32_t i = 0; i < list->count; i++) {
        size_t more = fraction_digits(list->weight_text[i]);
        digits = more > digits ? more : digits;
    }
    uint64_t *weight = grow(NULL, list->count, sizeof *weight);
    for (uint32_t i = 0; i < list->count; i++) {
        weight[i] = scaled(list, list->weight_text[i], digits);
        equal = equal && weight[i] == weight[0];
    }
    if (!equal)
        list->weight = weight;
}

/* ---- input ---------------------------------------------------------------------------------- */

/* The folder's name and the file's name without .tsv. */
static void split_path(const char *path, char **locale, char **name) {
    const char *slash = strrchr(path, '/');
    const char *end = strrchr(path, '.');
    if (!slash || !end || strcmp(end, ".tsv") != 0)
        fail("%s is not <locale>/<name>.tsv", path);
    const char *folder = slash;
    while (folder > path && folder[-1] != '/')
        folder--;
    size_t folder_size = (size_t)(slash - folder), name_size = (size_t)(end - slash) - 1;
    *locale = grow(NULL, folder_size + 1, 1);
    memcpy(*locale, folder, folder_size);
    (*locale)[folder_size] = '\0';
    *name = grow(NULL, name_size + 1, 1);
    memcpy(*name, slash + 1, name_size);
    (*name)[name_size] = '\0';
}

/* Whether INDEX.tsv beside `path` says that the list `name` ends in a weight. */
static bool is_weighted(const char *path, const char *name) {
    size_t folder = (size_t)(strrchr(path, '/') - path) + 1;
    char *index = grow(NULL, folder + sizeof "INDEX.tsv", 1);
    memcpy(index, path, folder);
    memcpy(index + folder, "INDEX.tsv", sizeof "INDEX.tsv");
    char *text = read_file(index);
    struct row row;
    while (next_row(&text, index, &row))
        if (row.count >= 5 && strcmp(row.cell[0].text, name) == 0)
            return strcmp(row.cell[4].text, "yes") == 0;
    fail("%s does not name %s", index, name);
}

static void read_list(struct lists *lists, const char *path, const char *locale, const char *name) {
    bool weighted = is_weighted(path, name);
    struct list *list = add_list(lists, locale, name);
    char *text = read_file(path);
    struct row row;
    while (next_row(&text, path, &row))
        add_row(list, row.cell, row.count, weighted);
    if (list->count == 0)
        fail("%s is empty", path);
    if (weighted)
        make_weights(list);
}

/* Lists of layouts stand together in one file. */
static void read_formats(struct lists *lists, const char *path, const char *locale) {
    char *text = read_file(path);
    struct list *list = NULL;
    struct row row;
    while (next_row(&text, path, &row)) {
        if (row.count != 3)
            fail("%s: not name, layout, weight", path);
        if (!list || strcmp(list->name, row.cell[0].text) != 0) {
            if (list)
                make_weights(list);
            list = add_list(lists, locale, row.cell[0].text);
        }
        add_row(list, row.cell + 1, 2, true);
    }
    if (list)
        make_weights(list);
}

static int compare_lists(const void *a, const void *b) {
    const struct list *x = a, *y = b;
    int order = strcmp(x->locale, y->locale);
    return order ? order : strcmp(x->name, y->name);
}

/* ---- alias tables --------------------------------------------------------------------------- */

/* The tables that dore_weights_make (src/rng/weights.c) would build, step by step the same; a unit
 * test holds the two together. Here they are built once instead of in every run. */

#define COLUMN (UINT64_C(1) << 32)

/* The items' shares of `count` columns; what is rounded are the running sums. */
static uint64_t *make_shares(const struct list *list) {
    uint64_t total = 0, sum = 0;
    for (uint32_t i = 0; i < list->count; i++)
        total += list->weight[i];
    uint64_t *share = grow(NULL, list->count, sizeof *share);
    uint128 before = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        sum += list->weight[i];
        uint128 after = (uint128)sum * list->count * COLUMN / total;
        share[i] = (uint64_t)(after - before);
        before = after;
    }
    return share;
}

static void make_aliases(struct list *list) {
    uint32_t count = list->count, small = 0, large = count;
    uint64_t *share = make_shares(list);
    uint32_t *todo = grow(NULL, count, sizeof *todo);
    list->threshold = grow(NULL, count, sizeof *list->threshold);
    list->alias = grow(NULL, count, sizeof *list->alias);
    for (uint32_t i = count; i-- > 0;)
        todo[share[i] < COLUMN ? small++ : --large] = i;
    while (small > 0 && large < count) {
        uint32_t poor = todo[--small], rich = todo[large];
        list->threshold[poor] = (uint32_t)share[poor];
        list->alias[poor] = rich;
        share[rich] -= COLUMN - share[poor];
        if (share[rich] < COLUMN) {
            large++;
            todo[small++] = rich;
        }
    }
    for (; large < count; large++) {
        list->threshold[todo[large]] = UINT32_MAX;
        list->alias[todo[large]] = todo[large];
    }
}

/* ---- output --------------------------------------------------------------------------------- */

static void print_string(struct word word) {
    putchar('"');
    for (size_t i = 0; i < word.size; i++) {
        unsigned char byte = (unsigned char)word.text[i];
        if (byte < 0x20 || byte > 0x7e || byte == '"' || byte == '\\' || byte == '?')
            printf("\\%03o", byte);
        else
            putchar(byte);
    }
    puts("\\0\"");
}

static void print_pool(const struct list *list, size_t number) {
    size_t words = (size_t)list->count * list->columns, size = 0;
    for (size_t i = 0; i < words; i++)
        size += list->word[i].size + 1;
    printf("static const char pool_%zu[%zu] =\n", number, size + SLACK);
    for (size_t i = 0; i < words; i++)
        print_string(list->word[i]);
    printf(";\nstatic const uint32_t offset_%zu[] = {", number);
    size_t offset = 0;
    for (size_t i = 0; i <= words; i++) {
        printf("%s%zu,", i % 16 ? " " : "\n", offset);
        if (i < words)
            offset += list->word[i].size + 1;
    }
    puts("};");
}

static void print_numbers(const char *name, size_t number, const uint32_t *values, uint32_t count) {
    printf("static const uint32_t %s_%zu[] = {", name, number);
    for (uint32_t i = 0; i < count; i++)
        printf("%s%" PRIu32 "u,", i % 8 ? " " : "\n", values[i]);
    puts("};");
}

static void print_weights(const struct list *list, size_t number) {
    printf("static const uint64_t weight_%zu[] = {", number);
    for (uint32_t i = 0; i < list->count; i++)
        printf("%s%" PRIu64 "u,", i % 8 ? " " : "\n", list->weight[i]);
    puts("};");
    print_numbers("threshold", number, list->threshold, list->count);
    print_numbers("alias", number, list->alias, list->count);
}

static bool is_plain(struct word word) {
    for (size_t i = 0; i < word.size; i++) {
        unsigned char byte = (unsigned char)word.text[i];
        if (byte < 0x20 || byte > 0x7e || strchr("'\"\\`", byte))
            return false;
    }
    return true;
}

static size_t characters(struct word word) {
    size_t count = 0;
    for (size_t i = 0; i < word.size; i++)
        count += ((unsigned char)word.text[i] & 0xc0) != 0x80;
    return count;
}

static bool same_word(struct word a, struct word b) {
    return a.size == b.size && memcmp(a.text, b.text, a.size) == 0;
}

static uint64_t hash_word(struct word word) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
    for (size_t i = 0; i < word.size; i++)
        hash = (hash ^ (unsigned char)word.text[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* How many different words column 0 has: some lists name a word twice. */
static uint32_t count_distinct(const struct list *list) {
    size_t slots = 16;
    while (slots < 2 * (size_t)list->count)
        slots *= 2;
    uint32_t *slot = grow(NULL, slots, sizeof *slot), distinct = 0; /* row + 1; 0: free */
    memset(slot, 0, slots * sizeof *slot);
    for (uint32_t row = 0; row < list->count; row++) {
        struct word word = list->word[(size_t)row * list->columns];
        size_t at = hash_word(word) & (slots - 1);
        while (slot[at] && !same_word(list->word[(size_t)(slot[at] - 1) * list->columns], word))
            at = (at + 1) & (slots - 1);
        distinct += slot[at] == 0;
        slot[at] = row + 1;
    }
    free(slot);
    return distinct;
}

/* The row of the table: statistics are of column 0. */
static void print_entry(const struct list *list, size_t pool, size_t tables) {
    size_t min_chars = SIZE_MAX, max_chars = 0, max_bytes = 0;
    uint64_t total = 0, bytes = 0;
    bool plain = true, ascii = true;
    for (uint32_t i = 0; i < list->count; i++) {
        struct word word = list->word[(size_t)i * list->columns];
        size_t chars = characters(word);
        uint64_t weight = list->weight ? list->weight[i] : 1;
        min_chars = chars < min_chars ? chars : min_chars;
        max_chars = chars > max_chars ? chars : max_chars;
        max_bytes = word.size > max_bytes ? word.size : max_bytes;
        total += weight;
        bytes += weight * word.size;
        plain = plain && is_plain(word);
        ascii = ascii && chars == word.size;
    }
    printf("{.name = \"%s\", .count = %" PRIu32 ", .columns = %" PRIu32 ", .pool = pool_%zu,\n"
           " .offset = offset_%zu, .min_chars = %zu, .max_chars = %zu, .max_bytes = %zu,\n"
           " .mean_bytes = %" PRIu64 ", .distinct = %" PRIu32 ", .plain = %s,\n"
           " .ascii = %s,\n",
           list->name, list->count, list->columns, pool, pool, min_chars, max_chars, max_bytes,
           (bytes + total / 2) / total, count_distinct(list), plain ? "true" : "false",
           ascii ? "true" : "false");
    if (list->weight)
        printf(" .weight = weight_%zu, .threshold = threshold_%zu, .alias = alias_%zu,\n", tables,
               tables, tables);
    puts("},");
}

/* Lists that hold the same words are one pool, and those of the same weights one set of tables: the
 * first one's. */
static bool same_words(const struct list *a, const struct list *b) {
    if (a->count != b->count || a->columns != b->columns)
        return false;
    for (size_t i = 0; i < (size_t)a->count * a->columns; i++)
        if (!same_word(a->word[i], b->word[i]))
            return false;
    return true;
}

static bool same_weights(const struct list *a, const struct list *b) {
    return a->weight && b->weight && a->count == b->count &&
           memcmp(a->weight, b->weight, a->count * sizeof *a->weight) == 0;
}

static size_t first_like(const struct lists *lists, size_t number,
                         bool (*same)(const struct list *, const struct list *)) {
    size_t first = 0;
    while (first < number && !same(&lists->list[first], &lists->list[number]))
        first++;
    return first;
}

static void print_lists(const struct lists *lists) {
    puts("/* SPDX-License-Identifier: Apache-2.0 AND MIT\n"
         " * Made by scripts/make-words from src/faker/words; see LICENSE-faker.txt there. */\n"
         "#include \"dore/faker.h\"\n"
         "extern const char *const dore_words_locale[];\n"
         "extern const struct dore_words dore_words_list[];\n"
         "extern const uint32_t dore_words_count;");
    for (size_t i = 0; i < lists->count; i++) {
        if (first_like(lists, i, same_words) == i)
            print_pool(&lists->list[i], i);
        if (lists->list[i].weight && first_like(lists, i, same_weights) == i)
            print_weights(&lists->list[i], i);
    }
    puts("const char *const dore_words_locale[] = {");
    for (size_t i = 0; i < lists->count; i++)
        printf("\"%s\",\n", lists->list[i].locale);
    puts("};\nconst struct dore_words dore_words_list[] = {");
    for (size_t i = 0; i < lists->count; i++)
        print_entry(&lists->list[i], first_like(lists, i, same_words),
                    first_like(lists, i, same_weights));
    printf("};\nconst uint32_t dore_words_count = %zu;\n", lists->count);
}

int main(int argc, char **argv) {
    struct lists lists = {NULL, 0, 0};
    for (int i = 1; i < argc; i++) {
        char *locale, *name;
        split_path(argv[i], &locale, &name);
        if (strcmp(name, "formats") == 0)
            read_formats(&lists, argv[i], locale);
        else if (strcmp(name, "INDEX") != 0)
            read_list(&lists, argv[i], locale, name);
    }
    if (lists.count == 0)
        fail("no lists");
    qsort(lists.list, lists.count, sizeof *lists.list, compare_lists);
    for (size_t i = 1; i < lists.count; i++)
        if (compare_lists(&lists.list[i - 1], &lists.list[i]) == 0)
            fail("%s %s stands twice", lists.list[i].locale, lists.list[i].name);
    for (size_t i = 0; i < lists.count; i++)
        if (lists.list[i].weight)
            make_aliases(&lists.list[i]);
    print_lists(&lists);
    if (fflush(stdout) != 0 || ferror(stdout))
        fail("cannot write");
    return 0;
}
