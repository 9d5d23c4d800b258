using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Webmail.Protocols.Sasl;

/// <summary>What the gs2 header says about channel binding (RFC 5802 section 6).</summary>
internal enum ScramBinding
{
    /// <summary>"n": we cannot.</summary>
    None,

    /// <summary>"y": we could, the server did not offer it.</summary>
    NotOffered,

    /// <summary>"p=tls-server-end-point": bound. The only kind that .NET can compute over TLS 1.3 (there is no tls-exporter).</summary>
    EndPoint,
}

/// <summary>SCRAM-SHA-1, SCRAM-SHA-256 (RFC 5802, 7677) and their -PLUS forms. The server has to prove itself too.</summary>
internal sealed class Scram : SaslMechanism
{
    /// <summary>RFC 7677 section 4: fewer make guessing the password from our proof cheap.</summary>
    public const int FewestIterations = 4096;

    /// <summary>About half a second of computing; well above what servers use (4,096 to 600,000).</summary>
    public const int MostIterations = 1_000_000;

    private readonly ScramHash _hash;
    private readonly SaslCredentials _credentials;
    private readonly string _gs2;
    private readonly byte[] _bindingInput;
    private readonly string _nonce;
    private readonly string _firstBare;
    private readonly ScramKeys? _known;
    private (byte[] Salt, int Iterations, ScramKeyPair Keys)? _computed;
    private byte[]? _serverSignature;
    private bool _proven;
    private int _step;

    public Scram(ScramHash hash, SaslCredentials credentials, SaslContext context, ScramBinding binding)
    {
        (_hash, _credentials) = (hash, credentials);
        Name = binding == ScramBinding.EndPoint ? hash.Name + "-PLUS" : hash.Name;
        _gs2 = binding switch { ScramBinding.EndPoint => "p=tls-server-end-point,,", ScramBinding.NotOffered => "y,,", _ => "n,," };
        _bindingInput = [.. Encoding.ASCII.GetBytes(_gs2), .. binding == ScramBinding.EndPoint ? context.EndPointBinding! : []];
        _known = context.Keys;
        _nonce = context.NewNonce();
        _firstBare = $"n={ScramMessage.Escape(Prepare(credentials.User))},r={_nonce}";
    }

    public override string Name { get; }

    public override ReadOnlyMemory<byte>? Begin() => Encoding.UTF8.GetBytes(_gs2 + _firstBare);

    public override ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> challenge) => ++_step switch
    {
        1 => Prove(challenge),
        2 => Check(challenge),
        _ => throw Bad("comes after the end"),
    };

    public override void Succeeded()
    {
        if (!_proven)
        {
            throw new SaslException(SaslFailure.ServerNotGenuine, Name, "The server says that we are signed in without having shown that it knows the password.");
        }
    }

    private ReadOnlyMemory<byte> Prove(ReadOnlySpan<byte> challenge)
    {
        var attributes = ScramMessage.Read(challenge) ?? throw Bad("is not a list of attributes");
        if (attributes[0] is ('e', var error))
        {
            throw Refused(error);
        }

        // An "m" would be an extension that we must not ignore; others may follow after "i".
        if (attributes is not [('r', var nonce), ('s', var salt), ('i', var count), ..])
        {
            throw Bad("lacks nonce, salt or iteration count");
        }

        if (nonce.Length <= _nonce.Length || !nonce.StartsWith(_nonce, StringComparison.Ordinal))
        {
            throw Bad("does not continue our nonce");
        }

        var keys = Keys(ScramMessage.Base64(salt) is { Length: > 0 } octets ? octets : throw Bad("has no salt"), Iterations(count));
        var withoutProof = $"c={Convert.ToBase64String(_bindingInput)},r={nonce}";
        var authMessage = Encoding.UTF8.GetBytes($"{_firstBare},{Encoding.ASCII.GetString(challenge)},{withoutProof}");
        var proof = keys.Client;
        var clientSignature = _hash.Hmac(_hash.Hash(proof), authMessage);
        for (var i = 0; i < proof.Length; i++)
        {
            proof[i] ^= clientSignature[i];
        }

        _serverSignature = _hash.Hmac(keys.Server, authMessage);
        var answer = Encoding.ASCII.GetBytes($"{withoutProof},p={Convert.ToBase64String(proof)}");
        keys.Clear();
        return answer;
    }

    private ReadOnlyMemory<byte> Check(ReadOnlySpan<byte> challenge)
    {
        var attributes = ScramMessage.Read(challenge) ?? throw Bad("is not a list of attributes");
        if (attributes[0] is ('e', var error))
        {
            throw Refused(error);
        }

        var signature = attributes[0] is ('v', var value) ? ScramMessage.Base64(value) : null;
        if (signature is null || !CryptographicOperations.FixedTimeEquals(signature, _serverSignature))
        {
            throw new SaslException(SaslFailure.ServerNotGenuine, Name, "The server could not show that it knows the password.");
        }

        _proven = true;
        if (_computed is var (salt, iterations, keys))
        {
            _known?.Keep(_hash, _credentials, salt, iterations, keys);
            keys.Clear();
        }

        return ReadOnlyMemory<byte>.Empty;
    }

    private int Iterations(string count)
    {
        if (!long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations))
        {
            throw Bad("has no iteration count");
        }

        return iterations switch
        {
            < FewestIterations => throw new SaslException(SaslFailure.TooWeak, Name, $"The server wants {iterations} iterations; at least {FewestIterations} keep the password safe."),
            > MostIterations => throw new SaslException(SaslFailure.TooCostly, Name, $"The server wants {iterations} iterations; we compute at most {MostIterations}."),
            _ => (int)iterations,
        };
    }

    // For the caller to overwrite.
    private ScramKeyPair Keys(byte[] salt, int iterations)
    {
        if (_known?.Find(_hash, _credentials, salt, iterations) is { } found)
        {
            return found;
        }

        var salted = SaltedPassword(salt, iterations);
        var keys = new ScramKeyPair(_hash.Hmac(salted, "Client Key"u8), _hash.Hmac(salted, "Server Key"u8));
        CryptographicOperations.ZeroMemory(salted);
        if (_known is not null)
        {
            _computed = (salt, iterations, new ScramKeyPair([.. keys.Client], [.. keys.Server]));
        }

        return keys;
    }

    private byte[] SaltedPassword(byte[] salt, int iterations)
    {
        var password = Encoding.UTF8.GetBytes(Prepare(_credentials.Secret));
        try
        {
            return _hash.Salted(password, salt, iterations);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }

    private string Prepare(string text) =>
        SaslPrep.Prepare(text) ?? throw new SaslException(SaslFailure.ForbiddenCharacters, Name, "Name or password hold characters that SCRAM cannot carry.");

    // server-error-value of RFC 5802 section 7; what is not known is not repeated.
    private SaslException Refused(string error) => error switch
    {
        "channel-bindings-dont-match" or "server-does-support-channel-binding" or "channel-binding-not-supported" or "unsupported-channel-binding-type" =>
            new SaslException(SaslFailure.ChannelBinding, Name, $"The server says: {error}."),
        "invalid-proof" or "unknown-user" => new SaslException(SaslFailure.Refused, Name, $"The server says: {error}."),
        _ => new SaslException(SaslFailure.Refused, Name, "The server refuses."),
    };
}
