/* SPDX-License-Identifier: Apache-2.0
 *
 * The one allocator: malloc that never returns NULL. Running out of memory ends the process
 * through a handler, so nobody else has a branch for it. Holds the program's only mutable
 * globals: that handler and the countdown by which tests make an allocation fail.
 */
#include "dore/base.h"

#include <stdatomic.h>

static _Atomic(void (*)(void)) failure_handler;
static _Atomic uint64_t fail_countdown;

void dore_memory_on_failure(void (*handler)(void)) {
    atomic_store(&failure_handler, handler);
}

void dore_memory_fail_at(uint64_t countdown) {
    atomic_store(&fail_countdown, countdown);
}

static _Noreturn void fail(void) {
    void (*handler)(void) = atomic_load(&failure_handler);
    if (handler) {
        handler();
    }
    abort();
}

/* True for the one allocation on which the countdown reaches 0. */
static bool must_fail(void) {
    uint64_t left = atomic_load_explicit(&fail_countdown, memory_order_relaxed);
    while (left) {
        if (atomic_compare_exchange_weak(&fail_countdown, &left, left - 1)) {
            return left == 1;
        }
    }
    return false;
}

/* No object may be larger: the difference of two pointers into it must fit. */
static bool too_large(size_t count, size_t size) {
    return size && count > PTRDIFF_MAX / size;
}

void *dore_alloc(size_t count, size_t size) {
    if (must_fail() || too_large(count, size)) {
        fail();
    }
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory) {
        fail();
    }
    return memory;
}

void *dore_realloc(void *memory, size_t count, size_t size) {
    if (must_fail() || too_large(count, size)) {
        fail();
    }
    size_t bytes = count * size;
    void *grown = realloc(memory, bytes ? bytes : 1);
    if (!grown) {
        fail();
    }
    return grown;
}

void dore_free(void *memory) {
    free(memory);
}
