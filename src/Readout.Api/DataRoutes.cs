using System.Collections.Immutable;
using Readout.Api.Routing;
using Readout.Api.Subjects;

namespace Readout.Api;

/// <summary>All routes that give data, subject by subject.</summary>
internal static class DataRoutes
{
    public static ImmutableArray<DataRoute> All { get; } =
    [
        SearchRoutes.Search,
        .. ReportRoutes.All,
        .. StoryRoutes.All,
        .. DyadRoutes.All,
        CompareRoutes.Compare,
        FigureRoutes.Figures,
        PromiseRoutes.Promises,
        .. EntityRoutes.All,
        AboutRoutes.Sources,
        AboutRoutes.About,
    ];
}
