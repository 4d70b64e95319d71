using System.Text.Json;

namespace ServerlessCdi.Connectors.Shopify;

/// <summary>The <c>options</c> of a Shopify source.</summary>
internal sealed record ShopifyOptions
{
    /// <summary>The shop's own domain (<c>acme.myshopify.com</c>); deliveries of any other are rejected. Default: every shop that the app's secret signs for.</summary>
    public string? Shop { get; init; }

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static ShopifyOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var read = new ShopifyOptions { Shop = options.Text("shop") };
        options.Done();
        return errors.All.Count == before ? read : null;
    }
}
