using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Webmail.Data.Mapping;

/// <summary>Identity's other tables, under names like ours.</summary>
internal static class IdentityTables
{
    public static void Name(ModelBuilder model)
    {
        model.Entity<IdentityRole<Guid>>().ToTable("roles");
        model.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
        model.Entity<IdentityUserRole<Guid>>().ToTable("user_roles");
        model.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        model.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        model.Entity<IdentityUserPasskey<Guid>>().ToTable("user_passkeys");
    }
}
