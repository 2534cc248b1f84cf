/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs pairs of commands in turn (A B A B ...) and prints for each the median of CPU seconds and of
 * peak memory, their spread, and the ratio of the medians pair by pair; JSON with --json FILE.
 * Reads its cases from a file of lines
 *
 *     NAME <TAB> KIND <TAB> COMMAND A <TAB> COMMAND B
 *
 * KIND `cpu` compares CPU seconds (B / A: how many times A is faster), `start` those of forty runs,
 * `wall` seconds on the clock, `rss` peak memory (A - B in
 * KiB). Commands are words split at blanks; their standard output goes to /dev/null.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_PAIRS = 31, MOST_WORDS = 64 };

/* What is measured of a command. */
enum { CPU, WALL, RSS, MEASURES };
struct run {
    double of[MEASURES]; /* seconds, seconds, KiB */
};
static const struct kind {
    const char *name;
    int measure, runs;
    const char *unit;
} kinds[] = {
    {"cpu", CPU, 1, "times"},
    {"start", CPU, 40, "times"},
    {"wall", WALL, 1, "times"},
    {"rss", RSS, 1, "KiB more"},
};

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

static struct run run_once(const char *command) {
    char text[4096], *word[MOST_WORDS];
    snprintf(text, sizeof text, "%s", command);
    split(text, word);
    double begin = now();
    pid_t child = fork();
    if (child < 0)
        die("fork");
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        execvp(word[0], word);
        perror(word[0]);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0)
        die("wait4");
    if (status != 0) {
        fprintf(stderr, "failed with status %d: %s\n", status, command);
        exit(1);
    }
    return (struct run){{(double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                             (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
                         now() - begin, (double)usage.ru_maxrss}};
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

static void measure(char *line, int pairs, FILE *json, bool *first) {
    char *name = strtok_r(line, "\t", &line), *word = strtok_r(NULL, "\t", &line);
    char *a = strtok_r(NULL, "\t", &line), *b = strtok_r(NULL, "\t\n", &line);
    if (!name || !word || !a || !b) {
        fprintf(stderr, "a case wants four fields\n");
        exit(2);
    }
    const struct kind *kind = find_kind(word);
    double of_a[MOST_PAIRS], of_b[MOST_PAIRS], ratio[MOST_PAIRS];
    for (int i = -1; i < pairs; i++) {
        double x = run_kind(kind, a), y = run_kind(kind, b);
        if (i < 0)
            continue; /* the first pair only warms caches */
        of_a[i] = x;
        of_b[i] = y;
        ratio[i] = kind->measure == RSS ? x - y : y / x;
    }
    struct spread sa = spread_of(of_a, pairs), sb = spread_of(of_b, pairs);
    struct spread sr = spread_of(ratio, pairs);
    printf("%-28s %10.3f %10.3f   %8.2f  (%.2f .. %.2f) %s\n", name, sa.median, sb.median,
           sr.median, sr.min, sr.max, kind->unit);
    fflush(stdout);
    if (json)
        fprintf(json,
                "%s\n  {\"name\": \"%s\", \"kind\": \"%s\", \"a\": %.4f, \"b\": %.4f, "
                "\"ratio\": %.4f, \"min\": %.4f, \"max\": %.4f}",
                *first ? "" : ",", name, kind->name, sa.median, sb.median, sr.median, sr.min,
                sr.max);
    *first = false;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: bench PAIRS CASES [JSON]\n");
        return 2;
    }
    int pairs = atoi(argv[1]);
    if (pairs < 1 || pairs > MOST_PAIRS)
        pairs = 5;
    FILE *cases = fopen(argv[2], "r"), *json = argc > 3 ? fopen(argv[3], "w") : NULL;
    if (!cases)
        die(argv[2]);
    char line[8192];
    bool first = true;
    printf("%-28s %10s %10s   %8s\n", "case (medians)", "A", "B", "ratio");
    if (json)
        fputs("[", json);
    while (fgets(line, sizeof line, cases))
        if (line[0] != '#' && line[0] != '\n')
            measure(line, pairs, json, &first);
    if (json && (fputs("\n]\n", json) < 0 || fclose(json) != 0))
        die(argv[3]);
    fclose(cases);
    return 0;
}
