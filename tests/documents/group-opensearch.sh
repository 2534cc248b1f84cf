#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# OpenSearch 2.19: bundles loaded by their load.sh and streams sent to _bulk, read back and compared value by
# value, documents and doc values both; and what load.sh and the checks promise.
#
#   BUILD=build sh tests/documents/group-opensearch.sh [AREA ...]
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/documents/lib.sh
. tests/documents/elastic/lib.sh
elastic_suite opensearch "$@"
