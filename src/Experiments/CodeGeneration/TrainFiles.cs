namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>The project that trains.</summary>
internal static class TrainFiles
{
    public static IEnumerable<GeneratedFile> Of(CodeInput input) =>
    [
        new("Train/Train.csproj", Project(input)),
        new("Train/Program.cs", Program(input)),
        new("Train/SearchSettings.cs", SettingsCode.Text(input)),
        new("Train/WinningModels.cs", WinnersCode.Text(input)),
        new("Train/Pipelines.cs", PipelinesCode.Text(input)),
    ];

    private static string Project(CodeInput input) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <RootNamespace>{input.Name}.Training</RootNamespace>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="MLNetTuning.Experiments" Version="$(MLNetTuningVersion)" />
          </ItemGroup>
        </Project>

        """;

    private static string Program(CodeInput input) => $$"""
        using System.Globalization;
        using {{input.Name}}.Training;
        using Microsoft.ML;
        using MLNetTuning;
        using MLNetTuning.Experiments;
        using MLNetTuning.Trainers.Portable;

        // Trains on a file and writes model.mltune:
        //   dotnet run -c Release --project Train -- data.csv             the configurations that won, fitted anew (WinningModels.cs)
        //   dotnet run -c Release --project Train -- data.csv search      the whole search again (SearchSettings.cs)
        //   dotnet run -c Release --project Train -- data.csv pipeline    the members as plain ML.NET pipelines (Pipelines.cs)
        const string Output = "model.mltune";
        if (args.Length is < 1 or > 2 || (args.Length == 2 && args[1] is not ("search" or "pipeline")))
        {
            Console.Error.WriteLine("usage: Train DATA.csv [search|pipeline]");
            return 2;
        }

        try
        {
            var ml = new MLContext(seed: SearchSettings.Search.Seed);
            if (args.Length == 2 && args[1] == "pipeline")
            {
                Pipelines.Train(ml, args[0], Output);
            }
            else
            {
                var settings = args.Length == 2 ? SearchSettings.Search : SearchSettings.Winners;
                var result = ml.Tuning().CreateExperiment(settings).Run(args[0]);
                foreach (var member in result.Members)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{member.Weight:0.000}  {member.Trial.Trainer} {member.Trial.Parameters}: {result.Metric} {member.Trial.Score:0.####}"));
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"validation: {result.Metric} {result.ValidationScore:0.####}"));
                PortableModelFile.Save(result.Portable, Output);
            }

            Console.WriteLine("model: " + Path.GetFullPath(Output));
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            Console.Error.WriteLine("error: " + error.Message);
            return 1;
        }

        """;
}
