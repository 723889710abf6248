# The targets of the house; `make` alone lists them.

.DEFAULT_GOAL := help
.PHONY: help demo test test-all test-modules fuzz bench windows-check docs practice-token pictures lint

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## an authority's whole path on a practice token; needs no root
	@scripts/demo.sh

test: ## what every change must pass; installs missing Debian packages when root
	@scripts/test.sh

test-all: ## the longer checks: for Windows, of the fuzz targets, of printed papers
	@scripts/test-all.sh

test-modules: ## one story on every real module, Kryoptic compiled for it included; PARAFA_UPDATE_DOCS=1 writes its table anew
	@scripts/test-modules.sh

fuzz: ## every parser of foreign bytes, some minutes; FUZZ_SECONDS=20 for each
	@scripts/fuzz.sh

bench: ## PKCS#11 calls counted, times beside a peer in one run; hostile files; keys until they are drawn
	@scripts/bench.sh

windows-check: ## type-checks for 64-bit Windows with Debian's own packages
	@scripts/windows-check.sh

docs: ## the code's documentation, warnings refused
	@RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked

practice-token: ## a SoftHSM folder of one's own: make practice-token DIR=folder
	@scripts/practice-token.sh "$(DIR)"

pictures: ## the pictures of README, from the real program
	@scripts/pictures.sh

lint: ## formatting, clippy, licences
	@scripts/lint.sh
