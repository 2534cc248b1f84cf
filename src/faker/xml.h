/* SPDX-License-Identifier: Apache-2.0
 *
 * xml: a dictionary of mixed values as an XML document, for provider_misc.c.
 */
#ifndef FAKER_XML_H
#define FAKER_XML_H

#include "mixed.h"

/* With faker_collection_params. */
const void *faker_xml_prepare(const struct dore_arg *arg, const struct dore_faker *faker);
struct dore_domain faker_xml_domain(const void *state);
void faker_xml_text(const void *state, struct dore_cell *cell);

#endif
