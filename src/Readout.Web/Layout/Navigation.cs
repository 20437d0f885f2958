using System.Collections.Immutable;

namespace Readout.Web.Layout;

/// <summary>An entry of the masthead; what it is called stands in the texts under <c>nav.KEY</c>.</summary>
public sealed record NavigationItem(string Key, string Path);

/// <summary>The masthead's entries in their order.</summary>
public static class Navigation
{
    public static ImmutableArray<NavigationItem> All { get; } =
    [
        new("search", "/search"),
        new("dyads", "/dyads"),
        new("promises", "/promises"),
        new("figures", "/figures"),
        new("people", "/people"),
        new("map", "/map"),
        new("network", "/network"),
        new("sources", "/sources"),
        new("read", "/read"),
        new("add", "/add"),
        new("review", "/review"),
        new("about", "/about"),
    ];
}
