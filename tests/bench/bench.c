/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs pairs of commands in turn (A B A B ...) and prints for each the medians, the median of the
 * ratios pair by pair and its spread; the same as JSON. Reads its cases from a file of lines
 *
 *     NAME <TAB> KIND <TAB> GOAL <TAB> COMMAND A <TAB> COMMAND B
 *
 * KIND `cpu` compares CPU seconds (B / A: how many times A is faster), `start` those of forty runs,
 * `wall` seconds on the clock, `size` bytes of output (B / A), `rss` peak memory (A - B in KiB; no
 * command B, written -, counts as none). GOAL is the least ratio, for `rss` the most KiB; - says
 * that there is none. Commands are words split at blanks. Their output goes to /dev/null; into a
 * pipe that is read here when the first word is |, into a file when it is >.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_PAIRS = 31, MOST_WORDS = 64 };

/* What is measured of a command. */
enum { CPU, WALL, RSS, SIZE, MEASURES };
struct run {
    double of[MEASURES]; /* seconds, seconds, KiB, bytes */
};
static const struct kind {
    const char *name;
    int measure, runs;
    bool once; /* memory and sizes hardly change from run to run */
    const char *unit;
} kinds[] = {
    {"cpu", CPU, 1, false, "times"},   {"start", CPU, 40, false, "times"},
    {"wall", WALL, 1, false, "times"}, {"size", SIZE, 1, true, "times"},
    {"rss", RSS, 1, true, "KiB more"},
};

/* Where commands marked > write. */
static int output_file;

static void die(const char *what) {
    perror(what);
    exit(2);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void split(char *command, char **word) {
    int count = 0;
    for (char *next = strtok_r(command, " ", &command); next && count < MOST_WORDS - 1;
         next = strtok_r(NULL, " ", &command))
        word[count++] = next;
    word[count] = NULL;
}

/* Becomes the command, with `out` as its standard output. */
static void become(char **word, int out) {
    dup2(out, STDOUT_FILENO);
    execvp(word[0], word);
    perror(word[0]);
    _exit(127);
}

static void drain(int from) {
    static char bytes[1 << 20];
    while (read(from, bytes, sizeof bytes) > 0)
        continue;
    close(from);
}

/* Opens where the output goes; *reader is the other end of a pipe, else -1. */
static int open_output(char mark, int *reader) {
    int ends[2];
    *reader = -1;
    if (mark == '>') {
        if (ftruncate(output_file, 0) != 0 || lseek(output_file, 0, SEEK_SET) != 0)
            die("output");
        return dup(output_file);
    }
    if (mark != '|')
        return open("/dev/null", O_WRONLY);
    if (pipe(ends) != 0)
        die("pipe");
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    *reader = ends[0];
    return ends[1];
}

static double seconds_of(struct timeval time) {
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static struct run run_once(const char *command) {
    char text[4096], *word[MOST_WORDS];
    snprintf(text, sizeof text, "%s", command);
    split(text, word);
    if (strcmp(word[0], "-") == 0)
        return (struct run){{0}};
    bool marked = strcmp(word[0], "|") == 0 || strcmp(word[0], ">") == 0;
    double begin = now();
    int reader, out = open_output(*word[0], &reader);
    pid_t child = fork();
    if (out < 0 || child < 0)
        die("fork");
    if (child == 0)
        become(word + marked, out);
    close(out);
    if (reader >= 0)
        drain(reader);
    int status;
    struct rusage usage;
    struct stat about;
    if (wait4(child, &status, 0, &usage) < 0 || fstat(output_file, &about) != 0)
        die("wait4");
    if (status != 0) {
        fprintf(stderr, "failed with status %d: %s\n", status, command);
        exit(1);
    }
    return (struct run){{seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), now() - begin,
                         (double)usage.ru_maxrss, (double)about.st_size}};
}

/* The sum over the runs that the kind asks for. */
static double run_kind(const struct kind *kind, const char *command) {
    double sum = 0;
    for (int i = 0; i < kind->runs; i++)
        sum += run_once(command).of[kind->measure];
    return sum;
}

static const struct kind *find_kind(const char *name) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    fprintf(stderr, "no kind of case: %s\n", name);
    exit(2);
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct spread {
    double min, median, max;
};

static struct spread spread_of(double *values, int count) {
    qsort(values, (size_t)count, sizeof *values, by_size);
    return (struct spread){values[0], values[count / 2], values[count - 1]};
}

/* The next field of a line. */
static char *field(char **rest) {
    char *text = strtok_r(*rest, "\t\n", rest);
    if (!text) {
        fprintf(stderr, "a case wants five fields\n");
        exit(2);
    }
    return text;
}

struct result {
    struct spread a, b, ratio;
};

static struct result run_pairs(const struct kind *kind, const char *a, const char *b, int pairs) {
    double of_a[MOST_PAIRS], of_b[MOST_PAIRS], ratio[MOST_PAIRS];
    pairs = kind->once ? 1 : pairs;
    for (int i = kind->once ? 0 : -1; i < pairs; i++) {
        double x = run_kind(kind, a), y = run_kind(kind, b);
        if (i < 0)
            continue; /* the first pair only warms caches */
        of_a[i] = x;
        of_b[i] = y;
        ratio[i] = kind->measure == RSS ? x - y : y / x;
    }
    return (struct result){spread_of(of_a, pairs), spread_of(of_b, pairs), spread_of(ratio, pairs)};
}

/* Prints a case and its result; false when it has a goal that was missed. */
static bool measure(char *line, int pairs, FILE *json, const char *comma) {
    const char *name = field(&line);
    const struct kind *kind = find_kind(field(&line));
    const char *goal = field(&line), *a = field(&line), *b = field(&line);
    struct result result = run_pairs(kind, a, b, pairs);
    double ratio = result.ratio.median, wanted = strtod(goal, NULL);
    bool none = strcmp(goal, "-") == 0;
    bool met = none || (kind->measure == RSS ? ratio <= wanted : ratio >= wanted);
    printf("%-30s %12.3f %12.3f %10.2f  (%.2f .. %.2f) %s, goal %s%s\n", name, result.a.median,
           result.b.median, ratio, result.ratio.min, result.ratio.max, kind->unit, goal,
           met ? "" : ": MISSED");
    fflush(stdout);
    fprintf(json,
            "%s\n  {\"name\": \"%s\", \"kind\": \"%s\", \"goal\": %s, \"a\": %.4f, \"b\": %.4f, "
            "\"ratio\": %.4f, \"min\": %.4f, \"max\": %.4f}",
            comma, name, kind->name, none ? "null" : goal, result.a.median, result.b.median, ratio,
            result.ratio.min, result.ratio.max);
    return met;
}

int main(int argc, char **argv) {
    if (argc < 5) {
        fprintf(stderr, "usage: bench PAIRS CASES JSON MACHINE\n");
        return 2;
    }
    int pairs = atoi(argv[1]), missed = 0, count = 0;
    if (pairs < 1 || pairs > MOST_PAIRS)
        pairs = 5;
    FILE *cases = fopen(argv[2], "r"), *json = fopen(argv[3], "w"), *output = tmpfile();
    if (!cases || !json || !output)
        die(argv[cases ? 3 : 2]);
    output_file = fileno(output);
    char line[8192];
    printf("%s; medians of %d pairs\n%-30s %12s %12s %10s\n", argv[4], pairs, "A / B", "A", "B",
           "ratio");
    fprintf(json, "{\"machine\": \"%s\", \"pairs\": %d, \"cases\": [", argv[4], pairs);
    for (; fgets(line, sizeof line, cases); count++)
        missed += !measure(line, pairs, json, count ? "," : "");
    printf("%d cases, %d goals missed\n", count, missed);
    fputs("\n]}\n", json);
    if (fclose(json) != 0)
        die(argv[3]);
    fclose(cases);
    fclose(output);
    return 0;
}
