namespace Webmail.Data;

public enum DatabaseProvider
{
    /// <summary>A file; one process.</summary>
    Sqlite,

    /// <summary>For anything bigger; several nodes.</summary>
    Postgres,
}
