/* SPDX-License-Identifier: Apache-2.0
 *
 * Ends that come from outside. A signal that ends the process first takes the temporary output with
 * it (whole-or-nothing); a signal that somebody chose to ignore, as nohup does, stays ignored, and
 * one that somebody handles, as sanitizers do, stays theirs. Failing writes arrive as errors.
 */
#include "cli.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static const int ending[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU,
                             SIGILL, SIGBUS, SIGFPE,  SIGSEGV};

/* The default action is restored last: with SA_RESETHAND it stands before the signals are blocked,
 * and a second signal in between, such as timeout(1) sends, ends the process before we clean up.
 * The signal, blocked while we are here, arrives again on return. */
static void on_end(int number) {
    dore_sink_cleanup();
    signal(number, SIG_DFL);
    raise(number);
}

/* assert() failed. */
static void on_abort(int number) {
    signal(number, SIG_DFL);
    dore_sink_cleanup();
    cli_report_fault();
    _exit(EXIT_FAULT);
}

static void handle(int number, void (*handler)(int)) {
    struct sigaction action = {.sa_handler = handler}, old;
    sigfillset(&action.sa_mask);
    if (sigaction(number, NULL, &old) == 0 && !(old.sa_flags & SA_SIGINFO) &&
        old.sa_handler == SIG_DFL)
        sigaction(number, &action, NULL);
}

/* A closed descriptor would be given to the next file that is opened, and a message could land in
 * the output. The mode is the wrong one on purpose, so that using it fails. */
static void open_closed_descriptors(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
            continue;
        int opened = open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        assert(opened < 0 || opened == fd);
        (void)opened;
    }
}

void cli_signals_init(void) {
    open_closed_descriptors();
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        handle(ending[i], on_end);
    handle(SIGABRT, on_abort);
    signal(SIGPIPE, SIG_IGN);
#ifdef SIGXFSZ
    signal(SIGXFSZ, SIG_IGN);
#endif
}

void cli_signals_pipe(void) {
    dore_sink_cleanup();
    signal(SIGPIPE, SIG_DFL);
    raise(SIGPIPE);
    _exit(128 + SIGPIPE); /* where the parent blocked it */
}
