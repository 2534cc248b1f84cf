/* SPDX-License-Identifier: Apache-2.0
 *
 * Arenas: memory handed out from growing blocks and freed all at once. Every result is aligned to
 * 16 bytes and has DORE_SLACK readable bytes behind it: the next results of the block, or the
 * spare bytes that each block ends with. Under AddressSanitizer the room that is not handed out,
 * or was taken back by a reset, must not be touched.
 */
#include "dore/base.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define WATCHED
#endif

#ifdef WATCHED
#include <sanitizer/asan_interface.h>
#define FORBID(memory, size) ASAN_POISON_MEMORY_REGION(memory, size)
#define PERMIT(memory, size) ASAN_UNPOISON_MEMORY_REGION(memory, size)
#else
#define FORBID(memory, size) ((void)(memory), (void)(size))
#define PERMIT(memory, size) ((void)(memory), (void)(size))
#endif

enum { ALIGNMENT = 16, FIRST_BLOCK = 64 << 10, LARGEST_BLOCK = 1 << 20 };

/* The data follows; the alignment of the struct is the alignment of the data. */
struct dore_arena_block {
    _Alignas(ALIGNMENT) struct dore_arena_block *older;
    size_t room; /* bytes of data, the slack not counted */
};

static char *block_data(struct dore_arena_block *block) {
    return (char *)(block + 1);
}

static void use_block(struct dore_arena *arena, struct dore_arena_block *block) {
    arena->block = block;
    arena->next = block_data(block);
    arena->end = arena->next + block->room;
    FORBID(arena->next, block->room + DORE_SLACK);
}

static void add_block(struct dore_arena *arena, size_t bytes) {
    size_t room = FIRST_BLOCK;
    if (arena->block) {
        room = arena->block->room < LARGEST_BLOCK / 2 ? arena->block->room * 2 : LARGEST_BLOCK;
    }
    if (room < bytes) {
        room = bytes;
    }
    /* realloc's memory is not zeroed: dore_arena_alloc clears what it hands out itself. */
    struct dore_arena_block *block =
        dore_realloc(NULL, sizeof(struct dore_arena_block) + room + DORE_SLACK, 1);
    block->older = arena->block;
    block->room = room;
    use_block(arena, block);
}

void *dore_arena_take(struct dore_arena *arena, size_t count, size_t size) {
    if (size && count > (SIZE_MAX / 2) / size) {
        return dore_alloc(count, size); /* too large for any memory: runs the handler */
    }
    size_t bytes = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!arena->block || bytes > (size_t)(arena->end - arena->next)) {
        add_block(arena, bytes);
    }
    void *memory = arena->next;
    arena->next += bytes;
    PERMIT(memory, bytes + DORE_SLACK);
    return memory;
}

void *dore_arena_alloc(struct dore_arena *arena, size_t count, size_t size) {
    void *memory = dore_arena_take(arena, count, size);
    return memset(memory, 0, count * size);
}

char *dore_arena_text(struct dore_arena *arena, const char *text, size_t size) {
    char *copy = dore_arena_take(arena, size + 1, 1);
    if (size) {
        memcpy(copy, text, size);
    }
    copy[size] = '\0';
    return copy;
}

char *dore_arena_vformat(struct dore_arena *arena, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t size = length > 0 ? (size_t)length : 0;
    char *text = dore_arena_alloc(arena, size + 1, 1);
    vsnprintf(text, size + 1, format, arguments);
    return text;
}

char *dore_arena_format(struct dore_arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = dore_arena_vformat(arena, format, arguments);
    va_end(arguments);
    return text;
}

void dore_arena_reset(struct dore_arena *arena) {
    struct dore_arena_block *largest = NULL;
    for (struct dore_arena_block *block = arena->block, *older; block; block = older) {
        older = block->older;
        if (!largest || block->room > largest->room) {
            dore_free(largest);
            largest = block;
        } else {
            dore_free(block);
        }
    }
    if (largest) {
        largest->older = NULL;
        use_block(arena, largest);
    }
}

void dore_arena_release(struct dore_arena *arena) {
    for (struct dore_arena_block *block = arena->block, *older; block; block = older) {
        older = block->older;
        dore_free(block);
    }
    *arena = (struct dore_arena){0};
}
