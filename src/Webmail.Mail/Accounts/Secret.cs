using System.Security.Cryptography;
using System.Text;

namespace Webmail.Mail.Accounts;

/// <summary>
/// A password held as UTF-8 bytes. It has no way into a log or an exception text: <see cref="ToString"/>
/// prints stars, and serialisers find no property. Disposing zeroes it.
/// </summary>
public sealed class Secret : IDisposable
{
    private readonly byte[] _utf8;
    private bool _disposed;

    /// <summary>Takes a copy; the caller zeroes its own bytes.</summary>
    public Secret(ReadOnlySpan<byte> utf8)
    {
        _utf8 = GC.AllocateUninitializedArray<byte>(utf8.Length, pinned: true); // pinned: the collector leaves no second copy behind
        utf8.CopyTo(_utf8);
    }

    public Secret(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _utf8 = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, _utf8);
    }

    /// <summary>The text for the one place that puts it on the wire. The string is garbage the moment it is used: never keep it.</summary>
    public string Reveal()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Encoding.UTF8.GetString(_utf8);
    }

    internal ReadOnlySpan<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _utf8;
        }
    }

    public Secret Copy() => new(Bytes);

    public override string ToString() => "***";

    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_utf8);
    }
}
