# The two commands of the README: `make demo` and `make test`.
# The Unicorn that is built with: a version of Engine/wheels, from the Python package index, or `system`, which is libunicorn-dev.
ENGINE := 2.1.3
# Every build goes through it, so that another engine is linked in anew.
WITH_ENGINE := Engine/with $(ENGINE)
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# Which build `bench-check` and `frozen-check` take: `release`, or `debug`, most of which `make test` has made.
CONFIGURATION := release
BUILD_release := release
BUILD_debug := programs
PACKAGES := libcapstone-dev libexpat1-dev libyaml-dev pkg-config
SCENARIO := fixtures/scenarios/hello-static.scenario.yaml

STATIC := .build/archives

.PHONY: demo release test test-engines programs repeat-check check-standalone lint functions guests guests-check bench bench-check frozen frozen-check
.PHONY: install uninstall deb dependencies fuzz-calls fuzz-commands sanitize test-install pages docc

demo: release
	.build/release/cebsp run $(SCENARIO)

# Programs that need no Swift runtime, Unicorn or Capstone where they run, and start in half the time. The linker takes
# the archives because the folder that our own .pc files name has nothing else. A toolchain without the static runtime
# gives ordinary programs. Types are asked for by their accessors: by name each generic one has to prove at the start, with
# a walk through all conformances of the program, what the compiler knew. Debug information lies beside the programs.
release: dependencies
	@mkdir -p $(STATIC)
	@for name in capstone expat yaml-0.1; do \
	    archive="lib$${name%-*}.a" && folder="$$(pkg-config --variable=libdir $$name)" && \
	    test -e "$$folder/$$archive" && ln -sf "$$folder/$$archive" $(STATIC)/ && \
	    sed "s#^libdir=.*#libdir=$(CURDIR)/$(STATIC)#" "$$(pkg-config --path $$name 2>/dev/null \
	        || echo "$$(pkg-config --variable=pcfiledir $$name)/$$name.pc")" > $(STATIC)/$$name.pc; \
	done; true
	@runtime="$$(dirname "$$(readlink -f "$$(command -v swift)")")/../lib/swift_static"; \
	if [ -d "$$runtime" ]; then static=--static-swift-stdlib; fi; \
	PKG_CONFIG_PATH="$(CURDIR)/$(STATIC):$$PKG_CONFIG_PATH" $(WITH_ENGINE) swift build -c release $$static \
	    -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors $$(Install/other-processors)
	@Install/separate-debug .build/release/cebsp .build/release/cebench

test: PACKAGES += libxml2-utils parallel procps python3
test: dependencies
	$(WITH_ENGINE) swift build --build-tests
	$(WITH_ENGINE) swift test --skip-build --disable-xctest

# All fixture scenarios, what they give and what the benchmarks count, on the engines that `make test` does not take; at the end the
# programs are again on the one that it takes.
OTHER_ENGINES := $(filter-out $(ENGINE),2.1.3 2.1.4 system)
test-engines: test
	@for engine in $(OTHER_ENGINES); do \
	    echo "== $$engine" && $(MAKE) --no-print-directory frozen-check CONFIGURATION=debug ENGINE=$$engine || failed=1; \
	done; \
	$(MAKE) --no-print-directory programs && test -z "$$failed"

# The two programs as `make test` has them.
programs: dependencies
	$(WITH_ENGINE) swift build --product cebsp
	$(WITH_ENGINE) swift build --product cebench

# Every fixture scenario twenty times, in several processes: fails unless all runs of each are the same.
repeat-check: release
	.build/release/cebsp run fixtures/scenarios --repeat 20 > .build/repeat.log || { grep -v '^passed' .build/repeat.log; exit 1; }
	@tail -n 1 .build/repeat.log

# Builds and runs the demo in an empty Debian 12, with the README's packages: needs root and debootstrap, and takes minutes.
test-install:
	Tests/install/bare-machine

# Programs, man pages, completions, schemas, documentation and examples below $DESTDIR$PREFIX. What was built before is taken
# as it is, so that root needs no toolchain.
PREFIX := /usr/local
DESTDIR :=
export PREFIX DESTDIR
install: $(if $(wildcard .build/release/cebsp),,release)
	@Install/install .build/release

uninstall:
	@Install/uninstall

# A Debian package in .build/deb.
deb: PACKAGES += dpkg-dev
deb: release
	@Install/debian .build/release .build/deb

# Fails when the memory-map library's tests need the engine.
check-standalone:
	Tests/check-standalone

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

# Runs the commands on the pages of the documentation, as `make test` does, and follows their links.
pages: $(BUILD_$(CONFIGURATION))
	Tests/check-pages .build/$(CONFIGURATION)

# The documentation of the libraries, as archives that docc makes: fails when a page names a symbol that is not there.
docc: programs
	Tests/check-docc .build/debug .build/docc

# Writes Documentation/Functions.md anew from the declarations of functions.
functions:
	$(WITH_ENGINE) swift build --build-tests
	CEBSP_WRITE_FUNCTIONS=1 $(WITH_ENGINE) swift test --skip-build --disable-xctest --filter FunctionTableTests

# Builds the guest programs from their sources into fixtures/guests/bin, with the `cebsp` that was built last.
guests: programs
	fixtures/guests/build
	fixtures/starter/embed

# Fails when the committed guest programs, or the table of coredll's exports, are not what their sources give.
guests-check: programs
	fixtures/guests/build --check
	fixtures/guests/tools/make-ordinals --check

# Measures everything: two minutes at most.
bench: release
	.build/release/cebench run

# Fails when a workload writes other page-table words than the thresholds say, or has become far slower than what it is compared to.
bench-check: $(BUILD_$(CONFIGURATION))
	.build/$(CONFIGURATION)/cebench run reserve copy-map protect release remap first-touch read switch fragmented ioctl frames \
	    --sizes 4K,1M,32M --samples 30 --budget 0.5 --thresholds Benchmarks/thresholds.json

# Fails when a fixture scenario, a command or a benchmark's counts give anything else than Tests/Frozen has, and prints what.
frozen-check: $(BUILD_$(CONFIGURATION))
	Tests/check-frozen .build/$(CONFIGURATION)

# Writes Tests/Frozen anew: after a change that is meant, to be read as a diff before it is committed.
frozen: $(BUILD_$(CONFIGURATION))
	Tests/check-frozen .build/$(CONFIGURATION) --write

# Installs only what is missing, so that a second run needs no network.
dependencies:
	@for package in $(PACKAGES); do \
	    dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	    $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi

# A hundred thousand executions of all commands with mutated inputs: fails when one of them breaks the contract. FUZZ_SEED chooses others.
FUZZ_SEED := 1
fuzz-commands: release
	Fuzz/Commands/fuzz-commands .build/release/cebsp --count 100000 --seed $(FUZZ_SEED) --jobs $$(nproc)

# Ten million random kernel calls and a hundred thousand random programs; CEBSP_FUZZ_SEED chooses others.
fuzz-calls:
	$(WITH_ENGINE) swift build -c release --build-tests -Xswiftc -enable-testing
	CEBSP_FUZZ_CALLS=10000000 CEBSP_FUZZ_GUESTS=100000 \
	    $(WITH_ENGINE) swift test -c release -Xswiftc -enable-testing --skip-build --disable-xctest --filter 'RandomCallTests|RandomGuestTests'

# The test suite under AddressSanitizer, in a build folder of its own. Leaks are not looked for: Swift keeps bits of its own in
# pointers, so that what a global refers to looks lost.
sanitize: PACKAGES += libxml2-utils parallel procps python3
sanitize: dependencies
	$(WITH_ENGINE) swift build --build-tests --sanitize address --scratch-path .build/sanitize
	ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no \
	    $(WITH_ENGINE) swift test --skip-build --sanitize address --scratch-path .build/sanitize --disable-xctest
