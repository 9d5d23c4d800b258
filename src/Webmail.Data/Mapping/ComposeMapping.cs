using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Webmail.Data.Model;

namespace Webmail.Data.Mapping;

/// <summary>What writing keeps: identities, files of drafts, the outbox, people, templates, reminders.</summary>
internal sealed class ComposeMapping :
    IEntityTypeConfiguration<SenderIdentity>, IEntityTypeConfiguration<ComposeFile>, IEntityTypeConfiguration<StoredChunk>,
    IEntityTypeConfiguration<OutboxMessage>, IEntityTypeConfiguration<KnownPerson>, IEntityTypeConfiguration<PeopleGroup>,
    IEntityTypeConfiguration<ComposeTemplate>, IEntityTypeConfiguration<AnswerReminder>
{
    private const int Line = 998;
    private const int State = 16;

    public void Configure(EntityTypeBuilder<SenderIdentity> table)
    {
        table.ToTable("sender_identities");
        table.Property(i => i.Id).ValueGeneratedNever();
        table.Property(i => i.Name).HasMaxLength(256);
        table.Property(i => i.Address).HasMaxLength(ColumnLengths.Address);
        table.Property(i => i.ReplyTo).HasMaxLength(ColumnLengths.Address);
        table.Property(i => i.Bcc).HasMaxLength(ColumnLengths.Address);
        table.Property(i => i.SentFolder).HasMaxLength(Line);
        OfAccount(table, nameof(SenderIdentity.AccountId));
    }

    public void Configure(EntityTypeBuilder<ComposeFile> table)
    {
        table.ToTable("compose_files");
        table.Property(f => f.Id).ValueGeneratedNever();
        table.Property(f => f.Name).HasMaxLength(256);
        table.Property(f => f.MediaType).HasMaxLength(128);
        table.Property(f => f.Place).HasMaxLength(2 * Line);
        table.HasIndex(f => new { f.AccountId, f.DraftId });
        OfAccount(table, nameof(ComposeFile.AccountId));
    }

    public void Configure(EntityTypeBuilder<StoredChunk> table)
    {
        table.ToTable("stored_chunks");
        table.HasKey(c => new { c.OwnerId, c.Offset });
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> table)
    {
        table.ToTable("outbox_messages");
        table.Property(m => m.Id).ValueGeneratedNever();
        table.Property(m => m.State).HasMaxLength(State);
        table.Property(m => m.Version).IsConcurrencyToken();
        table.Property(m => m.Subject).HasMaxLength(Line);
        table.Property(m => m.MessageId).HasMaxLength(Line);
        table.Property(m => m.Reason).HasMaxLength(64);
        table.Property(m => m.ServerText).HasMaxLength(512);
        table.HasIndex(m => new { m.State, m.DueAt });
        table.HasIndex(m => m.AccountId);
        OfAccount(table, nameof(OutboxMessage.AccountId));
    }

    public void Configure(EntityTypeBuilder<KnownPerson> table)
    {
        table.ToTable("known_people");
        table.HasKey(p => new { p.AccountId, p.Key });
        table.Property(p => p.Key).HasMaxLength(ColumnLengths.Address);
        table.Property(p => p.Address).HasMaxLength(ColumnLengths.Address);
        table.Property(p => p.Name).HasMaxLength(256);
        table.Property(p => p.Detail).HasMaxLength(256);
        OfAccount(table, nameof(KnownPerson.AccountId));
    }

    public void Configure(EntityTypeBuilder<PeopleGroup> table)
    {
        table.ToTable("people_groups");
        table.Property(g => g.Id).ValueGeneratedNever();
        table.Property(g => g.Name).HasMaxLength(256);
        OfAccount(table, nameof(PeopleGroup.AccountId));
    }

    public void Configure(EntityTypeBuilder<ComposeTemplate> table)
    {
        table.ToTable("compose_templates");
        table.Property(t => t.Id).ValueGeneratedNever();
        table.Property(t => t.Name).HasMaxLength(128);
        table.Property(t => t.Subject).HasMaxLength(Line);
        table.HasOne<WebmailUser>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<AnswerReminder> table)
    {
        table.ToTable("answer_reminders");
        table.Property(r => r.Id).ValueGeneratedNever();
        table.Property(r => r.MessageId).HasMaxLength(Line);
        table.Property(r => r.Subject).HasMaxLength(Line);
        table.Property(r => r.SentFolder).HasMaxLength(Line);
        table.Property(r => r.State).HasMaxLength(State);
        OfAccount(table, nameof(AnswerReminder.AccountId));
    }

    private static void OfAccount<T>(EntityTypeBuilder<T> table, string key)
        where T : class => table.HasOne<AccountRecord>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Cascade);
}
