using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Webmail.Data.Design;

/// <summary>For <c>dotnet ef migrations add</c> only: it needs a model, never a database.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteWebmailDbContext>
{
    public SqliteWebmailDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteWebmailDbContext>().UseSqlite("Data Source=unused").Options);
}
