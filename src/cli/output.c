/* SPDX-License-Identifier: Apache-2.0
 *
 * Text that was asked for on standard output: help, version, methods. (Rows get there through the
 * sink.) Every byte is counted, and the close is looked at too: some file systems tell only then
 * that the disk is full.
 */
#include "cli.h"

#include <errno.h>
#include <unistd.h>

static const struct dore_where nowhere = {0};

bool cli_output(const struct dore_buf *text, struct dore_diags *diags) {
    size_t done = 0;
    while (done < text->size) {
        ssize_t written = write(STDOUT_FILENO, text->data + done, text->size - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EPIPE)
            cli_signals_pipe();
        if (written <= 0) {
            dore_error(diags, DORE_E_OUTPUT_FAILED, nowhere, NULL,
                       "cannot write to standard output: %s", strerror(errno));
            return false;
        }
        done += (size_t)written;
    }
    return true;
}

bool cli_output_close(struct dore_diags *diags) {
    /* EBADF: the sink has closed it already. */
    if (close(STDOUT_FILENO) == 0 || errno == EBADF)
        return true;
    dore_error(diags, DORE_E_OUTPUT_FAILED, nowhere, NULL, "cannot write to standard output: %s",
               strerror(errno));
    return false;
}
