using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Persistence.Carrier;

/// <summary>Predicts a row with the model whose state stands beside it.</summary>
[CustomMappingFactoryAttribute(CarrierNames.ScoreContract)]
internal sealed class ScoreMapping : CustomMappingFactory<ScoreMapping.Input, ScoreMapping.Output>
{
    public override Action<Input, Output> GetMapping() => Map;

    private static void Map(Input input, Output output)
    {
        var state = CarrierState.Of(input.State);
        var scorer = state.Rent();
        try
        {
            state.Fill(scorer, input.Numbers, input.Texts);
            var editor = VBufferEditor.Create(ref output.Scores, state.Model.Label.Outputs);
            Span<float> probability = stackalloc float[1];
            probability[0] = float.NaN;
            scorer.Score(1, editor.Values, probability);
            output.Score = editor.Values[0];
            output.Probability = probability[0];
            output.Label = editor.Values[0] > 0;
            output.Best = state.Model.Label.Task == PredictionTask.Multiclass ? state.Model.Label.Decide(editor.Values) : 0;
            output.Scores = editor.Commit();
        }
        finally
        {
            state.Return(scorer);
        }
    }

    internal sealed class Input
    {
        [ColumnName(CarrierNames.Numbers)]
        public VBuffer<float> Numbers { get; set; }

        [ColumnName(CarrierNames.Texts)]
        public VBuffer<ReadOnlyMemory<char>> Texts { get; set; }

        [ColumnName(CarrierNames.State)]
        public ReadOnlyMemory<char> State { get; set; }
    }

    internal sealed class Output
    {
        [ColumnName(CarrierNames.Scores)]
        public VBuffer<float> Scores;

        [ColumnName(CarrierNames.Score)]
        public float Score { get; set; }

        [ColumnName(CarrierNames.Probability)]
        public float Probability { get; set; }

        [ColumnName(CarrierNames.Label)]
        public bool Label { get; set; }

        [ColumnName(CarrierNames.Best)]
        public int Best { get; set; }
    }
}
