/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to rng: the block behind one address.
 */
#ifndef DORE_RNG_PHILOX_H
#define DORE_RNG_PHILOX_H

#include "dore/rng.h"

struct dore_block philox_block(uint64_t stream, uint64_t row, uint32_t block, uint32_t retry);

#endif
