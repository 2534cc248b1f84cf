# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Sourced by tests/documents/group-mongo.sh: what README.md tells people to type for MongoDB.

area_readme() {
    holds "README's blocks for MongoDB" status 0 sh tests/readme/run --servers mongodb
    holds "there were two" told '^2 passed, 0 failed$'
}
