using System.Globalization;
using Npgsql;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>Opens a store by the URL that Optuna uses for it.</summary>
public static class StudyUrl
{
    private const string Allowed = "Allowed: sqlite:///file.db (relative), sqlite:////folder/file.db (absolute), a file's path, or postgresql://user:password@host:port/database.";

    /// <summary>Opens, or creates, the store at a URL.</summary>
    /// <param name="url">
    /// <c>sqlite:///file.db</c> (relative), <c>sqlite:////folder/file.db</c> (absolute), a plain path, or <c>postgresql://user:password@host:port/database</c>, where
    /// <c>?host=/folder</c> means a Unix socket. Optuna's <c>postgresql+psycopg2://</c> is the same. User, password and database are percent-decoded.
    /// </param>
    /// <param name="clock">The clock of leases and heartbeats; when null, the system's for a file, the server's for a server.</param>
    /// <exception cref="ArgumentException">The URL is of no kind that is known; the message lists those that are.</exception>
    /// <exception cref="InvalidOperationException">The store cannot be opened; the message says what to do.</exception>
    public static RelationalStudyStore Open(string url, TimeProvider? clock = null)
    {
        var (isFile, place) = Read(url);
        return isFile ? new SqliteStudyStore(place, clock) : new PostgresStudyStore(place, clock);
    }

    /// <summary>What is wrong with a URL as it is written; null when nothing is. Opens nothing.</summary>
    /// <param name="url">See <see cref="Open"/>.</param>
    public static string? Problem(string url)
    {
        try
        {
            Read(url);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal);
        }
    }

    private static (bool IsFile, string Place) Read(string url)
    {
        if (string.IsNullOrWhiteSpace(url))
        {
            throw new ArgumentException($"The store's URL is empty. {Allowed}", nameof(url));
        }

        int colon = url.IndexOf("://", StringComparison.Ordinal);
        string scheme = colon < 0 ? "" : url[..colon].ToLowerInvariant();
        return scheme switch
        {
            "" => (true, url),
            "sqlite" => (true, SqlitePath(url)),
            "postgresql" or "postgres" or "postgresql+psycopg2" => (false, ConnectionString(url, scheme)),
            _ => throw new ArgumentException($"The store's URL begins with '{scheme}://'. {Allowed}", nameof(url)),
        };
    }

    internal static string SqlitePath(string url)
    {
        string rest = url["sqlite://".Length..];
        int query = rest.IndexOf('?', StringComparison.Ordinal);
        rest = query < 0 ? rest : rest[..query];
        return rest.Length > 1 && rest[0] == '/'
            ? Uri.UnescapeDataString(rest[1..])
            : throw new ArgumentException($"The store's URL '{url}' names no file. {Allowed}", nameof(url));
    }

    internal static string ConnectionString(string url, string scheme)
    {
        // SQLAlchemy leaves the host out where a socket is named in the query; Uri does not.
        string rest = url[(scheme.Length + "://".Length)..];
        string marked = rest.Replace("@/", "@localhost/", StringComparison.Ordinal);
        if (!Uri.TryCreate("postgresql://" + (marked.StartsWith('/') ? "localhost" + marked : marked), UriKind.Absolute, out var uri))
        {
            throw new ArgumentException($"The store's URL cannot be read. {Allowed}", nameof(url));
        }

        string database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length == 0)
        {
            throw new ArgumentException($"The store's URL names no database. {Allowed}", nameof(url));
        }

        string[] user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = database };
        if (uri.Port > 0)
        {
            settings.Port = uri.Port;
        }

        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            Set(settings, parts[0].ToLowerInvariant(), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return settings.ConnectionString;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        switch (name)
        {
            case "host":
                settings.Host = value;
                break;
            case "port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int port):
                settings.Port = port;
                break;
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode):
                settings.SslMode = mode;
                break;
            default:
                throw new ArgumentException($"The store's URL has '{name}={value}' in its query. Allowed there: host, port and sslmode (disable, allow, prefer, require, verify-ca, verify-full).", nameof(value));
        }
    }
}
