/* SPDX-License-Identifier: Apache-2.0
 *
 * Threads that render units, and the ring in which they wait for their turn.
 *
 *     ticket:   0    1    2    3    4    5 ...          a worker takes the next ticket, renders and
 *             [ ... | in the ring  ] [ not yet ]        packs that unit, and marks its slot ready;
 *               ^given        ^taken                    the caller gets them in order
 *
 * At most as many units as there are slots are taken and not given back, so memory is bounded and a
 * slow sink stops the workers (flat-memory). One lock guards the counters and the `ready` flags; a
 * slot's bytes belong to the worker until it is ready and to the caller until the next call.
 * Without workers - one thread was asked for, the job is small, no thread could be made - the
 * caller renders each unit itself, with the same bytes (same-bytes).
 */
#include "private.h"

#include <pthread.h>
#include <signal.h>

enum { CACHE_LINES = 128 };

/* What a thread needs for itself. */
struct worker {
    struct engine_ring *ring;
    struct dore_arena names, batch;
    struct dore_packer *packer;
    unsigned number; /* from 1; 0: the caller */
    pthread_t thread;
    char apart[CACHE_LINES]; /* the arenas' pointers change with every batch */
};

struct engine_ring {
    const struct dore_plan *plan;
    const struct dore_sink *sink;
    const struct dore_supply *supply;   /* NULL: units are rendered */
    const struct dore_profile *profile; /* NULL: nothing is measured */
    struct dore_diags *diags;           /* the supply's */
    bool failed;                        /* the supply */
    struct worker *worker;              /* the caller's own when threads is 0 */
    unsigned threads;                   /* that run */
    struct engine_slot *slot;
    unsigned slots;

    pthread_mutex_t lock; /* guards all below, and the slots' `ready` */
    pthread_cond_t ready, freed;
    struct engine_unit next; /* the next ticket's */
    uint64_t taken, given;   /* tickets */
    bool lent;               /* the caller still has unit given - 1 */
    bool stop;
};

static void render(struct worker *worker, const struct engine_unit *unit,
                   const struct dore_part *part, struct dore_buf *out) {
    const struct dore_store *store = &unit->store->store;
    const struct dore_format *format = unit->table->format;
    if (unit->opens)
        format->open(store, part, out);
    dore_render(unit->table, part, unit->first, unit->last, worker->ring->profile, &worker->batch,
                out);
    if (unit->closes)
        format->close(store, part, out);
}

static bool fetch(struct engine_ring *ring, const struct engine_unit *unit,
                  const struct dore_part *part, struct dore_buf *out) {
    uint64_t step = unit->table->rows_per_unit;
    const struct dore_piece piece = {.path = part->file,
                                     .index = (unit->first - part->first_row) / step,
                                     .count = (part->rows + step - 1) / step,
                                     .rows = part->rows};
    return ring->supply->piece(ring->supply->context, &piece, out, ring->diags);
}

/* Tells the profile of work on a unit that ends now. */
static void tell(const struct worker *worker, const struct engine_unit *unit, enum dore_work work,
                 const struct dore_buf *made, uint64_t begin) {
    const struct engine_ring *ring = worker->ring;
    const struct dore_span span = {.work = work,
                                   .thread = worker->number,
                                   .table = unit->table,
                                   .part = unit->part,
                                   .rows = unit->last - unit->first,
                                   .bytes = made->size,
                                   .begin = begin,
                                   .end = ring->profile->clock()};
    ring->profile->span(ring->profile->context, &span);
}

static uint64_t look(const struct engine_ring *ring) {
    return ring->profile ? ring->profile->clock() : 0;
}

/* False when the supply failed. */
static bool produce(struct worker *worker, const struct engine_unit *unit,
                    struct engine_slot *slot) {
    struct engine_ring *ring = worker->ring;
    dore_arena_reset(&worker->names);
    struct dore_part part = dore_plan_part(unit->table, unit->part, &worker->names);
    slot->unit = *unit;
    dore_buf_clear(&slot->bytes);
    dore_buf_clear(&slot->packed);
    uint64_t begin = look(ring);
    if (!ring->supply)
        render(worker, unit, &part, &slot->bytes);
    else if (!fetch(ring, unit, &part, &slot->bytes))
        return false;
    if (ring->profile)
        tell(worker, unit, DORE_RENDER, &slot->bytes, begin);
    if (!ring->sink->kind->pack)
        return true;
    begin = look(ring);
    dore_sink_pack(ring->sink, worker->packer, slot->bytes.data, slot->bytes.size, &slot->packed);
    if (ring->profile)
        tell(worker, unit, DORE_PACK, &slot->packed, begin);
    return true;
}

/* Waits for a free slot and takes the next ticket, under the lock. */
static bool take_ticket(struct engine_ring *ring, struct engine_unit *unit, uint64_t *ticket) {
    while (!ring->stop && ring->next.store &&
           ring->taken - (ring->given - ring->lent) >= ring->slots)
        pthread_cond_wait(&ring->freed, &ring->lock);
    if (ring->stop || !ring->next.store)
        return false;
    *unit = ring->next;
    *ticket = ring->taken++;
    ring->next = engine_unit_next(ring->plan, unit);
    return true;
}

static void *work(void *context) {
    struct worker *worker = context;
    struct engine_ring *ring = worker->ring;
    struct engine_unit unit;
    uint64_t ticket;
    pthread_mutex_lock(&ring->lock);
    while (take_ticket(ring, &unit, &ticket)) {
        struct engine_slot *slot = &ring->slot[ticket % ring->slots];
        pthread_mutex_unlock(&ring->lock);
        produce(worker, &unit, slot); /* there is no supply: it cannot fail */
        pthread_mutex_lock(&ring->lock);
        slot->ready = true;
        pthread_cond_signal(&ring->ready);
    }
    pthread_mutex_unlock(&ring->lock);
    return NULL;
}

/* Starts as many of the workers as can be had. Signals are for the thread that called: handlers
 * would run on a worker otherwise, and it could be in the middle of anything. */
static void start(struct engine_ring *ring, unsigned threads) {
    sigset_t all, before;
    sigfillset(&all);
    static const int never[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        sigdelset(&all, never[i]);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    while (ring->threads < threads && pthread_create(&ring->worker[ring->threads].thread, NULL,
                                                     work, &ring->worker[ring->threads]) == 0)
        ring->threads++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* Threads that are worth starting: one takes 0.1 ms to come and go. */
static unsigned worthwhile(const struct dore_plan *plan, unsigned threads) {
    enum { SMALL_JOB = 1 << 20 };
    if (threads <= 1 || plan->typical_bytes < SMALL_JOB)
        return 0;
    uint64_t units = engine_unit_count(plan, threads);
    return units <= 1 ? 0 : (unsigned)units;
}

struct engine_ring *engine_ring_new(const struct dore_plan *plan, const struct dore_sink *sink,
                                    const struct dore_run_options *options,
                                    struct dore_diags *diags) {
    struct engine_ring *ring = dore_alloc(1, sizeof *ring);
    ring->plan = plan;
    ring->sink = sink;
    ring->supply = options->supply;
    ring->profile = options->profile;
    ring->diags = diags;
    ring->next = engine_unit_first(plan);
    unsigned threads = options->supply ? 0 : worthwhile(plan, options->threads);
    unsigned workers = threads ? threads : 1;
    ring->slots = threads + 1;
    ring->slot = dore_alloc(ring->slots, sizeof *ring->slot);
    ring->worker = dore_alloc(workers, sizeof *ring->worker);
    for (unsigned i = 0; i < workers; i++) {
        ring->worker[i].ring = ring;
        ring->worker[i].number = threads ? i + 1 : 0;
        if (sink->kind->pack)
            ring->worker[i].packer = sink->kind->packer_new(sink);
    }
    pthread_mutex_init(&ring->lock, NULL);
    pthread_cond_init(&ring->ready, NULL);
    pthread_cond_init(&ring->freed, NULL);
    start(ring, threads);
    if (!ring->threads)
        ring->worker[0].number = 0; /* the caller works */
    return ring;
}

static const struct engine_slot *render_here(struct engine_ring *ring) {
    if (ring->failed || !ring->next.store)
        return NULL;
    struct engine_unit unit = ring->next;
    ring->next = engine_unit_next(ring->plan, &unit);
    ring->failed = !produce(&ring->worker[0], &unit, &ring->slot[0]);
    return ring->failed ? NULL : &ring->slot[0];
}

const struct engine_slot *engine_ring_next(struct engine_ring *ring) {
    if (!ring->threads)
        return render_here(ring);
    pthread_mutex_lock(&ring->lock);
    if (ring->lent) {
        ring->slot[(ring->given - 1) % ring->slots].ready = false;
        ring->lent = false;
        pthread_cond_signal(&ring->freed);
    }
    struct engine_slot *slot = &ring->slot[ring->given % ring->slots];
    while (!slot->ready && (ring->next.store || ring->given < ring->taken))
        pthread_cond_wait(&ring->ready, &ring->lock);
    bool found = slot->ready;
    if (found) {
        ring->given++;
        ring->lent = true;
    }
    pthread_mutex_unlock(&ring->lock);
    return found ? slot : NULL;
}

static void worker_release(const struct engine_ring *ring, struct worker *worker) {
    dore_arena_release(&worker->names);
    dore_arena_release(&worker->batch);
    if (worker->packer)
        ring->sink->kind->packer_free(worker->packer);
}

void engine_ring_free(struct engine_ring *ring) {
    pthread_mutex_lock(&ring->lock);
    ring->stop = true;
    pthread_cond_broadcast(&ring->freed);
    pthread_mutex_unlock(&ring->lock);
    for (unsigned i = 0; i < ring->threads; i++)
        pthread_join(ring->worker[i].thread, NULL);
    unsigned workers = ring->slots > 1 ? ring->slots - 1 : 1;
    for (unsigned i = 0; i < workers; i++)
        worker_release(ring, &ring->worker[i]);
    for (unsigned i = 0; i < ring->slots; i++) {
        dore_buf_release(&ring->slot[i].bytes);
        dore_buf_release(&ring->slot[i].packed);
    }
    pthread_mutex_destroy(&ring->lock);
    pthread_cond_destroy(&ring->ready);
    pthread_cond_destroy(&ring->freed);
    dore_free(ring->slot);
    dore_free(ring->worker);
    dore_free(ring);
}
