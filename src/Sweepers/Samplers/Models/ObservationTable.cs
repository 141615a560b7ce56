namespace MLNetTuning.Sweepers.Samplers.Models;

/// <summary>The observations of one budget in three orders, each kept up to date as they come: by age, by loss, and along every dimension.</summary>
/// <remarks>The orders hold rows, not objects, and ties go by age: they depend on what was observed, not on when it came in.</remarks>
internal sealed class ObservationTable
{
    private readonly List<Observation> _rows = [];
    private readonly List<int> _byAge = [];
    private readonly List<int> _byLoss = [];
    private readonly List<int>[] _along;

    public ObservationTable(int dimensions) => _along = [.. Enumerable.Range(0, dimensions).Select(_ => new List<int>())];

    public int Count => _rows.Count;

    /// <summary>Rows from the first drawn to the last.</summary>
    public List<int> ByAge => _byAge;

    /// <summary>Rows from the best to the worst.</summary>
    public List<int> ByLoss => _byLoss;

    public Observation this[int row] => _rows[row];

    /// <summary>Rows in which a parameter is active, by ascending coordinate.</summary>
    public List<int> Along(int dimension) => _along[dimension];

    public void Add(Observation observation)
    {
        int row = _rows.Count;
        _rows.Add(observation);
        Insert(_byAge, row, _ => 0);
        Insert(_byLoss, row, o => o.Loss);
        for (int d = 0; d < _along.Length; d++)
        {
            if (!double.IsNaN(observation.Point[d]))
            {
                Insert(_along[d], row, o => o.Point[d]);
            }
        }
    }

    private void Insert(List<int> order, int row, Func<Observation, double> key)
    {
        double own = key(_rows[row]);
        int low = 0, high = order.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            double other = key(_rows[order[middle]]);
            bool before = other < own || (other == own && _rows[order[middle]].Index < _rows[row].Index);
            (low, high) = before ? (middle + 1, high) : (low, middle);
        }

        order.Insert(low, row);
    }
}
