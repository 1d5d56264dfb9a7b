# The two commands of the README: `make demo` and `make test`.
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
PACKAGES := libunicorn-dev libcapstone-dev pkg-config
SCENARIO := fixtures/scenarios/hello-static.scenario.yaml

.PHONY: demo test lint guests guests-check dependencies

demo: dependencies
	swift build -c release --product cebsp
	.build/release/cebsp run $(SCENARIO)

test: dependencies
	swift build --build-tests
	swift test --skip-build --disable-xctest

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

# Builds the guest programs from their sources into fixtures/guests/bin.
guests:
	fixtures/guests/build

# Fails when the committed guest programs, or the table of coredll's exports, are not what their sources give.
guests-check:
	fixtures/guests/build --check
	fixtures/guests/tools/make-ordinals --check

# Installs only what is missing, so that a second run needs no network.
dependencies:
	@for package in $(PACKAGES); do \
	    dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	    $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi
