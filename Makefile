# The same verbs on every machine and in CI.
.PHONY: check build test fuzz run

check: ## format, warning-free build, all tests
	dotnet format FastSignal.sln --verify-no-changes
	dotnet build FastSignal.sln -c Release -warnaserror
	$(MAKE) test

build:
	dotnet build FastSignal.sln -c Release

test: ## all tests, or those of one class: make test FILTER='*FlattenerTests'
	dotnet test --solution FastSignal.sln -c Release $(if $(FILTER),--filter-class '$(FILTER)')

fuzz: ## a target led by coverage: make fuzz TARGET=head SECONDS=60; without TARGET, all of them blindly, inside the tests
	$(if $(TARGET),tests/fuzz $(TARGET) $(SECONDS),FASTSIGNAL_FUZZ_SECONDS=$(or $(SECONDS),30) dotnet run -c Release --project tests/FastSignal.Fuzz -- --output Detailed)

run: ## a server on ./data
	dotnet run -c Release --project src/FastSignal.Server -- serve
