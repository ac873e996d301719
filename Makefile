# The same verbs on every machine and in CI.
.PHONY: check build test run

check: ## format, warning-free build, all tests
	dotnet format FastSignal.sln --verify-no-changes
	dotnet build FastSignal.sln -c Release -warnaserror
	$(MAKE) test

build:
	dotnet build FastSignal.sln -c Release

test: ## all tests, or those of one class: make test FILTER='*FlattenerTests'
	dotnet test --solution FastSignal.sln -c Release $(if $(FILTER),--filter-class '$(FILTER)')

run: ## a server on ./data
	dotnet run -c Release --project src/FastSignal.Server -- serve
