using System.Globalization;
using System.Net;
using FastSignal.KestrelBaseline;

if (args.Length != 4 || args[0] is not ("memory" or "durable") || !ushort.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
{
    await Console.Error.WriteLineAsync("usage: FastSignal.KestrelBaseline memory|durable PORT FOLDER TOKEN");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Services.AddSingleton(_ => new BaselineLog(folder: args[2], isDurable: args[0] is "durable"));
builder.Services.AddHostedService(services => services.GetRequiredService<BaselineLog>());
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, port);
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = EntryEndpoint.MaxContentBytes;
});

var app = builder.Build();
var endpoint = new EntryEndpoint(app.Services.GetRequiredService<BaselineLog>(), args[3]);
app.MapPost("/custom_signals/{token}/entries", endpoint.PostAsync);
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"ready http://127.0.0.1:{port}"));
await app.RunAsync();
return 0;
