using Microsoft.EntityFrameworkCore;

namespace Webmail.Data;

/// <summary>The model on PostgreSQL. A type of its own, because migrations belong to a context type.</summary>
internal sealed class PostgresWebmailDbContext(DbContextOptions<PostgresWebmailDbContext> options) : WebmailDbContext(options);
