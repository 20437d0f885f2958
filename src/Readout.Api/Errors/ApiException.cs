namespace Readout.Api.Errors;

/// <summary>A request that cannot be answered as asked; it becomes problem+json.</summary>
/// <param name="status">Of HTTP.</param>
/// <param name="code">See docs/errors.md.</param>
/// <param name="reason">What, where, why and what next.</param>
internal sealed class ApiException(int status, string code, string reason) : Exception($"{code} {reason}")
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string Reason { get; } = reason;

    /// <summary>Name of the parameter or field at fault; null when it is none.</summary>
    public string? Parameter { get; init; }

    /// <summary>Whole seconds after which to try again; null when that would not help.</summary>
    public int? RetryAfter { get; init; }

    public static ApiException NotThere(string what) => new(StatusCodes.Status404NotFound, Codes.NotThere, what);
}
