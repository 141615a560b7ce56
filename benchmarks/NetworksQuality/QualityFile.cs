using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>A real file, and what of it is predicted from what.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Path">Where it is in the data folder.</param>
/// <param name="Task">What is predicted.</param>
/// <param name="Label">The column predicted.</param>
internal sealed record QualityFile(string Name, string Path, PredictionTask Task, string Label)
{
    /// <summary>Columns that are not used: names of rows, and what would give the label away.</summary>
    public string[] LeftOut { get; init; } = [];

    /// <summary>Columns of numbers that are codes; text always is.</summary>
    public string[] Codes { get; init; } = [];

    /// <summary>Columns whose zeros stand for missing.</summary>
    public string[] ZeroIsMissing { get; init; } = [];

    /// <summary>A column of dates, day first, which becomes days; or null.</summary>
    public string? Date { get; init; }

    /// <summary>Rows drawn with a fixed seed; 0 takes all.</summary>
    public int Sample { get; init; }

    /// <summary>The first rows that are the usual train part, the rest being the test part; 0 where there is no usual split.</summary>
    public int UsualTrainRows { get; init; }

    /// <summary>Splits into four fifths and one fifth: all five, or the first alone.</summary>
    public int Splits { get; init; } = 1;

    /// <summary>The files of the suite, those below 10,000 rows with five splits, as single ones tell nothing there.</summary>
    public static IReadOnlyList<QualityFile> All { get; } =
    [
        new("telco", "telco/wa_churn.csv", PredictionTask.Binary, "churn") { Splits = 5 },
        new("hpc", "hpc/hpc_data.csv", PredictionTask.Multiclass, "class") { Splits = 5 },
        new("adult", "adult/adult.csv", PredictionTask.Binary, "income") { UsualTrainRows = 32_561 },
        new("credit_default", "credit_default/UCI_Credit_Card.csv", PredictionTask.Binary, "default.payment.next.month")
        {
            LeftOut = ["ID"], Codes = ["EDUCATION", "MARRIAGE"],
        },
        new("letter", "letter/LetterRecognition.csv", PredictionTask.Multiclass, "lettr"),
        new("titanic", "titanic/titanic_kaggle_train.csv", PredictionTask.Binary, "Survived")
        {
            LeftOut = ["PassengerId", "Name", "Ticket", "Cabin"], Splits = 5,
        },
        new("pima", "pima/pima.csv", PredictionTask.Binary, "Outcome")
        {
            ZeroIsMissing = ["Glucose", "BloodPressure", "SkinThickness", "Insulin", "BMI"], Splits = 5,
        },
        new("california", "california_housing/housing.csv", PredictionTask.Regression, "median_house_value") { Splits = 5 },
        new("melbourne", "melbourne_housing/melb_data.csv", PredictionTask.Regression, "Price") { LeftOut = ["Address"], Date = "Date" },
        new("nycflights", "nycflights/flights.csv.gz", PredictionTask.Regression, "arr_delay")
        {
            LeftOut = ["year", "dep_delay", "arr_time", "air_time"], Sample = 20_000,
        },
    ];
}
