namespace FastSignal.Leads.Tests;

/// <summary>Ends the consumer at every step of its loop: what is there afterwards is what an undisturbed run leaves.</summary>
public sealed class ExactlyOnceTests
{
    [Fact]
    public void A_crash_at_any_step_changes_nothing()
    {
        var (undisturbed, steps) = Run(crashAt: _ => false);
        Assert.True(steps > 100, $"The scenario has only {steps} steps.");

        for (var crash = 1; crash <= steps; crash++)
        {
            var (disturbed, _) = Run(step => step == crash);
            Assert.True(string.Equals(undisturbed, disturbed, StringComparison.Ordinal),
                $"A crash at step {crash} changed it:\n{undisturbed}\n---\n{disturbed}");
        }
    }

    [Fact]
    public void Crashes_again_and_again_change_nothing()
    {
        var (undisturbed, _) = Run(crashAt: _ => false);
        for (var seed = 1; seed <= 5; seed++)
        {
            var random = new Random(seed);
            var crashes = 0;
            var (disturbed, _) = Run(_ => crashes < 50 && random.Next(20) == 0 && crashes++ >= 0);
            Assert.True(string.Equals(undisturbed, disturbed, StringComparison.Ordinal),
                $"Seed {seed}: {crashes} crashes changed it:\n{undisturbed}\n---\n{disturbed}");
        }
    }

    private static (string Dump, int Steps) Run(Func<int, bool> crashAt)
    {
        using var bench = new ConsumerBench();
        var steps = 0;
        void Consume() => ConsumeThroughCrashes(bench, _ =>
        {
            if (crashAt(++steps))
                throw new ConsumerStoppedException("crash");
        });

        var mapped = bench.AddSignal();
        var unmapped = bench.AddSignal(isMapped: false);
        var draft = bench.AddSignal(SignalStatus.Draft);
        var paused = bench.AddSignal(SignalStatus.Paused);
        AddFirstPart(bench, mapped, unmapped, draft, paused);
        Consume();
        bench.Registry.Resume(paused);
        AddSecondPart(bench, mapped, paused);
        Consume();
        return (bench.Dump(), steps);
    }

    private static void ConsumeThroughCrashes(ConsumerBench bench, Action<ConsumerStep> reached)
    {
        while (true)
        {
            using var consumer = bench.Consumer(reached, batchCount: 4);
            try
            {
                consumer.DrainToEnd();
                return;
            }
            catch (ConsumerStoppedException)
            {
                // Once more, with nothing but the files.
            }
        }
    }

    private static void AddFirstPart(ConsumerBench bench, long mapped, long unmapped, long draft, long paused)
    {
        bench.AddTest(draft, "email", "test@x.io");
        bench.Add(mapped, "linkedin_url", "https://www.linkedin.com/in/a");
        bench.Add(unmapped, "email", "u@x.io", "full_name", "U");
        bench.AddWithKey(mapped, 1, "email", "a@x.io", "title", "CEO");
        bench.Add(paused, "email", "p1@x.io");
        bench.AddWithKey(mapped, 1, "email", "a@x.io");
        bench.Add(mapped, "linkedin_url", "https://www.linkedin.com/in/a", "email", "a@x.io", "page", "/pricing");
        bench.Add(99, "email", "lost@x.io");
        bench.AddWithKey(paused, 7, "email", "p2@x.io");
        bench.Source.Add(TestRecords.MakeDamaged(mapped, bench.Clock));
        bench.Add(mapped, "page", "/nobody");
        bench.Add(unmapped, "email", "u@x.io");
        bench.AddTest(draft, "email", "test@x.io");
    }

    private static void AddSecondPart(ConsumerBench bench, long mapped, long paused)
    {
        bench.Clock += UtcMicroseconds.Hour;
        bench.Add(paused, "email", "p1@x.io");
        bench.AddWithKey(paused, 7, "email", "p2@x.io");
        bench.Add(paused, "email", "p3@x.io");
        bench.Add(mapped, "email", "a@x.io");
        bench.Add(mapped, "email", "z@x.io");
    }
}
