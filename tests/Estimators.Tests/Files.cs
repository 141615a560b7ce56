using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Tests;

/// <summary>The small real files of the examples, and pipelines over them.</summary>
internal static class Files
{
    private static readonly string[] TelcoTexts = ["multiple_lines", "internet_service", "online_security", "contract", "payment_method"];
    private static readonly string[] TelcoNumbers = ["female", "senior_citizen", "partner", "tenure", "monthly_charges", "total_charges"];

    public static string Path(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "MLNetTuning.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
        }

        return System.IO.Path.Combine(folder, "examples", "data", name);
    }

    /// <summary>The model after a way through the host-neutral file.</summary>
    public static ITransformer RoundTrip(MLContext ml, ITransformer model, IDataView sample)
    {
        using var stream = new MemoryStream();
        ml.Tuning().Save(model, sample, stream);
        stream.Position = 0;
        return ml.Tuning().Load(stream);
    }

    /// <summary>The model after a way through ML.NET's own file, loaded into another context.</summary>
    public static ITransformer ZipTrip(MLContext ml, ITransformer model, IDataView sample)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, sample.Schema, stream);
        stream.Position = 0;
        return new MLContext(3).Model.Load(stream, out _);
    }

    /// <summary>The model after each of both ways.</summary>
    public static ITransformer[] BothTrips(MLContext ml, ITransformer model, IDataView sample) => [ZipTrip(ml, model, sample), RoundTrip(ml, model, sample)];

    public static IDataView Telco(MLContext ml, int rows = 800)
    {
        var view = Load(ml, "telco-churn.csv", column => column switch
        {
            "churn" => DataKind.String,
            _ when TelcoTexts.Contains(column) => DataKind.String,
            _ when TelcoNumbers.Contains(column) => DataKind.Single,
            _ => null,
        });
        return ml.Data.Cache(ml.Data.TakeRows(view, rows));
    }

    public static IDataView Sacramento(MLContext ml) => ml.Data.Cache(Load(ml, "sacramento.csv", column => column is "city" or "zip" or "type" ? DataKind.String : DataKind.Single));

    public static IDataView HpcJobs(MLContext ml, int rows = 900) =>
        ml.Data.Cache(ml.Data.TakeRows(Load(ml, "hpc-jobs.csv", column => column is "protocol" or "day" or "class" ? DataKind.String : DataKind.Single), rows));

    /// <summary>Label, filled and scaled numbers, one-hot texts, joined to Features.</summary>
    public static IEstimator<ITransformer> TelcoFeatures(MLContext ml) => ml.Transforms.Conversion.MapValue("Label", new[] { new KeyValuePair<string, bool>("Yes", true), new KeyValuePair<string, bool>("No", false) }, "churn")
        .Append(ml.Transforms.Concatenate("Numbers", TelcoNumbers))
        .Append(ml.Transforms.ReplaceMissingValues("Numbers"))
        .Append(ml.Transforms.NormalizeMeanVariance("Scaled", "Numbers"))
        .Append(ml.Transforms.Categorical.OneHotEncoding([.. TelcoTexts.Select(name => new InputOutputColumnPair(name))]))
        .Append(ml.Transforms.Concatenate("Features", ["Scaled", .. TelcoTexts]));

    public static IEstimator<ITransformer> SacramentoFeatures(MLContext ml) => ml.Transforms.CopyColumns("Label", "price")
        .Append(ml.Transforms.Categorical.OneHotEncoding("Type", "type"))
        .Append(ml.Transforms.Categorical.OneHotEncoding("City", "city", Microsoft.ML.Transforms.OneHotEncodingEstimator.OutputKind.Binary))
        .Append(ml.Transforms.NormalizeMinMax("Size", "sqft"))
        .Append(ml.Transforms.Concatenate("Features", "beds", "baths", "Size", "Type", "City", "latitude", "longitude"));

    public static IEstimator<ITransformer> HpcFeatures(MLContext ml) => ml.Transforms.Conversion.MapValueToKey("Label", "class")
        .Append(ml.Transforms.Categorical.OneHotEncoding("Protocol", "protocol"))
        .Append(ml.Transforms.Categorical.OneHotEncoding("Day", "day"))
        .Append(ml.Transforms.Concatenate("Raw", "compounds", "input_fields", "iterations", "num_pending", "hour"))
        .Append(ml.Transforms.NormalizeMeanVariance("Raw"))
        .Append(ml.Transforms.Concatenate("Features", "Raw", "Protocol", "Day"));

    private static IDataView Load(MLContext ml, string file, Func<string, DataKind?> kind)
    {
        var path = Path(file);
        var names = File.ReadLines(path).First().Split(',').Select(name => name.Trim('"')).ToArray();
        var columns = names.Select((name, i) => (Name: name, Index: i, Kind: kind(name))).Where(column => column.Kind is not null)
            .Select(column => new TextLoader.Column(column.Name, column.Kind!.Value, column.Index)).ToArray();
        return ml.Data.LoadFromTextFile(path, columns, separatorChar: ',', hasHeader: true, allowQuoting: true);
    }
}
