namespace Webmail.Mime.Writing;

/// <summary>A whole part that exists already, header included: the signed content of multipart/signed, an encrypted part, a part kept from another message.</summary>
/// <param name="entity">Header, empty line, body. Written as it is, but for bare CR and LF, which become CRLF.</param>
public sealed class OutgoingRaw(ReadOnlyMemory<byte> entity) : OutgoingEntity
{
    internal override Task WriteAsync(EntityWriter writer, CancellationToken ct) => writer.WriteLinesAsync(entity, ct);
}
