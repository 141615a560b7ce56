using System.Globalization;
using System.Text;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>The configurations of the model as code.</summary>
internal static class WinnersCode
{
    public static string Text(CodeInput input)
    {
        var text = new StringBuilder($$"""
            using MLNetTuning.Sweepers.Spaces;

            namespace {{input.Name}}.Training;

            /// <summary>
            /// The configurations of the model as points of the experiment's search space. Columns are recognised, features made, fold models averaged and the ensemble
            /// weighed by the experiment itself, as in the search.
            /// </summary>
            internal static class WinningModels
            {

            """);
        foreach (var (member, trial) in input.Members)
        {
            Write(text, input, member, trial);
        }

        // In the order of the search, so that what depends on order comes out the same.
        var names = input.Members.OrderBy(one => one.Trial.Id).Select(one => CodeInput.NameOf(one.Trial));
        return text.Append($$"""
                /// <summary>All of them, in the order the search tried them.</summary>
                public static IReadOnlyList<Configuration> All { get; } = [{{string.Join(", ", names)}}];
            }

            """).ToString();
    }

    private static void Write(StringBuilder text, CodeInput input, MemberRecord member, TrialRecordPart trial)
    {
        var score = string.Create(CultureInfo.InvariantCulture, $"{TuningMetrics.ShortName(input.Record.Metric)} {trial.Score:0.####} on validation rows");
        text.Append($$"""
                /// <summary>{{CSharpText.Comment(trial.Trainer)}}, {{member.Weight.ToString("0.0%", CultureInfo.InvariantCulture)}} of the model; alone {{score}}.</summary>
                private static readonly Configuration {{CodeInput.NameOf(trial)}} = Configuration.Of(

            """);
        var configuration = Configuration.FromJson(trial.Configuration!);
        text.AppendJoin(",\n", configuration.OrderBy(value => value.Key != "family").Select(value => $"        ({CSharpText.Literal(value.Key)}, {Value(value.Value)})")).Append(");\n\n");
    }

    private static string Value(ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Text => CSharpText.Literal(value.ToString()),
        ParameterValueKind.Float => CSharpText.Literal(value.ToDouble()),
        _ => value.ToString(),
    };
}
