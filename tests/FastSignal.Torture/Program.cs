using FastSignal.Torture;

return await CommandLine.RunAsync(args);
