using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Webmail.Data;

/// <summary>The model on SQLite. A type of its own, because migrations belong to a context type.</summary>
internal sealed class SqliteWebmailDbContext(DbContextOptions<SqliteWebmailDbContext> options) : WebmailDbContext(options)
{
    /// <summary>SQLite has no time type and can't compare the text form; UTC milliseconds compare.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    private sealed class UnixMilliseconds()
        : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));
}
