using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Webmail.Data.Model;

namespace Webmail.Data.Mapping;

internal sealed class InstallSecretMapping : IEntityTypeConfiguration<InstallSecret>
{
    public void Configure(EntityTypeBuilder<InstallSecret> table)
    {
        table.ToTable("install_secrets");
        table.HasKey(s => s.Name);
        table.Property(s => s.Name).HasMaxLength(64);
    }
}
