/* SPDX-License-Identifier: Apache-2.0
 *
 * The yardstick of start-up: a program that does nothing, linked to the libraries that dore is
 * linked to. Naming one function of each keeps linkers from leaving a library out.
 */
#include <stddef.h>

#include <archive.h>
#include <cjson/cJSON.h>
#include <xxhash.h>
#include <zstd.h>

int main(void) {
    return archive_version_number() == 0 || cJSON_Version() == NULL || ZSTD_versionNumber() == 0 ||
           XXH_versionNumber() == 0;
}
