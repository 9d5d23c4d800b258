namespace Webmail.Data;

/// <summary>Where the installation keeps what is its own: <c>Webmail:Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Webmail:Database";

    /// <summary>The default: a file beside the process, nothing to install.</summary>
    public const string DefaultConnectionString = "Data Source=data/webmail.db";

    /// <value>The default is SQLite.</value>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <value>Needed for PostgreSQL; <see cref="DefaultConnectionString"/> for SQLite.</value>
    public string? ConnectionString { get; set; }
}
