using System.Text;
using Webmail.Protocols.Imap.Wire;
using Webmail.Protocols.Net;
using Webmail.Protocols.Sasl;

namespace Webmail.Protocols.Imap.Commands;

/// <summary>LOGIN and AUTHENTICATE (RFC 9051 section 6.2).</summary>
public static class SignInCommand
{
    /// <summary>
    /// Signs in by the best way that the server announces (the order is <see cref="SaslChoice"/>'s; LOGIN last), in as few round trips as SASL-IR
    /// allows. SCRAM is bound to TLS here only when that is required: <see cref="ImapConnection.OpenAsync"/> tries it, because it can go on elsewhere when the server knows another kind of
    /// binding. Afterwards <see cref="ImapConnection.Capabilities"/> are those of a signed-in user.
    /// </summary>
    /// <exception cref="ImapCommandException">Refused: see the code (AUTHENTICATIONFAILED, UNAVAILABLE, LIMIT, ...). One may try again on this connection.</exception>
    /// <exception cref="ImapProtocolException">The connection is lost, or the server could not prove itself (the inner <see cref="SaslException"/> says so).</exception>
    /// <exception cref="NotSupportedException">The server announces no way that this secret fits.</exception>
    public static Task SignInAsync(this ImapConnection connection, ImapCredentials credentials, CancellationToken ct) =>
        connection.SignInAsync(credentials, connection.Options.ChannelBinding == ChannelBindingUse.Require ? ChannelBindingUse.Require : ChannelBindingUse.Never, ct);

    internal static async Task SignInAsync(this ImapConnection connection, ImapCredentials credentials, ChannelBindingUse binding, CancellationToken ct)
    {
        var version = connection.CapabilityVersion;
        var capabilities = connection.Capabilities;
        var mechanism = Choose(connection, credentials, binding);
        connection.SignInMechanism = mechanism?.Name ?? "LOGIN";
        if (credentials.Secret.Length > 0)
        {
            connection.Options.Log?.Hide(credentials.Secret);
        }

        try
        {
            var command = mechanism is null ? Login(connection, credentials) : Authenticate(connection, mechanism, capabilities.Has("SASL-IR"));
            await connection.RunAsync(command, ct).ConfigureAwait(false);
        }
        catch (ImapCommandException e)
        {
            // Some servers repeat the command they refuse.
            throw new ImapCommandException(e.Command, e.Status, e.Code, SecretMask.Strike(e.Text, credentials.Secret));
        }

        if (connection.CapabilityVersion == version)
        {
            await connection.AskCapabilitiesAsync(ct).ConfigureAwait(false);
        }

        if (connection.Options.Compress)
        {
            await connection.CompressAsync(ct).ConfigureAwait(false);
        }
    }

    // Null for LOGIN.
    private static SaslMechanism? Choose(ImapConnection connection, ImapCredentials credentials, ChannelBindingUse binding)
    {
        try
        {
            return SaslChoice.Choose(connection.Capabilities.AuthMechanisms, credentials.Sasl, connection.SaslContext(binding));
        }
        catch (SaslException none) when (none.Failure == SaslFailure.NoMechanism)
        {
            return credentials.IsPassword && binding != ChannelBindingUse.Require && !connection.Capabilities.Has("LOGINDISABLED")
                ? null
                : throw new NotSupportedException(none.Message, none);
        }
    }

    private static ImapCommand Login(ImapConnection connection, ImapCredentials credentials) =>
        new(connection.Request("LOGIN").Space().String(credentials.User).Space().Secret(credentials.Secret), "LOGIN")
        {
            Order = CommandOrder.Barrier,
            Succeeded = _ => SignedIn(connection),
        };

    private static ImapCommand Authenticate(ImapConnection connection, SaslMechanism mechanism, bool initial)
    {
        var request = connection.Request("AUTHENTICATE").Space().Raw(mechanism.Name);
        var first = mechanism.Begin() is { } begin ? Base64(connection, begin) : null;
        if (initial && first is not null)
        {
            // "=" is an empty first response (RFC 4959 section 3).
            request.Space().SecretRaw(first.Length > 0 ? first : "=");
            first = null;
        }

        return new ImapCommand(request, "AUTHENTICATE")
        {
            Order = CommandOrder.Barrier,
            Succeeded = _ =>
            {
                mechanism.Succeeded();
                return SignedIn(connection);
            },
            Converse = challenge =>
            {
                var answer = first ?? Answer(connection, mechanism, challenge);
                first = null;
                return Encoding.ASCII.GetBytes(answer);
            },
        };
    }

    private static string Answer(ImapConnection connection, SaslMechanism mechanism, ReadOnlyMemory<byte> challenge)
    {
        var text = Encoding.ASCII.GetString(challenge.Span).Trim();
        var octets = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, octets, out var length) && mechanism is not Sasl.Login)
        {
            throw new SaslException(SaslFailure.BadChallenge, mechanism.Name, "The server's challenge is not base64.");
        }

        try
        {
            return Base64(connection, mechanism.Answer(octets.AsSpan(0, length)));
        }
        catch (SaslException e) when (e.Failure == SaslFailure.Refused)
        {
            // Said in the mechanism's words; cancelling lets the server say it in IMAP's.
            return "*";
        }
    }

    private static string Base64(ImapConnection connection, ReadOnlyMemory<byte> octets)
    {
        var line = Convert.ToBase64String(octets.Span);
        connection.Options.Log?.Hide(line);
        return line;
    }

    private static ValueTask SignedIn(ImapConnection connection)
    {
        connection.Enter(ImapConnectionState.Authenticated, null);
        return ValueTask.CompletedTask;
    }
}
