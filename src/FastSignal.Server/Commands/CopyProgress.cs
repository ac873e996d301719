using Spectre.Console;

namespace FastSignal.Server.Commands;

/// <summary>Shows how far a copy, a replay or an export is, where somebody watches.</summary>
internal static class CopyProgress
{
    /// <summary>Runs the work.</summary>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="work">The work; it tells what it is at, and the part of it that is done, from 0 to 1.</param>
    public static T Show<T>(Terminal terminal, Func<Action<string, double>, T> work)
    {
        if (!Terminal.IsWatched)
            return work(static (_, _) => { });

        return terminal.Progress.Progress().HideCompleted(true).AutoClear(enabled: true).Start(progress =>
        {
            var task = progress.AddTask("reading", maxValue: 1);
            return work((what, part) =>
            {
                task.Description = what;
                task.Value = part;
            });
        });
    }
}
