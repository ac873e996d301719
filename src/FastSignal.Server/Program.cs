using FastSignal.Server.Commands;

using var terminal = Terminal.OfProcess();
return CommandLine.Run(args, terminal, TimeProvider.System);
