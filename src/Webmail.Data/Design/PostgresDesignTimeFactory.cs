using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Webmail.Data.Design;

/// <summary>For <c>dotnet ef migrations add</c> only: it needs a model, never a database.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresWebmailDbContext>
{
    public PostgresWebmailDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresWebmailDbContext>().UseNpgsql("Host=unused").Options);
}
