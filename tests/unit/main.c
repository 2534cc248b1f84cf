/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs all unit test suites and ends with the line `N passed, N failed`. Check's own variables
 * work: CK_RUN_SUITE=buf, CK_RUN_CASE, CK_FORK=no for debuggers, CK_VERBOSITY=verbose.
 */
#include "suites.h"

int main(void) {
    SRunner *runner = srunner_create(NULL);
    for (Suite *(*const *make)(void) = suites; *make; make++) {
        srunner_add_suite(runner, (*make)());
    }
    srunner_run_all(runner, CK_ENV);
    int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", run - failed, failed);
    return run > 0 && failed == 0 ? 0 : 1;
}
