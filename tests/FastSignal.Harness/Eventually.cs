using System.Diagnostics;

namespace FastSignal.Harness;

/// <summary>Waits for what shows itself only from outside, such as the consumer's progress.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again and again until the answer is right, or fails with the last answer at the deadline.</summary>
    public static async Task<T> HoldsAsync<T>(Func<Task<T>> ask, Func<T, bool> isRight, string what, double seconds = 30)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (isRight(answer))
                return answer;
            if (Stopwatch.GetElapsedTime(began).TotalSeconds > seconds)
                throw new TimeoutException($"Not within {seconds} s: {what}. Last answer: {Describe(answer)}");
            await Task.Delay(Pause);
        }
    }

    private static string Describe<T>(T answer) =>
        answer is System.Collections.ICollection many ? $"{many.Count} items" : answer?.ToString() ?? "nothing";
}
