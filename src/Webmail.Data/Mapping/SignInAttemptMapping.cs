using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Webmail.Data.Model;

namespace Webmail.Data.Mapping;

internal sealed class SignInAttemptMapping : IEntityTypeConfiguration<SignInAttempt>
{
    public void Configure(EntityTypeBuilder<SignInAttempt> table)
    {
        table.ToTable("sign_in_attempts");
        table.HasKey(a => a.Id);
        table.Property(a => a.Subject).HasMaxLength(64);
        table.HasIndex(a => new { a.Subject, a.At });
        table.HasIndex(a => a.TryId);
        table.HasIndex(a => a.At);
    }
}
