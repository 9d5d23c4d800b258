using System.Text;
using Webmail.Mail.Reading;
using Webmail.Protocols.Imap;

namespace Webmail.Web.Endpoints;

/// <summary>The bytes inside a signed link. Not for strangers: what is read here has passed the authentication.</summary>
internal static class PartLinkCodec
{
    private const byte Version = 1;

    public static byte[] Write(PartLink link)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Version);
            writer.Write((byte)link.Purpose);
            writer.Write(link.SessionId.ToByteArray());
            writer.Write(link.UserId.ToByteArray());
            writer.Write(link.AccountId.ToByteArray());
            writer.Write(link.Expires.ToUnixTimeSeconds());
            writer.Write(link.Message.Validity.Value);
            writer.Write(link.Message.Uid.Value);
            writer.Write(link.Section);
            writer.Write(link.Message.Folder.Value);
        }

        return buffer.ToArray();
    }

    /// <summary>Null for bytes of another version.</summary>
    public static PartLink? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (bytes.Length < 2 || reader.ReadByte() != Version)
            return null;
        var purpose = (LinkPurpose)reader.ReadByte();
        var session = new Guid(reader.ReadBytes(16));
        var user = new Guid(reader.ReadBytes(16));
        var account = new Guid(reader.ReadBytes(16));
        var expires = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        var validity = new UidValidity(reader.ReadUInt32());
        var uid = new Uid(reader.ReadUInt32());
        var section = reader.ReadString();
        var folder = MailboxName.Create(reader.ReadString());
        return new PartLink(purpose, session, user, account, new MessageReference(folder, validity, uid), section, expires);
    }
}
