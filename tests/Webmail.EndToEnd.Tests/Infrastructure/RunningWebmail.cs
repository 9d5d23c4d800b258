using Webmail.TestKit.Dovecot;

namespace Webmail.EndToEnd.Tests.Infrastructure;

/// <summary>A started product.</summary>
/// <param name="LogFile">Everything that the product has printed.</param>
/// <param name="DatabaseFile">Its SQLite database.</param>
/// <param name="Pictures">A stranger's web server that mail can name.</param>
public sealed record RunningWebmail(Uri Address, DovecotServer Dovecot, string LogFile, string DatabaseFile, PictureHost Pictures);
