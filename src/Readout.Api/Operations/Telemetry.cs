using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Readout.Api.Operations;

/// <summary>What the service measures of itself; no texts, no queries, no addresses.</summary>
public static class Telemetry
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "Readout.Api";

    private static readonly Meter Meter = new(Name);

    private static readonly ActivitySource Traces = new(Name);

    private static readonly Histogram<double> ReadingTime = Meter.CreateHistogram<double>("readout.reading.duration", "s", "Time to read one text.");

    private static readonly Counter<long> Answers = Meter.CreateCounter<long>("readout.answers", "{answer}", "Answers given, by route and whether they were known already.");

    private static readonly Counter<long> Sent = Meter.CreateCounter<long>("readout.deliveries", "{delivery}", "Deliveries to hooks, by what became of them.");

    /// <summary>Collects and sends it where the options say; nothing is collected when they say nowhere.</summary>
    internal static IServiceCollection AddReadoutTelemetry(this IServiceCollection services, ReadoutApiOptions options)
    {
        if (string.IsNullOrEmpty(options.TelemetryEndpoint) || !Uri.TryCreate(options.TelemetryEndpoint, UriKind.Absolute, out var endpoint))
            return services;
        // The server's own trace names the address as asked, with the query; ours name the work. Of the server there are measurements, which know routes only.
        services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("readout"))
            .WithMetrics(metrics => metrics.AddMeter(Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddOtlpExporter(o => o.Endpoint = endpoint))
            .WithTracing(traces => traces.AddSource(Name).AddOtlpExporter(o => o.Endpoint = endpoint));
        return services;
    }

    /// <summary>Measures a reading from now until it is disposed.</summary>
    internal static IDisposable Reading() => new Timed(Traces.StartActivity("read text"), Stopwatch.GetTimestamp());

    /// <summary>Traces the making of an answer until it is disposed.</summary>
    internal static Activity? Making(string route) => Traces.StartActivity(route, ActivityKind.Server);

    internal static void Answered(string route, bool isKnown) => Answers.Add(1, new("route", route), new("known", isKnown));

    internal static void Delivered(string outcome) => Sent.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    private sealed class Timed(Activity? activity, long start) : IDisposable
    {
        public void Dispose()
        {
            ReadingTime.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
            activity?.Dispose();
        }
    }
}
