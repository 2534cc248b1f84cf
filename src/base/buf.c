/* SPDX-License-Identifier: Apache-2.0
 *
 * Growing buffers of bytes. Capacity doubles, so putting n bytes one by one costs O(n); what lies
 * behind `size` always has DORE_SLACK bytes of room.
 */
#include "dore/base.h"

enum { FIRST_CAPACITY = 256 };

static void grow(struct dore_buf *buf, size_t more) {
    size_t capacity = buf->capacity ? buf->capacity : FIRST_CAPACITY;
    if (more > SIZE_MAX / 4 || buf->size > SIZE_MAX / 4) {
        more = SIZE_MAX; /* more than any memory holds: the allocator's handler says so */
        buf->data = dore_realloc(buf->data, more, 2);
    }
    while (capacity < buf->size + more + DORE_SLACK) {
        capacity *= 2;
    }
    buf->data = dore_realloc(buf->data, capacity, 1);
    buf->capacity = capacity;
}

char *dore_buf_reserve(struct dore_buf *buf, size_t more) {
    size_t room = buf->capacity - buf->size;
    if (room < DORE_SLACK || more > room - DORE_SLACK) {
        grow(buf, more);
    }
    return buf->data + buf->size;
}

void dore_buf_put(struct dore_buf *buf, const void *bytes, size_t size) {
    char *out = dore_buf_reserve(buf, size);
    if (size) {
        memcpy(out, bytes, size);
    }
    buf->size += size;
}

void dore_buf_puts(struct dore_buf *buf, const char *text) {
    dore_buf_put(buf, text, strlen(text));
}

void dore_buf_put_str(struct dore_buf *buf, struct dore_str text) {
    dore_buf_put(buf, text.text, text.size);
}

void dore_buf_putc(struct dore_buf *buf, char byte) {
    *dore_buf_reserve(buf, 1) = byte;
    buf->size++;
}

void dore_buf_put_u64(struct dore_buf *buf, uint64_t number) {
    char *out = dore_buf_reserve(buf, DORE_INT_ROOM);
    buf->size += (size_t)(dore_print_u64(out, number) - out);
}

void dore_buf_put_i64(struct dore_buf *buf, int64_t number) {
    char *out = dore_buf_reserve(buf, DORE_INT_ROOM);
    buf->size += (size_t)(dore_print_i64(out, number) - out);
}

void dore_buf_format(struct dore_buf *buf, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length > 0) {
        char *out = dore_buf_reserve(buf, (size_t)length + 1);
        vsnprintf(out, (size_t)length + 1, format, arguments);
        buf->size += (size_t)length;
    }
    va_end(arguments);
}

void dore_buf_clear(struct dore_buf *buf) {
    buf->size = 0;
}

void dore_buf_release(struct dore_buf *buf) {
    dore_free(buf->data);
    *buf = (struct dore_buf){0};
}
