using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Webmail.Data.Model;

namespace Webmail.Data.Mapping;

internal sealed class UserPreferenceMapping : IEntityTypeConfiguration<UserPreference>
{
    public void Configure(EntityTypeBuilder<UserPreference> table)
    {
        table.ToTable("user_preferences");
        table.HasKey(p => new { p.UserId, p.Key });
        table.Property(p => p.Key).HasMaxLength(64);
        table.HasOne<WebmailUser>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
