using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Webmail.Data.Model;

namespace Webmail.Data.Mapping;

internal sealed class SealedPasswordMapping : IEntityTypeConfiguration<SealedPassword>
{
    public void Configure(EntityTypeBuilder<SealedPassword> table)
    {
        table.ToTable("sealed_passwords");
        table.HasKey(p => new { p.SessionId, p.AccountId });
        table.HasOne<SessionRecord>().WithMany().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<AccountRecord>().WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
