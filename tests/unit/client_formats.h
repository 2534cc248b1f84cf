/* SPDX-License-Identifier: Apache-2.0
 *
 * client_formats: a format for each family of load.sh whose scripts and rows the stand-ins for its
 * clients understand. They carry the names, files and steps of the real ones, but no SQL, no
 * JavaScript and no JSON.
 */
#ifndef DORE_TESTS_CLIENT_FORMATS_H
#define DORE_TESTS_CLIENT_FORMATS_H

#include "dore/format.h"

enum { POSTGRES, MYSQL, MONGODB, ELASTICSEARCH, FORMATS };

extern const struct dore_format client_formats[FORMATS];

#endif
