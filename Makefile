# SPDX-License-Identifier: Apache-2.0
# The whole build. `make help` lists the targets; a developer's own settings go into config.mak.
-include config.mak

BUILD    ?= build
CC       ?= cc
AR       ?= ar
PKG      ?= pkg-config
prefix   ?= /usr/local
DESTDIR  ?=
OPT      ?= -O2
# SAN=address,undefined or SAN=thread; WERROR=1 makes warnings errors; V=1 shows commands.
SAN      ?=
WERROR   ?=
V        ?=
Q        := $(if $(V),,@)

LIBRARIES := libcjson libzstd libarchive libxxhash
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wvla -Wswitch-enum -Wstrict-prototypes \
            -Wmissing-prototypes -Wformat=2 $(if $(WERROR),-Werror)
HARDENING := $(if $(SAN),,-D_FORTIFY_SOURCE=2) -fstack-protector-strong -fPIE
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer)
CPPFLAGS += -Iinclude -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE \
            -D_DARWIN_C_SOURCE
DORE_CFLAGS := -std=c11 -g $(OPT) -ffp-contract=off -pthread $(WARNINGS) $(HARDENING) $(SANFLAGS) \
               -include src/base/banned.h $(shell $(PKG) --cflags $(LIBRARIES)) $(CFLAGS)
# No -lm: no two libms agree in the last bit, so nothing of the program may call one (same-bytes).
LINK_LIBS := $(shell $(PKG) --libs $(LIBRARIES)) -pthread
RELRO     := -Wl,-z,relro,-z,now
ON_LINUX  := $(filter Linux,$(shell uname -s))
LINK_FLAGS := $(SANFLAGS) -pie $(if $(ON_LINUX),$(RELRO)) $(LDFLAGS)
define link
@echo "  LD $@"
$(Q)$(CC) $(LINK_FLAGS) -o $@ $^ $(LINK_LIBS)
endef

SOURCES  := $(filter-out src/main.c,$(sort $(wildcard src/*/*.c formats/*.c)))
WORDS    := $(sort $(wildcard src/faker/words/*/*.tsv))
SCRIPTS  := $(sort $(wildcard formats/load/*.sh)) src/faker/words/LICENSE-faker.txt
GENERATED := $(BUILD)/gen/words.c $(BUILD)/gen/texts.c
OBJECTS  := $(SOURCES:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)

all: $(BUILD)/dore

$(BUILD)/dore: $(BUILD)/src/main.o $(BUILD)/libdore.a
	$(link)

$(BUILD)/libdore.a: $(OBJECTS)
	@echo "  AR $@"
	$(Q)rm -f $@ && $(AR) qcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC $<"
	$(Q)$(CC) $(CPPFLAGS) $(DORE_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	@echo "  CC $<"
	$(Q)$(CC) $(CPPFLAGS) $(DORE_CFLAGS) -c -o $@ $<

# Word lists become one table of pools; texts (parts of load.sh, licences) become strings.
$(BUILD)/gen/words.c: scripts/make-words.c $(WORDS)
	@mkdir -p $(@D)
	@echo "  GEN $@"
	$(Q)$(CC) -std=c11 -O1 -o $(BUILD)/make-words scripts/make-words.c
	$(Q)$(BUILD)/make-words $(WORDS) > $@.tmp && mv $@.tmp $@

$(BUILD)/gen/texts.c: scripts/make-texts $(SCRIPTS)
	@mkdir -p $(@D)
	@echo "  GEN $@"
	$(Q)sh scripts/make-texts $(SCRIPTS) > $@.tmp && mv $@.tmp $@

# ---- unit tests ------------------------------------------------------------------------------

# One suite a file: tests/unit/test_<name>.c exports suite_<name>. CK_RUN_SUITE=<name> runs one.
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c))
UNIT_NAMES   := $(patsubst tests/unit/test_%.c,%,$(filter tests/unit/test_%,$(UNIT_SOURCES)))
UNIT_OBJECTS := $(UNIT_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/gen/suites.o

check-unit: $(BUILD)/check-unit
	$(Q)$(BUILD)/check-unit

# The same in one process, for sanitizers make forks slow; and those that want a process each.
check-unit-together: $(BUILD)/check-unit
	$(Q)CK_FORK=no CK_EXCLUDE_TAGS=process $(BUILD)/check-unit

check-unit-apart: $(BUILD)/check-unit
	$(Q)CK_INCLUDE_TAGS=process $(BUILD)/check-unit

$(BUILD)/check-unit: $(UNIT_OBJECTS) $(BUILD)/libdore.a
	$(link) $(shell $(PKG) --libs check) -lm

# The folder changes when a file comes or goes.
$(BUILD)/gen/suites.c: tests/unit
	@mkdir -p $(@D)
	@echo "  GEN $@"
	$(Q){ echo '#include "tests/unit/suites.h"'; \
	  for name in $(UNIT_NAMES); do echo "Suite *suite_$$name(void);"; done; \
	  echo 'Suite *(*const suites[])(void) = {'; \
	  for name in $(UNIT_NAMES); do echo "    suite_$$name,"; done; \
	  echo '    NULL};'; } > $@.tmp && mv $@.tmp $@

$(BUILD)/tests/unit/%.o $(BUILD)/gen/suites.o: CPPFLAGS += -I. $(shell $(PKG) --cflags check)

# ---- tests of the program ------------------------------------------------------------------

# tests/cli/run and tests/diag/run say how; UPDATE=1 rewrites what is expected.
check-cli: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/cli/run

check-diag: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/diag/run

# What the same manifest and seed give for ever; update-golden writes it anew, to be reviewed like code.
check-golden: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/golden/run

update-golden: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/golden/run --update

# What the documents for users tell people to type, and manifests in them; the second time with
# private servers.
check-samples: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/readme/run

check-readme-servers: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/readme/run --servers

# Full disks, closed pipes, forbidden folders and signals leave nothing behind.
check-fault: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/fault/run

# Names, parameters and defaults of the faker methods against a list of Faker's.
check-faker: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/faker/run

# What methods yield against what Python's Faker does.
check-shapes: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/faker/shapes

# Every call that touches a file fails once, and from then on (Linux with the GNU C library).
check-calls: $(BUILD)/dore $(BUILD)/calls.so
	$(Q)DORE=$(BUILD)/dore CALLS=$(BUILD)/calls.so sh tests/fault/calls

$(BUILD)/calls.so: tests/fault/calls.c
	@echo "  LD $@"
	$(Q)$(CC) -std=c11 -O1 $(WARNINGS) -fPIC -shared -o $@ $< -ldl

# Threads, environment, cuts, names, references: what may not matter, and what must hold.
check-property: $(BUILD)/dore $(BUILD)/property-split
	$(Q)DORE=$(BUILD)/dore SPLIT=$(BUILD)/property-split sh tests/property/run

$(BUILD)/property-split: $(BUILD)/tests/property/split.o $(BUILD)/libdore.a
	$(link)

# What is loaded, by load.sh and by pipes, into private PostgreSQL and MariaDB servers is what was meant.
check-load: $(BUILD)/dore $(BUILD)/judge
	$(Q)DORE=$(BUILD)/dore JUDGE=$(BUILD)/judge sh tests/load/run

# The same with MySQL in MariaDB's place. Its version moves, so nothing else runs this; it is fetched once
# and kept (see tests/servers/README.md); root only.
check-load-mysql: $(BUILD)/dore $(BUILD)/judge
	$(Q)SQL_SERVER=mysql DORE=$(BUILD)/dore JUDGE=$(BUILD)/judge sh tests/load/run

# The same for documents, without servers: read back by libbson and by a judge of _bulk.
check-documents: $(BUILD)/dore $(BUILD)/judge $(BUILD)/jsonl-bson $(BUILD)/bulk-check
	$(Q)BUILD=$(BUILD) sh tests/load/documents

# And with the programs that documents are for, installed once and kept: each tests/documents/group-NAME.sh
# is a suite load-NAME. SKIP="NAME..." leaves groups out.
check-load-documents: $(BUILD)/dore $(BUILD)/judge $(BUILD)/jsonl-bson $(BUILD)/bulk-check
	$(Q)MAKE="$(MAKE)" sh tests/documents/run

DOCUMENT_GROUPS := $(patsubst tests/documents/group-%.sh,check-load-%,\
                     $(wildcard tests/documents/group-*.sh))
$(DOCUMENT_GROUPS): check-load-%: $(BUILD)/dore $(BUILD)/judge $(BUILD)/jsonl-bson $(BUILD)/bulk-check
	$(Q)BUILD=$(BUILD) sh tests/documents/group-$*.sh

JUDGE_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(addprefix tests/load/,judge.c rows.c read.c \
                   judge_text.c judge_json.c judge_sql.c judge_elastic.c compare.c hits.c))

$(BUILD)/judge: $(JUDGE_OBJECTS) $(BUILD)/libdore.a
	$(link) -lm

$(BUILD)/jsonl-bson: $(BUILD)/tests/load/jsonl_bson.o
	$(link) $(shell $(PKG) --libs libbson-1.0)

$(BUILD)/bulk-check: $(BUILD)/tests/load/bulk_check.o
	$(link)

$(BUILD)/tests/load/jsonl_bson.o: CPPFLAGS += $(patsubst -I%,-isystem %,$(shell $(PKG) --cflags libbson-1.0))

# Many threads make the bytes of one, in every format, measured or not.
check-threads: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/threads

# Shards joined are the whole; what is no whole is refused; rows alone are those of the whole.
check-shard: $(BUILD)/dore
	$(Q)DORE=$(BUILD)/dore sh tests/shard/run

# ---- layout ----------------------------------------------------------------------------------

# The include order, sizes, each public header alone, and the shell scripts.
HEADERS := $(sort $(wildcard include/dore/*.h))
SHELL_FILES = $(shell grep -rlE '^\#!/(bin/sh|usr/bin/env bash)' scripts tests .ci samples) scripts/packages.sh

check-layers:
	$(Q)sh scripts/check-layers

check-sizes:
	$(Q)sh scripts/check-sizes

check-headers:
	$(Q)passed=0; failed=0; for header in $(HEADERS); do \
	  if $(CC) $(CPPFLAGS) -std=c11 -Wall -Wextra -Wno-unused-function -Werror -fsyntax-only -x c $$header; \
	  then passed=$$((passed + 1)); else failed=$$((failed + 1)); fi; done; \
	  echo "$$passed passed, $$failed failed"; [ $$failed -eq 0 ]

check-scripts:
	$(Q)passed=0; failed=0; for script in $(SHELL_FILES); do \
	  if shellcheck -x -P SCRIPTDIR "$$script"; then passed=$$((passed + 1)); else failed=$$((failed + 1)); fi; done; \
	  echo "$$passed passed, $$failed failed"; [ $$failed -eq 0 ]

# ---- everything ------------------------------------------------------------------------------

# What needs no server and no network; and all there is. Each ends with `N passed, N failed`.
CHECKS := unit cli diag faker shapes golden property threads shard fault $(if $(ON_LINUX),calls) \
          documents samples layers sizes headers
EVERYTHING := $(CHECKS) scripts load load-documents gcc clang sanitize thread valgrind readme-servers

# Suites run side by side, so what more than one of them would build is built before. One that
# cannot be built is its suite's failure.
TEST_PROGRAMS := check-unit property-split judge jsonl-bson bulk-check $(if $(ON_LINUX),calls.so)

check: all
	-$(Q)$(MAKE) --no-print-directory -k $(TEST_PROGRAMS:%=$(BUILD)/%)
	$(Q)MAKE="$(MAKE)" sh tests/run $(CHECKS)

# One after the other: servers and sanitizers want the machine for themselves.
check-all: all
	$(Q)MAKE="$(MAKE)" JOBS=1 sh tests/run $(EVERYTHING)

# The same tests of other builds: warnings as errors, and each sanitizer. Two golden runs under
# valgrind's memory checker.
check-gcc:
	$(Q)CHECK_LOCALES=1 $(MAKE) --no-print-directory BUILD=$(BUILD)/gcc CC=gcc WERROR=1 check-unit

check-clang:
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/clang CC=clang WERROR=1 check-unit

check-sanitize:
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/sanitize SAN=address,undefined all $(BUILD)/sanitize/check-unit
	$(Q)BUILD=$(BUILD)/sanitize SAN=address,undefined MAKE="$(MAKE)" \
	  sh tests/run unit-together unit-apart cli diag golden

check-thread:
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/thread SAN=thread all
	$(Q)BUILD=$(BUILD)/thread SAN=thread MAKE="$(MAKE)" sh tests/run golden threads

check-valgrind: all
	$(Q)sh tests/valgrind $(BUILD)

demo: all
	$(Q)sh scripts/show-shop $(BUILD)

install: all
	install -d $(DESTDIR)$(prefix)/bin
	install -m 755 $(BUILD)/dore $(DESTDIR)$(prefix)/bin/dore

uninstall:
	rm -f $(DESTDIR)$(prefix)/bin/dore

# The table of targets in README.md.
help:
	@awk -F ' *[|] *' '/^[|] `make/ { gsub(/`/, "", $$2); gsub(/`/, "", $$3); printf "%-26s %s\n", $$2, $$3 }' README.md

# ---- benchmark -------------------------------------------------------------------------------

# PAIRS=11 for more runs of each case. The yardsticks are ordinary programs: nothing is banned there.
PAIRS ?= 5
BENCH_CFLAGS := -std=c11 -O2 $(WARNINGS)

YARDSTICKS := $(patsubst tests/bench/%.c,$(BUILD)/bench-%,$(filter-out tests/bench/bench.c,$(wildcard tests/bench/*.c)))

bench: $(BUILD)/dore $(BUILD)/bench $(YARDSTICKS)
	$(Q)sh scripts/bench $(BUILD) $(PAIRS)

# One pair of each with a fifth of the rows, for a first look: below half a minute.
bench-quick: $(BUILD)/dore $(BUILD)/bench $(YARDSTICKS)
	$(Q)sh scripts/bench $(BUILD) 1 2

$(BUILD)/bench: tests/bench/bench.c
	@echo "  LD $@"
	$(Q)$(CC) $(CPPFLAGS) $(BENCH_CFLAGS) -o $@ $<

$(BUILD)/bench-%: tests/bench/%.c $(BUILD)/libdore.a
	@echo "  LD $@"
	$(Q)$(CC) $(CPPFLAGS) $(BENCH_CFLAGS) $(SANFLAGS) -o $@ $^ $(LINK_LIBS)

clean:
	rm -rf $(BUILD)

MORE_OBJECTS := $(patsubst %,$(BUILD)/%.o,src/main tests/property/split tests/load/jsonl_bson \
                  tests/load/bulk_check)
-include $(patsubst %.o,%.d,$(OBJECTS) $(UNIT_OBJECTS) $(JUDGE_OBJECTS) $(MORE_OBJECTS))

.PHONY: all demo install uninstall help clean bench bench-quick update-golden check check-all \
        check-unit-together check-unit-apart check-load-mysql $(EVERYTHING:%=check-%) $(DOCUMENT_GROUPS)
.DELETE_ON_ERROR:
