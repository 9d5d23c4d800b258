using Webmail.Mail.Accounts;
using Webmail.Mail.Compose;
using Webmail.Mail.Outbox;
using Webmail.Mail.Sessions;

namespace Webmail.Web.Tests.Fakes;

/// <summary>Settings of writing, templates and the sending server, in memory.</summary>
internal sealed class FakeWriting : IWritingSettings, ITemplates, ISendingServer
{
    public WritingSettings Settings { get; private set; } = WritingSettings.Default;

    public List<MessageTemplate> Templates { get; } = [];

    public SendingServer? Server { get; private set; }

    public SendingTest Answer { get; set; } = new(SendingOutcome.Ok);

    public bool AllowsServers { get; set; } = true;

    Task<WritingSettings> IWritingSettings.LoadAsync(AccountIdentity who, CancellationToken ct) => Task.FromResult(Settings);

    public Task<WritingSettings> SaveAsync(AccountIdentity who, WritingSettings settings, CancellationToken ct) => Task.FromResult(Settings = settings);

    public Task<IReadOnlyList<MessageTemplate>> ListAsync(AccountIdentity who, CancellationToken ct) => Task.FromResult<IReadOnlyList<MessageTemplate>>([.. Templates]);

    public Task SaveAsync(AccountIdentity who, MessageTemplate template, CancellationToken ct)
    {
        if (template.Name.Length == 0) throw new ComposeException(ComposeProblem.NameMissing);
        Templates.RemoveAll(known => known.Id == template.Id);
        Templates.Add(template);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(AccountIdentity who, Guid template, CancellationToken ct)
    {
        Templates.RemoveAll(known => known.Id == template);
        return Task.CompletedTask;
    }

    public bool IsOffered(AccountIdentity who) => AllowsServers;

    Task<SendingServer?> ISendingServer.LoadAsync(AccountIdentity who, CancellationToken ct) => Task.FromResult(Server);

    public Task<SendingTest> TryAsync(IMailAccount account, SendingServer server, Secret? password, CancellationToken ct)
    {
        if (Answer.Outcome == SendingOutcome.Ok) Server = server with { HasPassword = password is not null || server.HasPassword };
        return Task.FromResult(Answer);
    }

    public Task ClearAsync(AccountIdentity who, CancellationToken ct)
    {
        Server = null;
        return Task.CompletedTask;
    }
}
