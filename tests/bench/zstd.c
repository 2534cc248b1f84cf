/* SPDX-License-Identifier: Apache-2.0
 *
 * The yardstick of bundles: a file compressed by libzstd alone, in one piece, on one thread.
 * Usage: zstd FILE LEVEL > /dev/null
 */
#include <stdio.h>
#include <stdlib.h>

#include <zstd.h>

enum { PIECE = 1 << 20 };

int main(int argc, char **argv) {
    FILE *file = argc > 2 ? fopen(argv[1], "rb") : NULL;
    ZSTD_CCtx *context = ZSTD_createCCtx();
    size_t room = ZSTD_CStreamOutSize();
    char *piece = malloc(PIECE), *out = malloc(room);
    if (!file || !context || !piece || !out)
        return 2;
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, atoi(argv[2]));
    for (size_t size, left; (size = fread(piece, 1, PIECE, file)) > 0;) {
        ZSTD_inBuffer from = {piece, size, 0};
        do {
            ZSTD_outBuffer to = {out, room, 0};
            left = ZSTD_compressStream2(context, &to, &from, ZSTD_e_continue);
            if (ZSTD_isError(left) || fwrite(out, 1, to.pos, stdout) < to.pos)
                return 3;
        } while (from.pos < from.size);
    }
    for (size_t left = 1; left > 0;) {
        ZSTD_inBuffer from = {NULL, 0, 0};
        ZSTD_outBuffer to = {out, room, 0};
        left = ZSTD_compressStream2(context, &to, &from, ZSTD_e_end);
        if (ZSTD_isError(left) || fwrite(out, 1, to.pos, stdout) < to.pos)
            return 3;
    }
    ZSTD_freeCCtx(context);
    fclose(file);
    free(piece);
    free(out);
    return 0;
}
