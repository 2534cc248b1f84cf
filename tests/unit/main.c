/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs all unit test suites and ends with the line `N passed, N failed`. As many suites run at a
 * time as JOBS says, one for each processor without it; what they print comes in their order.
 * Check's own variables work: CK_RUN_SUITE=buf, CK_RUN_CASE, CK_FORK=no for debuggers,
 * CK_VERBOSITY=verbose; with one of the first three, suites run in this process.
 */
#include "suites.h"

#include "dore/base.h"

#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* What became of a suite; `ended` is false when the process that ran it was lost. */
struct result {
    bool ended;
    int run, failed;
};
/* Seen by all processes. */
struct board {
    atomic_uint next; /* suite that nobody has taken */
    struct result result[];
};

static struct result run_suite(Suite *(*make)(void)) {
    SRunner *runner = srunner_create(make());
    srunner_run_all(runner, CK_ENV);
    struct result result = {true, srunner_ntests_run(runner), srunner_ntests_failed(runner)};
    srunner_free(runner);
    fflush(stdout);
    return result;
}

/* All that are in this process's reach, each into its file. */
static void work(struct board *board, FILE *const *output, unsigned count) {
    for (unsigned i; (i = atomic_fetch_add(&board->next, 1)) < count;) {
        dup2(fileno(output[i]), STDOUT_FILENO);
        dup2(fileno(output[i]), STDERR_FILENO);
        board->result[i] = run_suite(suites[i]);
    }
}

static void print_file(FILE *file) {
    char bytes[4096];
    rewind(file);
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, file)) > 0;)
        fwrite(bytes, 1, size, stdout);
    fclose(file);
}

static struct result run_side_by_side(unsigned count, unsigned jobs) {
    struct board *board = mmap(NULL, sizeof *board + count * sizeof *board->result,
                               PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    FILE **output = calloc(count, sizeof *output);
    for (unsigned i = 0; output && i < count; i++)
        output[i] = tmpfile();
    if (board == MAP_FAILED || !output || !output[count - 1]) {
        perror("check-unit");
        exit(2);
    }
    fflush(stdout);
    for (unsigned i = 0; i < jobs; i++) {
        if (fork() == 0) {
            work(board, output, count);
            _exit(0);
        }
    }
    while (wait(NULL) > 0)
        continue;
    struct result sum = {true, 0, 0};
    for (unsigned i = 0; i < count; i++) {
        print_file(output[i]);
        sum.run += board->result[i].ended ? board->result[i].run : 1;
        sum.failed += board->result[i].ended ? board->result[i].failed : 1;
    }
    free(output);
    return sum;
}

static struct result run_here(void) {
    SRunner *runner = srunner_create(NULL);
    for (Suite *(*const *make)(void) = suites; *make; make++)
        srunner_add_suite(runner, (*make)());
    srunner_run_all(runner, CK_ENV);
    struct result sum = {true, srunner_ntests_run(runner), srunner_ntests_failed(runner)};
    srunner_free(runner);
    return sum;
}

/* How many processes to share the suites out among. */
static unsigned count_jobs(void) {
    const char *wish = getenv("JOBS"), *forks = getenv("CK_FORK");
    uint64_t jobs;
    if (getenv("CK_RUN_SUITE") || getenv("CK_RUN_CASE") || (forks && strcmp(forks, "no") == 0))
        return 1;
    if (!wish || !dore_parse_u64((struct dore_str){wish, strlen(wish)}, &jobs))
        jobs = (uint64_t)sysconf(_SC_NPROCESSORS_ONLN);
    return jobs < 64 ? (unsigned)jobs : 64;
}

int main(void) {
    unsigned jobs = count_jobs(), count = 0;
    while (suites[count])
        count++;
    setenv("CK_DEFAULT_TIMEOUT", "60", 0); /* seconds; a busy machine takes its time */
    struct result sum = jobs > 1 ? run_side_by_side(count, jobs) : run_here();
    printf("%d passed, %d failed\n", sum.run - sum.failed, sum.failed);
    return sum.run > 0 && sum.failed == 0 ? 0 : 1;
}
