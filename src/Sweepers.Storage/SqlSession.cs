using System.Data.Common;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Commands with named parameters inside one transaction.</summary>
internal sealed class SqlSession(DbConnection connection, DbTransaction transaction)
{
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
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
