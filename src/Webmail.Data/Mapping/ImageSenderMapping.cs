using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Webmail.Data.Model;

namespace Webmail.Data.Mapping;

internal sealed class ImageSenderMapping : IEntityTypeConfiguration<ImageSender>
{
    public void Configure(EntityTypeBuilder<ImageSender> table)
    {
        table.ToTable("image_senders");
        table.HasKey(s => new { s.AccountId, s.Address });
        table.Property(s => s.Address).HasMaxLength(ColumnLengths.Address);
        table.HasOne<AccountRecord>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
