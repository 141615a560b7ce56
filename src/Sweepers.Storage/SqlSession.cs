using System.Data.Common;
using System.Text;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Commands with named parameters inside one transaction.</summary>
internal sealed class SqlSession(DbConnection connection, DbTransaction transaction, SqlDialect dialect, Action<DbParameter>? adapt = null)
{
    public SqlDialect Dialect => dialect;

    public int Execute(string text, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(text, parameters);
        return command.ExecuteNonQuery();
    }

    public object? Scalar(string text, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(text, parameters);
        object? value = command.ExecuteScalar();
        return value is DBNull ? null : value;
    }

    /// <summary>A whole number, or null; databases answer theirs in several widths.</summary>
    public long? Number(string text, params (string Name, object? Value)[] parameters) =>
        Scalar(text, parameters) is { } value ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    public List<T> Rows<T>(string text, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(text, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Inserts several rows in one go; a trip to a server costs more than what it carries.</summary>
    public void Insert(string table, string[] columns, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var text = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ");
        var parameters = new List<(string, object?)>();
        for (int r = 0; r < rows.Count; r++)
        {
            text.Append(r == 0 ? "(" : ", (");
            for (int c = 0; c < columns.Length; c++)
            {
                text.Append(c == 0 ? "@p" : ", @p").Append(parameters.Count);
                parameters.Add(($"p{parameters.Count}", rows[r][c]));
            }

            text.Append(')');
        }

        Execute(text.ToString(), [.. parameters]);
    }

    private DbCommand Command(string text, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = value ?? DBNull.Value;
            adapt?.Invoke(parameter);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
