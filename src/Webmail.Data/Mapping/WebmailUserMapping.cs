using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Webmail.Data.Model;

namespace Webmail.Data.Mapping;

internal sealed class WebmailUserMapping : IEntityTypeConfiguration<WebmailUser>
{
    public void Configure(EntityTypeBuilder<WebmailUser> table)
    {
        table.ToTable("users");
        table.Property(u => u.TenantId).HasMaxLength(ColumnLengths.Tenant);
        table.Property(u => u.UserName).HasMaxLength(ColumnLengths.Address + ColumnLengths.Host);
        table.Property(u => u.NormalizedUserName).HasMaxLength(ColumnLengths.Address + ColumnLengths.Host);

        // Two tenants may each have a "noor": Identity's own index would let the first one win.
        table.Metadata.RemoveIndex([table.Metadata.FindProperty(nameof(WebmailUser.NormalizedUserName))!]);
        table.HasIndex(u => new { u.TenantId, u.NormalizedUserName }).IsUnique();
    }
}
