# SPDX-License-Identifier: Apache-2.0
. "$CASES/tell"
tell methods pyin
tell methods slector
tell methods zzzzzzzzzzzz
tell methods enum
tell methods unique.name
