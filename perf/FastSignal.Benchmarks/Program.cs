using BenchmarkDotNet.Running;
using FastSignal.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(FlattenBenchmark).Assembly).Run(args);
