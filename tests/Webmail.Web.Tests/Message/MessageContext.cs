using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Webmail.Mail.Reading;
using Webmail.Mail.Remote;
using Webmail.Mail.Trust;
using Webmail.Protocols.Imap;
using Webmail.Web.Circuit;
using Webmail.Web.Components.Message;
using Webmail.Web.Endpoints;
using Webmail.Web.Tests.Endpoints;
using Webmail.Web.Tests.Fakes;

namespace Webmail.Web.Tests.Message;

/// <summary>What the reading components need of the host.</summary>
internal sealed class MessageContext : BunitContext
{
    public MessageContext()
    {
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton(new PartLinks(new EphemeralDataProtectionProvider(), Time));
        Services.AddSingleton(new FrameWork(Time)).AddSingleton<FrameAhead>().AddScoped<ReadingLinks>().AddScoped<MessageOpener>();
        Services.AddReading();
        Services.AddCircuit();
        Services.AddSingleton<IPreferences>(new FakePreferences());
        Services.AddSingleton<IMessageTrust>(Trust);
        Services.AddSingleton<IUnsubscriber>(Unsubscriber);
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("./Components/Message/ReadingPane.razor.js");
        JSInterop.SetupModule("./Components/Message/LinkGuard.razor.js");
        Account = new TestAccount(Reader);
        this.AddAuthorization().SetAuthorized("noor").SetClaims(new Claim(LinkGate.SessionClaim, Session.ToString()));
    }

    /// <summary>Another session than the one that opened the account: they share it.</summary>
    public Guid Session { get; } = Guid.NewGuid();

    public ManualTime Time { get; } = new();

    public FakeTrust Trust { get; } = new();

    public FakeUnsubscriber Unsubscriber { get; } = new();

    public TestReader Reader { get; } = new();

    public TestAccount Account { get; }

    public FakeImageRules ImageRules => Services.GetRequiredService<FakeImageRules>();

    public PartLinks Links => Services.GetRequiredService<PartLinks>();

    public IRenderedComponent<ReadingPane> Pane(Action<ComponentParameterCollectionBuilder<ReadingPane>>? more = null) => Render<ReadingPane>(pane =>
    {
        pane.Add(p => p.Account, Account).Add(p => p.Folder, MailboxName.Inbox).Add(p => p.Uid, TestReader.Reference.Uid);
        more?.Invoke(pane);
    });

    public MessageLinks MessageLinks() => new(Links, Account.Identity, TestReader.Make(), RemoteImageChoice.Never);

    public static AttachmentPart File(string name, long size = 1000, string section = "2") => new(section, name, "application/octet-stream", size);
}
