using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Readout.Api.Routing;
using Readout.Api.Writing;

namespace Readout.Api;

/// <summary>The OpenAPI document: parameters come from the routes' own table, shapes from the types.</summary>
internal static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    public static IServiceCollection AddReadoutDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true || route.RelativePath?.StartsWith("health/", StringComparison.Ordinal) == true || route.RelativePath?.EndsWith(".atom", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Readout",
                Version = "1",
                Description = "What reports of diplomacy say, with the words that say it. Every answer comes from the ledger on this machine. Offsets count Unicode code points, end exclusive. "
                    + "Lists: `next` is opaque and null on the last page; whole results come as .jsonl, .csv or .jsonld. Errors are problem+json with a code.",
            };
            // The address it is served at is the caller's affair, and the document is the same everywhere.
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.SelectMany(m => m is DataRoute data ? data.Parameters : m is RouteParameters other ? other.All : []))
                (operation.Parameters ??= []).Add(Of(parameter));
            var whole = operation.Responses is { } answers && answers.TryGetValue("200", out var found) ? found.Content : null;
            foreach (var (type, content) in whole ?? new Dictionary<string, OpenApiMediaType>())
            {
                // Whole results: rows, one item a line, or a graph; only the page is of the type that the route names.
                if (type is "text/csv" or "application/x-ndjson")
                    content.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
                else if (type == "application/ld+json")
                    content.Schema = new OpenApiSchema { Type = JsonSchemaType.Object };
            }

            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // What is sent must be known; what is answered may get more fields, and clients must not mind.
            if (!context.JsonTypeInfo.Type.Name.EndsWith("Body", StringComparison.Ordinal))
                schema.AdditionalPropertiesAllowed = true;
            if (context.JsonTypeInfo.Type == typeof(Statement) && schema.Properties is { } properties && properties.TryGetValue("speaker", out var property) && property is OpenApiSchema speaker)
            {
                // One id is written as a string, none as null.
                (speaker.Type, speaker.Items) = (null, null);
                speaker.OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, new OpenApiSchema { Type = JsonSchemaType.String }, new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } }];
            }

            return Task.CompletedTask;
        });
    });

    public static void MapReadoutDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new Security.IsOpen()).ExcludeFromDescription();

    private static OpenApiParameter Of(Parameter parameter) => new()
    {
        Name = parameter.Name,
        In = parameter.IsInPath ? ParameterLocation.Path : ParameterLocation.Query,
        Required = parameter.IsInPath || parameter.IsRequired,
        Description = parameter.Meaning,
        Schema = parameter.Kind switch
        {
            ParameterKind.Day => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
            ParameterKind.Flag => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            ParameterKind.Number => new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = parameter.Least.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Maximum = parameter.Most == int.MaxValue ? null : parameter.Most.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Default = parameter.Default is { } value ? JsonValue.Create(value) : null,
            },
            ParameterKind.OneOf => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. parameter.Values.Select(v => (JsonNode)JsonValue.Create(v)!)] },
            _ => new OpenApiSchema { Type = JsonSchemaType.String },
        },
        Example = parameter.Example.Length == 0 ? null : parameter.Kind == ParameterKind.Number ? JsonValue.Create(int.Parse(parameter.Example, System.Globalization.CultureInfo.InvariantCulture)) : parameter.Kind == ParameterKind.Flag ? JsonValue.Create(parameter.Example == "true") : JsonValue.Create(parameter.Example),
    };
}
