using System.Text;

namespace Webmail.Mime.Charsets;

/// <summary>One-byte charsets that .NET does not have: ASCII below 128, a table above. For reading only.</summary>
internal sealed class TableEncoding : Encoding
{
    // The characters of A0 to FF; 80 to 9F are the controls of the same number in all of them.
    private static readonly TableEncoding Latin6 = new(
        "iso-8859-10",
        "\u00A0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ");

    private static readonly TableEncoding Latin8 = new(
        "iso-8859-14",
        "\u00A0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ");

    private static readonly TableEncoding Latin10 = new(
        "iso-8859-16",
        "\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ");

    private readonly string _name;
    private readonly string _upper;

    private TableEncoding(string name, string upper)
    {
        _name = name;
        _upper = upper;
    }

    public override string WebName => _name;

    /// <param name="name">Lower case, with hyphens.</param>
    public static TableEncoding? Find(string name) => name switch
    {
        "iso-8859-10" or "iso8859-10" or "iso885910" or "latin6" or "latin-6" or "l6" or "csisolatin6" or "iso-ir-157" => Latin6,
        "iso-8859-14" or "iso8859-14" or "iso885914" or "latin8" or "latin-8" or "l8" or "iso-celtic" or "iso-ir-199" => Latin8,
        "iso-8859-16" or "iso8859-16" or "iso885916" or "latin10" or "latin-10" or "l10" or "iso-ir-226" => Latin10,
        _ => null,
    };

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
        {
            var value = bytes[byteIndex + i];
            chars[charIndex + i] = value < 0xA0 ? (char)value : _upper[value - 0xA0];
        }

        return byteCount;
    }

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException("Only read.");

    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException("Only read.");

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException("Only read.");
}
