using FastSignal.LoadTests;

return await CommandLine.RunAsync(args);
