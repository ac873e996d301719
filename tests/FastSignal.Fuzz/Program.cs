using FastSignal.Fuzz;
using Xunit.MicrosoftTestingPlatform;

return args is [var name, ..] && FuzzTargets.Named(name) is { } target
    ? FuzzCommand.Run(target, args[1..])
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
