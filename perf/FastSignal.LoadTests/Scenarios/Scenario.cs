using FastSignal.LoadTests.Sending;

namespace FastSignal.LoadTests.Scenarios;

/// <summary>What a kind of sender does, and how much of it when nothing else is asked for.</summary>
internal sealed record Scenario
{
    /// <summary>All scenarios.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new()
        {
            Name = "rb2b",
            Description = "RB2B visitors at a fixed rate; latency from the intended send time.",
            Lesson = """
                A request is sent when it is due, whatever became of those before it, and its latency counts from then: nothing hides behind a slow answer.

                With --control, bare synced writes run on the disk of the data in the same seconds: a stall of the machine is in both, and thresholds may be set above it.

                Examples:
                  FastSignal.LoadTests rb2b --url http://127.0.0.1:8080/custom_signals/fs_.../entries --rate 10000 --seconds 30 --max-p99 5 --max-failures 0
                  FastSignal.LoadTests rb2b --url URL --rate 10000 --control ./data --max-p99-over-control 5 --max-p999-over-control 20 --max-failures 0 --plot rb2b.svg
                """,
            IsOpenLoop = true,
            Rate = 2_000,
            Connections = 64,
            Mix = target => new((1, PreparedRequest.Post(target, Contents.Rb2b))),
        },
        new()
        {
            Name = "burst",
            Description = "A run of a Clay table: N posts as fast as the server takes them, one in twenty of them sent again.",
            Lesson = """
                A post sent again has the Idempotency-Key of the one before it: the server takes it, and makes no second lead of it.

                Examples:
                  FastSignal.LoadTests burst --url http://127.0.0.1:8080/custom_signals/fs_.../entries --requests 100000 --connections 128
                  FastSignal.LoadTests burst --url URL --max-failures 0 --json burst.json
                """,
            Connections = 64,
            Seconds = 600,
            Requests = 50_000,
            RepeatEvery = 20,
            Mix = target => new((1, PreparedRequest.Post(target, Contents.Clay))),
        },
        new()
        {
            Name = "zapier",
            Description = "Zaps, some of them wrong: bad JSON, form-encoded or empty contents, a wrong token, the wrong method, too much.",
            Lesson = """
                12 of 100 posts are wrong, each in a way of its own, and each has one right answer: 400, 404, 405 or 413. Any other is a failure.

                Examples:
                  FastSignal.LoadTests zapier --url http://127.0.0.1:8080/custom_signals/fs_.../entries --max-failures 0
                  FastSignal.LoadTests zapier --url URL --connections 64 --seconds 60 --plot zapier.svg
                """,
            Connections = 16,
            Mix = target => new(
                (88, PreparedRequest.Post(target, Contents.Zapier, "application/json; charset=utf-8")),
                (4, PreparedRequest.Post(target, Contents.Zapier.Replace("}}", "},}", StringComparison.Ordinal), expectedStatus: 400)),
                (2, PreparedRequest.Post(target, "email=lead%40brightforge.example", "application/x-www-form-urlencoded", 400)),
                (1, PreparedRequest.Post(target, "", expectedStatus: 400)),
                (2, PreparedRequest.Post(target, Contents.Zapier, expectedStatus: 404, path: "/custom_signals/fs_thereisnosuchtokenanywhere0000000/entries")),
                (2, PreparedRequest.Get(target, expectedStatus: 405)),
                (1, PreparedRequest.Announce(target, (1 << 20) + 1, expectedStatus: 413))),
        },
        new()
        {
            Name = "large",
            Description = "Contents of 64 KB, and of 1 MiB for each fourth.",
            Lesson = """
                Mind the space on the disk of the data: the server keeps what it takes.

                Examples:
                  FastSignal.LoadTests large --url http://127.0.0.1:8080/custom_signals/fs_.../entries --requests 2000
                  FastSignal.LoadTests large --url URL --connections 4 --seconds 20 --max-p999 500
                """,
            Connections = 16,
            Mix = target => new((3, PreparedRequest.Post(target, Contents.Large(64 << 10))), (1, PreparedRequest.Post(target, Contents.Large(1 << 20)))),
        },
        new()
        {
            Name = "idle",
            Description = "Many connections that say little: the requests of a low rate go to them in turn.",
            Lesson = """
                Each connection needs a file descriptor here and at the server: `ulimit -n 20000` in front of both, for 10,000 of them.

                Examples:
                  FastSignal.LoadTests idle --url http://127.0.0.1:8080/custom_signals/fs_.../entries --connections 10000 --rate 500
                  FastSignal.LoadTests idle --url URL --seconds 300 --max-p99 10 --max-failures 0
                """,
            IsOpenLoop = true,
            Rate = 200,
            Connections = 2_000,
            Mix = target => new((1, PreparedRequest.Post(target, Contents.Rb2b))),
        },
    ];

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>What its help ends with: what to mind, and examples.</summary>
    public required string Lesson { get; init; }

    /// <summary>Makes the requests of one connection.</summary>
    public required Func<Target, RequestMix> Mix { get; init; }

    /// <summary>Whether requests are sent at a rate, not when the answer before is there.</summary>
    public bool IsOpenLoop { get; init; }

    public int Rate { get; init; } = 1;

    public int Connections { get; init; }

    public int Seconds { get; init; } = 10;

    public int Requests { get; init; }

    /// <summary>Each so-many-th request repeats the one before it; 0 for none.</summary>
    public int RepeatEvery { get; init; }

    /// <summary>The loop that sends it when no other driver does.</summary>
    public ILoad Load() => IsOpenLoop ? new OpenLoop() : new ClosedLoop();

    /// <summary>The number that a request carries: its own, or that of the one before if it is a repeat.</summary>
    public long Repeat(long number) => RepeatEvery > 0 && number % RepeatEvery == RepeatEvery - 1 ? number - 1 : number;
}
