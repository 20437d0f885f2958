using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Readout.Web.Patterns;

/// <summary>Every part of the pages once, for those who build pages.</summary>
internal static class PatternPages
{
    public static void Map(WebApplication app) => app.MapGet("/patterns", () => new RazorComponentResult<PatternsPage>());
}
