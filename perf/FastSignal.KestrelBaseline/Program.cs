using System.Globalization;
using System.Net;
using FastSignal.KestrelBaseline;

if (args is not ["memory" or "durable" or "spinning" or "shared", var portText, var folder, .. { Length: > 0 } tokens]
    || !ushort.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
{
    await Console.Error.WriteLineAsync("usage: FastSignal.KestrelBaseline memory|durable|spinning|shared PORT FOLDER TOKEN...");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
if (args[0] is "shared")
    AddSink(new SharedLog(folder));
else
    AddSink(new BaselineLog(folder, CommittingOf(args[0])));
builder.Services.AddRequestDecompression();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, port);
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = EntryEndpoint.MaxContentBytes;
});

var app = builder.Build();
app.UseRequestDecompression();

// A route without methods takes those that the route beside it does not.
var endpoint = new EntryEndpoint(app.Services.GetRequiredService<IEntrySink>(), tokens);
app.MapPost("/custom_signals/{token}/entries", endpoint.PostAsync);
app.Map("/custom_signals/{token}/entries", Answers.Allow("POST"));
foreach (var path in (string[])["/livez", "/readyz"])
{
    app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], Answers.HealthAsync);
    app.Map(path, Answers.Allow("GET, HEAD"));
}

app.MapGet("/metrics", RuntimeFigures.WriteAsync);
app.MapFallback("{**path}", Answers.NotFoundAsync);
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"ready http://127.0.0.1:{port}"));
await app.RunAsync();
return 0;

static Committing CommittingOf(string mode) => mode switch
{
    "durable" => Committing.WhenAppended,
    "spinning" => Committing.Always,
    _ => Committing.Never,
};

void AddSink<T>(T sink)
    where T : class, IEntrySink, IHostedService
{
    builder.Services.AddSingleton<IEntrySink>(sink);
    builder.Services.AddHostedService(_ => sink);
}
