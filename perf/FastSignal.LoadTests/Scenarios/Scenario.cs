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
            IsOpenLoop = true,
            Rate = 2_000,
            Connections = 64,
            Mix = target => new((1, PreparedRequest.Post(target, Contents.Rb2b))),
        },
        new()
        {
            Name = "burst",
            Description = "A run of a Clay table: N posts as fast as the server takes them, one in twenty of them sent again.",
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
            Connections = 16,
            Mix = target => new((3, PreparedRequest.Post(target, Contents.Large(64 << 10))), (1, PreparedRequest.Post(target, Contents.Large(1 << 20)))),
        },
        new()
        {
            Name = "idle",
            Description = "Many connections that say little: the requests of a low rate go to them in turn.",
            IsOpenLoop = true,
            Rate = 200,
            Connections = 2_000,
            Mix = target => new((1, PreparedRequest.Post(target, Contents.Rb2b))),
        },
    ];

    public required string Name { get; init; }

    public required string Description { get; init; }

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

    /// <summary>The driver.</summary>
    public ILoad Load() => IsOpenLoop ? new OpenLoop() : new ClosedLoop();

    /// <summary>The number that a request carries: its own, or that of the one before if it is a repeat.</summary>
    public long Repeat(long number) => RepeatEvery > 0 && number % RepeatEvery == RepeatEvery - 1 ? number - 1 : number;
}
