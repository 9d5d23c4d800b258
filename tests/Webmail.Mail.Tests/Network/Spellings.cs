using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Webmail.Mail.Tests.Network;

/// <summary>Ways to write addresses that nobody outside may reach: each address of the list in every spelling that some resolver, library or browser takes.</summary>
internal static class Spellings
{
    private static readonly string[] PrivateV4 =
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.254", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.1.2.3", "127.255.255.254", "169.254.169.254",
        "172.16.0.1", "172.31.255.254", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.254", "198.18.0.1", "198.51.100.7", "203.0.113.9",
        "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    ];

    private static readonly string[] PrivateV6 =
    [
        "::", "::1", "0:0:0:0:0:0:0:1", "0000:0000:0000:0000:0000:0000:0000:0001", "[::1]", "::0.0.0.1", "fe80::1", "febf::1", "fec0::1", "fc00::1", "fd12:3456:789a::1",
        "ff02::1", "2001:db8::5", "2002:7f00:1::", "2002:c0a8:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "::ffff:0:127.0.0.1", "64:ff9b:1::a00:1", "100::1", "3fff:1::1",
    ];

    public static IEnumerable<string> All() => PrivateV4.SelectMany(OfV4).Concat(PrivateV6);

    private static IEnumerable<string> OfV4(string dotted)
    {
        var bytes = IPAddress.Parse(dotted).GetAddressBytes();
        var number = (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
        yield return dotted;
        yield return dotted + ".";
        yield return number.ToString(CultureInfo.InvariantCulture);
        yield return "0x" + number.ToString("x8", CultureInfo.InvariantCulture);
        yield return "0X" + number.ToString("X8", CultureInfo.InvariantCulture);
        yield return "0" + Convert.ToString(number, 8);
        yield return string.Join('.', bytes.Select(b => "0x" + b.ToString("x2", CultureInfo.InvariantCulture)));
        yield return string.Join('.', bytes.Select(b => "0" + Convert.ToString(b, 8)));
        yield return string.Join('.', bytes.Select(b => "000" + Convert.ToString(b, 8)));
        yield return $"{bytes[0]}.{number & 0xFFFFFF}";
        yield return $"{bytes[0]}.{bytes[1]}.{number & 0xFFFF}";
        yield return $"0x{bytes[0]:x}.0{Convert.ToString(bytes[1], 8)}.{number & 0xFFFF}";
        yield return string.Concat(dotted.Select(c => c == '.' ? '.' : (char)('０' + (c - '0'))));
        yield return dotted.Replace('.', '。');
        yield return $"::ffff:{dotted}";
        yield return $"[::ffff:{dotted}]";
        yield return $"::ffff:{number >> 16:x}:{number & 0xFFFF:x}";
        yield return $"::{dotted}";
        yield return $"64:ff9b::{dotted}";
        yield return $"2002:{number >> 16:x}:{number & 0xFFFF:x}::1";
    }

    /// <summary>What the C library makes of a number in a host's place, so that a test's resolver is as obliging as a real one.</summary>
    public static IPAddress? AsCLibrary(string host) => IPAddress.TryParse(host, out var address) && address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 ? address : null;
}
