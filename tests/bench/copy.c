/* SPDX-License-Identifier: Apache-2.0
 *
 * The yardstick of sinks: the first megabyte of a file, written again and again until as many bytes
 * have left as the file has. Usage: copy FILE > PLACE
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 20 };

int main(int argc, char **argv) {
    int file = argc > 1 ? open(argv[1], O_RDONLY) : -1;
    char *chunk = malloc(CHUNK);
    struct stat about;
    if (file < 0 || !chunk || fstat(file, &about) != 0)
        return 2;
    ssize_t ready = read(file, chunk, CHUNK);
    for (off_t left = about.st_size; left > 0 && ready > 0;) {
        ssize_t wrote = write(STDOUT_FILENO, chunk, left < ready ? (size_t)left : (size_t)ready);
        if (wrote < 0)
            return 3;
        left -= wrote;
    }
    free(chunk);
    close(file);
    return 0;
}
