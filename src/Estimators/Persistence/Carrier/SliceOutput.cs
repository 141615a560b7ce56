using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Persistence.Carrier;

/// <summary>One block of scores as single columns.</summary>
internal sealed class SliceOutput
{
    public const int Size = 8;

    [ColumnName(CarrierNames.Slice + "0")]
    public float S0 { get; set; }

    [ColumnName(CarrierNames.Slice + "1")]
    public float S1 { get; set; }

    [ColumnName(CarrierNames.Slice + "2")]
    public float S2 { get; set; }

    [ColumnName(CarrierNames.Slice + "3")]
    public float S3 { get; set; }

    [ColumnName(CarrierNames.Slice + "4")]
    public float S4 { get; set; }

    [ColumnName(CarrierNames.Slice + "5")]
    public float S5 { get; set; }

    [ColumnName(CarrierNames.Slice + "6")]
    public float S6 { get; set; }

    [ColumnName(CarrierNames.Slice + "7")]
    public float S7 { get; set; }

    internal float this[int index]
    {
        set
        {
            switch (index)
            {
                case 0: S0 = value; break;
                case 1: S1 = value; break;
                case 2: S2 = value; break;
                case 3: S3 = value; break;
                case 4: S4 = value; break;
                case 5: S5 = value; break;
                case 6: S6 = value; break;
                case 7: S7 = value; break;
            }
        }
    }
}
