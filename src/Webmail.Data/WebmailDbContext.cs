using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Data.Mapping;
using Webmail.Data.Model;

namespace Webmail.Data;

/// <summary>
/// The model, the same on both databases. Get one from <see cref="IDbContextFactory{TContext}"/> for one operation:
/// a context is not thread safe, and a circuit's scope lives for hours.
/// </summary>
public abstract class WebmailDbContext(DbContextOptions options) : IdentityDbContext<WebmailUser, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<AccountRecord> Accounts => Set<AccountRecord>();
    public DbSet<SessionRecord> Sessions => Set<SessionRecord>();
    public DbSet<SealedPassword> SealedPasswords => Set<SealedPassword>();
    public DbSet<UserPreference> UserPreferences => Set<UserPreference>();
    public DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<InstallSecret> InstallSecrets => Set<InstallSecret>();
    public DbSet<ImageSender> ImageSenders => Set<ImageSender>();
    public DbSet<SenderIdentity> SenderIdentities => Set<SenderIdentity>();
    public DbSet<ComposeFile> ComposeFiles => Set<ComposeFile>();
    public DbSet<StoredChunk> StoredChunks => Set<StoredChunk>();
    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();
    public DbSet<KnownPerson> KnownPeople => Set<KnownPerson>();
    public DbSet<PeopleGroup> PeopleGroups => Set<PeopleGroup>();
    public DbSet<ComposeTemplate> ComposeTemplates => Set<ComposeTemplate>();
    public DbSet<AnswerReminder> AnswerReminders => Set<AnswerReminder>();

    /// <summary>
    /// Identity reads its schema version from the application's services and from nowhere else. It gets them here, so that the model is the
    /// same in the host, in tests and when a migration is written. Version 3 has passkeys.
    /// </summary>
    private static readonly ServiceProvider IdentitySchema =
        new ServiceCollection().Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseApplicationServiceProvider(IdentitySchema);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityTables.Name(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(WebmailDbContext).Assembly);
    }
}
