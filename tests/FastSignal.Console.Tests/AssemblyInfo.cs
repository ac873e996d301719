// The exporter picks meters by name over the whole process: two consoles at once would show each other's figures.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
