using System.Globalization;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>The files around the two projects.</summary>
internal static class SolutionFiles
{
    private const string HostVersion = "5.0.0";

    public static IEnumerable<GeneratedFile> Of(CodeInput input) =>
    [
        new($"{input.Name}.slnx", """
            <Solution>
              <Project Path="Score/Score.csproj" />
              <Project Path="Train/Train.csproj" />
            </Solution>

            """),
        new("Directory.Build.props", Properties(input)),
        new(".gitignore", "bin/\nobj/\n"),
        new("README.md", Readme(input)),
    ];

    private static string Properties(CodeInput input) => $"""
        <Project>
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>

            <!-- MLNet: Microsoft.ML and the packages for it. Embedded: the packages that bring their own ML.NET, for places without Microsoft.ML. -->
            <MLHost Condition="'$(MLHost)' == ''">MLNet</MLHost>
            <MicrosoftMLVersion>{HostVersion}</MicrosoftMLVersion>
            <MLNetTuningVersion>{input.Record.Version}</MLNetTuningVersion>
            <MLNetTuningVersion Condition="'$(MLHost)' == 'Embedded'">$(MLNetTuningVersion)-embedded</MLNetTuningVersion>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.ML" Version="$(MicrosoftMLVersion)" Condition="'$(MLHost)' == 'MLNet'" />
          </ItemGroup>
        </Project>

        """;

    private static string Readme(CodeInput input)
    {
        var record = input.Record;
        var score = record.ValidationScore.ToString("0.####", CultureInfo.InvariantCulture);
        return $"""
            # {input.Name}

            Predicts `{CSharpText.Comment(input.Model.Label.Name)}` ({input.Task}). Made by `mltune codegen` from a search on {CSharpText.Comment(record.Data)}: {record.Trials.Count} configurations tried,
            {record.Members.Count} in the model, {TuningMetrics.ShortName(record.Metric)} {score} on validation rows, which chose the members.

            ## Score

            ```
            dotnet run -c Release --project Score -- rows.csv predictions.csv
            ```

            writes a line for each row of `rows.csv`. The file has a header line with the columns of `Score/InputRow.cs`, in any order and with others beside them; values are separated by
            commas, semicolons, tabs or bars, numbers have a decimal point. In a program of your own use `Scorer`: `new Scorer().Predict(new InputRow(...))` may be called from many threads.

            ## Train

            ```
            dotnet run -c Release --project Train -- data.csv
            ```

            fits the configurations that won (`Train/WinningModels.cs`) on `data.csv` and writes `model.mltune`; copy it to `Score` to use it. On the same rows this is the model in `Score` again,
            as far as no fit of the search was cut short by its time limit. Two other ways to train:

            | | |
            | --- | --- |
            | `... -- data.csv search` | the whole search again, with the settings it had (`Train/SearchSettings.cs`) |
            | `... -- data.csv pipeline` | the members as plain ML.NET pipelines (`Train/Pipelines.cs`), to be changed at will |

            The projects use the packages Microsoft.ML {HostVersion} and MLNetTuning {record.Version}. Where there is no Microsoft.ML, add `-p:MLHost=Embedded`: the packages of version {record.Version}-embedded bring
            their own implementation of what is needed of it.

            """;
    }
}
