namespace Readout.Api.Security;

/// <summary>Who asks.</summary>
/// <param name="Name">Name of the token; null for whoever sits at this machine.</param>
public sealed record Caller(string? Name)
{
    public static Caller Of(HttpContext http) => http.Features.Get<Caller>() ?? new Caller((string?)null);
}

/// <summary>What a token may be made for.</summary>
public static class Scopes
{
    public const string Read = "read";

    /// <summary>Adding reports.</summary>
    public const string Add = "add";

    /// <summary>Corrections, joining and parting stories, confirming what came of promises.</summary>
    public const string Review = "review";

    /// <summary>Hooks, and all others.</summary>
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Read, Add, Review, Admin];
}

/// <summary>Marks a route with the scope that it needs; without the mark reading needs <see cref="Scopes.Read"/> and everything else <see cref="Scopes.Review"/>.</summary>
public sealed record NeedsScope(string Scope);
