using System.Collections.Immutable;
using Readout.Ledger;

namespace Readout.Api;

/// <summary>What the service works with.</summary>
public sealed record ReadoutApiOptions
{
    /// <summary>Opens the ledger; called for every connection that the service needs.</summary>
    public required Func<ILedger> OpenLedger { get; init; }

    /// <summary>The engine: a report in, its record out. Called by several threads at once.</summary>
    public required Func<Report, Record> Read { get; init; }

    /// <summary>Cuts texts and queries into terms, as the ledger does.</summary>
    public required ITerms Terms { get; init; }

    /// <summary>Names beside localhost and plain IP addresses by which the service may be asked for (header Host).</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Rendered answers that are kept for the next who asks, in bytes.</summary>
    public long CacheBytes { get; init; } = 64 << 20;

    /// <summary>The longest body that is taken, in bytes.</summary>
    public long MaxBodyBytes { get; init; } = 5 << 20;

    /// <summary>The longest time for one answer; whole results that stream may take ten times as long.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests that one client on another machine may make in a second, and four times as many at once.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>How often it is looked whether hooks are to be told something.</summary>
    public TimeSpan HookInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>True lets hooks be at this machine or in a private network.</summary>
    public bool AllowPrivateHooks { get; init; }

    /// <summary>Where measurements and traces are sent (OTLP); null sends nothing. Default: the variable OTEL_EXPORTER_OTLP_ENDPOINT, as OpenTelemetry has it.</summary>
    public string? TelemetryEndpoint { get; init; } = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT");
}
