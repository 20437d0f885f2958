using Readout.Ledger.Entities;

namespace Readout.Web.Entities;

/// <summary>What kinds are called in addresses and texts.</summary>
internal static class Kinds
{
    public static string Path(EntityKind kind) => kind switch { EntityKind.Person => "people", EntityKind.Organization => "organizations", EntityKind.State => "states", _ => "places" };

    /// <summary>As labels have it: <c>kind.KEY</c>, <c>kinds.KEY</c>.</summary>
    public static string Key(EntityKind kind) => kind switch { EntityKind.Person => "person", EntityKind.Organization => "organization", EntityKind.State => "country", _ => "place" };

    public static string Link(EntityKind kind, string id) => $"/{Path(kind)}/{Uri.EscapeDataString(id)}";
}
