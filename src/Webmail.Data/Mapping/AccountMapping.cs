using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Webmail.Data.Model;

namespace Webmail.Data.Mapping;

internal sealed class AccountMapping : IEntityTypeConfiguration<AccountRecord>
{
    public void Configure(EntityTypeBuilder<AccountRecord> table)
    {
        table.ToTable("accounts");
        table.HasKey(a => a.Id);
        table.Property(a => a.Id).ValueGeneratedNever();
        table.Property(a => a.TenantId).HasMaxLength(ColumnLengths.Tenant);
        table.Property(a => a.ServerKey).HasMaxLength(ColumnLengths.Host + 6);
        table.Property(a => a.LoginKey).HasMaxLength(ColumnLengths.Address);
        table.Property(a => a.LoginName).HasMaxLength(ColumnLengths.Address);
        table.Property(a => a.Address).HasMaxLength(ColumnLengths.Address);
        table.Property(a => a.DisplayName).HasMaxLength(256);
        table.Property(a => a.SmtpLogin).HasMaxLength(ColumnLengths.Address);
        table.OwnsOne(a => a.Imap, Endpoint);
        table.OwnsOne(a => a.Smtp, Endpoint);
        table.OwnsOne(a => a.Sieve, Endpoint);
        table.HasIndex(a => new { a.TenantId, a.ServerKey, a.LoginKey }).IsUnique();
        table.HasOne<WebmailUser>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void Endpoint(OwnedNavigationBuilder<AccountRecord, StoredEndpoint> endpoint)
    {
        endpoint.Property(e => e.Host).HasMaxLength(ColumnLengths.Host);
        endpoint.Property(e => e.Security).HasMaxLength(16);
    }
}
