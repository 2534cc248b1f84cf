# SPDX-License-Identifier: Apache-2.0
# Everything, with an example for each option.
"$DORE" --help
