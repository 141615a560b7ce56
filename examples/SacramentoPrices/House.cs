using Microsoft.ML.Data;

namespace MLNetTuning.Examples.SacramentoPrices;

/// <summary>One house on sale.</summary>
internal sealed class House
{
    [ColumnName("city")]
    public string? City { get; set; }

    [ColumnName("zip")]
    public string? Zip { get; set; }

    [ColumnName("beds")]
    public float Beds { get; set; }

    [ColumnName("baths")]
    public float Baths { get; set; }

    [ColumnName("sqft")]
    public float SquareFeet { get; set; }

    [ColumnName("type")]
    public string? Type { get; set; }

    [ColumnName("latitude")]
    public float Latitude { get; set; }

    [ColumnName("longitude")]
    public float Longitude { get; set; }
}
