namespace Microsoft.ML.Data;

/// <summary>The running sums behind the regression metrics.</summary>
internal sealed class RegressionSums
{
    private double _rows;
    private double _absolute;
    private double _squared;
    private double _loss;
    private double _labels;
    private double _labelSquares;

    internal double MeanAbsoluteError => _rows > 0 ? _absolute / _rows : 0;

    internal double MeanSquaredError => _rows > 0 ? _squared / _rows : 0;

    internal double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    internal double MeanLoss => _rows > 0 ? _loss / _rows : 0;

    internal double RSquared
    {
        get
        {
            if (_rows == 0)
            {
                return 0;
            }

            var variation = _labelSquares - (_labels * _labels / _rows);
            return variation == 0 ? double.NaN : 1 - (_squared / variation);
        }
    }

    /// <summary>Adds one row.</summary>
    internal void Add(float label, float score)
    {
        var error = Math.Abs((double)label - score);
        _rows++;
        _absolute += error;
        _squared += error * error;
        _labels += label;

        // 32-bit products, as ML.NET forms them: its published figures carry that rounding.
        _labelSquares += label * label;
        var difference = score - label;
        _loss += difference * difference;
    }
}
