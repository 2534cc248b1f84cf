/* SPDX-License-Identifier: Apache-2.0
 *
 * The program. Everything it does is in src/cli/run.c; the stages behind that are on one page in
 * include/dore/dore.h. Exit status: 0 done, 1 the manifest was refused, 2 wrong usage, 3 a file,
 * the disk or memory failed, 4 a fault of ours.
 */
#include "cli/cli.h"

int main(int argc, char **argv) {
    return cli_main(argc, argv);
}
