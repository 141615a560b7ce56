using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Persistence.Carrier;

/// <summary>The constant 1.</summary>
internal sealed class OneOutput
{
    [ColumnName(CarrierNames.One)]
    public int One { get; set; }
}
