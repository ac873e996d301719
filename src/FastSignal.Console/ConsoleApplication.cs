using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;

namespace FastSignal.Console;

/// <summary>Puts the web server together: one endpoint, two pages.</summary>
internal static class ConsoleApplication
{
    private const string MetricsPath = "/metrics";

    // .NET's own figures of the process: octets allocated, collections, pauses, threads.
    private const string RuntimeMeterName = "System.Runtime";

    // 900 signals with each outcome; the exporter folds what is above into one series.
    private const int MaxOutcomeSeries = 10_000;

    /// <summary>Builds it; nothing listens yet.</summary>
    internal static WebApplication Build(ConsoleOptions options, SnapshotThread snapshots)
    {
        // Empty: no configuration file, environment variable or argument of ASP.NET Core's own has a say in where it listens.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddRoutingCore();

        // The default lifetime takes over SIGTERM and SIGINT, which belong to the server's drain.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        ConfigureLogging(builder.Logging);
        ConfigureMetrics(builder.Services, options.Meters);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Listen, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });

        var application = builder.Build();
        application.Use(RequestGuard.InvokeAsync);
        application.MapGet("/", context => AnswerPageAsync(context, options, snapshots));
        application.MapMethods("/", [HttpMethods.Head], context => AnswerPageAsync(context, options, snapshots));
        application.MapPrometheusScrapingEndpoint(
            MetricsPath, meterProvider: null, configureBranchedPipeline: branch => branch.Use(RefreshFirst(snapshots)), optionsName: null);
        application.MapFallback(static context =>
            RequestGuard.RefuseAsync(context, StatusCodes.Status404NotFound, "There is nothing here but / and /metrics."));
        return application;
    }

    private static async Task AnswerPageAsync(HttpContext context, ConsoleOptions options, SnapshotThread snapshots)
    {
        var page = StatusPage.Render(await snapshots.GetAsync(context.RequestAborted), options.IngestUrl);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(page, context.RequestAborted);
    }

    /// <summary>The figures are asked for synchronously, while the exporter writes: the snapshot that they come from has to be there before.</summary>
    private static Func<HttpContext, RequestDelegate, Task> RefreshFirst(SnapshotThread snapshots) => async (context, next) =>
    {
        await snapshots.GetAsync(context.RequestAborted);
        await next(context);
    };

    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Error);

        // A port in use is told by the exception of Start, in one line instead of a stack trace.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddSimpleConsole();
        logging.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void ConfigureMetrics(IServiceCollection services, IReadOnlyList<string> meters) =>
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter([LeadMeter.MeterName, RuntimeMeterName, .. meters])
            .AddView(LeadMeter.OutcomesName, new MetricStreamConfiguration { CardinalityLimit = MaxOutcomeSeries })
            .AddPrometheusExporter(static exporter =>
            {
                // The snapshots are shared already; cached text would only be older.
                exporter.ScrapeResponseCacheDurationMilliseconds = 0;
                exporter.TargetInfoEnabled = false;
            }));
}
