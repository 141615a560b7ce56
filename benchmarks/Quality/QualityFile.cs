using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Quality;

/// <summary>A file of the suite.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Path">Where it lies in the data folder; may end in <c>.gz</c>.</param>
/// <param name="Label">The column to predict.</param>
/// <param name="Task">The task.</param>
internal sealed record QualityFile(string Name, string Path, string Label, PredictionTask Task)
{
    /// <summary>Columns that are only known afterwards.</summary>
    public IReadOnlyList<string> Leaks { get; init; } = [];

    /// <summary>What everyone is judged by.</summary>
    public TuningMetric Metric => Task switch
    {
        PredictionTask.Binary => TuningMetric.AreaUnderRocCurve,
        PredictionTask.Multiclass => TuningMetric.LogLoss,
        _ => TuningMetric.RootMeanSquaredError,
    };

    /// <summary>All files.</summary>
    public static IReadOnlyList<QualityFile> All { get; } =
    [
        new("telco", "telco/wa_churn.csv", "churn", PredictionTask.Binary),
        new("hpc", "hpc/hpc_data.csv", "class", PredictionTask.Multiclass),
        new("adult", "adult/adult.csv", "income", PredictionTask.Binary),
        new("credit_default", "credit_default/UCI_Credit_Card.csv", "default.payment.next.month", PredictionTask.Binary),
        new("letter", "letter/LetterRecognition.csv", "lettr", PredictionTask.Multiclass),
        new("titanic", "titanic/titanic_kaggle_train.csv", "Survived", PredictionTask.Binary),
        new("pima", "pima/pima.csv", "Outcome", PredictionTask.Binary),
        new("california", "california_housing/housing.csv", "median_house_value", PredictionTask.Regression),
        new("melbourne", "melbourne_housing/melb_data.csv", "Price", PredictionTask.Regression),
        new("nycflights", "nycflights/flights.csv.gz", "arr_delay", PredictionTask.Regression) { Leaks = ["arr_time", "dep_delay", "air_time"] },
    ];
}
