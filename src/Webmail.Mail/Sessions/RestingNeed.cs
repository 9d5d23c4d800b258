using Webmail.Protocols.Imap.Commands;

namespace Webmail.Mail.Sessions;

/// <summary>How somebody who only looks at a folder waits for a connection.</summary>
/// <param name="AskedBack">Told, at most once, when another one needs the connection. Must not block.</param>
/// <param name="Wanted">Completes when it is needed now; until then others who look keep theirs for a while.</param>
/// <param name="Known">What is known of the folder from last time, for a server with QRESYNC to tell what changed since; null: nothing, or it may not be relied on.</param>
internal sealed record RestingNeed(Action AskedBack, Task Wanted, QResync? Known = null);
