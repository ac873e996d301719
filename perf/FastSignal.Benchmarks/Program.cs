using BenchmarkDotNet.Running;
using FastSignal.Benchmarks;

if (args is [FlattenRatio.Verb, ..])
    return FlattenRatio.Run(args.AsSpan(1), Console.Out);
if (args is [ConsumerCost.Verb, ..])
    return ConsumerCost.Run(args.AsSpan(1), Console.Out);
if (args is [SignalChanges.Verb, ..])
    return SignalChanges.Run(args.AsSpan(1), Console.In, Console.Out);

BenchmarkSwitcher.FromAssembly(typeof(FlattenBenchmark).Assembly).Run(args);
return 0;
