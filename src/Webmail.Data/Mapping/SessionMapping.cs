using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Webmail.Data.Model;

namespace Webmail.Data.Mapping;

internal sealed class SessionMapping : IEntityTypeConfiguration<SessionRecord>
{
    /// <summary>Browsers send more; the list of sessions shows less.</summary>
    public const int UserAgentLength = 256;

    public void Configure(EntityTypeBuilder<SessionRecord> table)
    {
        table.ToTable("sessions");
        table.HasKey(s => s.Id);
        table.Property(s => s.Id).ValueGeneratedNever();
        table.Property(s => s.TenantId).HasMaxLength(ColumnLengths.Tenant);
        table.Property(s => s.UserAgent).HasMaxLength(UserAgentLength);
        table.Property(s => s.ClientAddress).HasMaxLength(64);
        table.HasIndex(s => s.ExpiresAt);
        table.HasOne<WebmailUser>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<AccountRecord>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
