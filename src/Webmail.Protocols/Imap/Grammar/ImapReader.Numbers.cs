using System.Buffers.Text;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Numbers and sets of numbers.</summary>
internal ref partial struct ImapReader
{
    /// <summary>number64 = 1*DIGIT, as far as 2^64-1.</summary>
    public bool TryNumber64(out ulong number)
    {
        if (!Utf8Parser.TryParse(Rest, out number, out var used) || Next is (byte)'+' or (byte)'-')
            return TryNegative(out number);
        Position += used;
        return true;
    }

    public bool ExpectNumber64(out ulong number) => TryNumber64(out number) || Fail("expected a number");

    /// <summary>number = 1*DIGIT, 0..2^32-1</summary>
    public bool TryNumber(out uint number)
    {
        var start = Position;
        number = 0;
        if (!TryNumber64(out var wide) || wide > uint.MaxValue)
        {
            Position = start;
            return false;
        }

        number = (uint)wide;
        return true;
    }

    public bool ExpectNumber(out uint number) => TryNumber(out number) || Fail("expected a number below 2^32");

    /// <summary>nz-number = digit-nz *DIGIT</summary>
    public bool ExpectNzNumber(out uint number) => (TryNumber(out number) && number > 0) || Fail("expected a number above zero");

    /// <summary>number63, for octets and lines; larger ones are cut at the highest there is.</summary>
    public bool ExpectSize(out long number)
    {
        var done = ExpectNumber64(out var wide);
        number = wide > long.MaxValue ? long.MaxValue : (long)wide;
        return done;
    }

    /// <summary>mod-sequence-valzer = "0" / mod-sequence-value; 1..2^63-1 (RFC 7162 section 7)</summary>
    public bool ExpectModSeq(out ModSeq modSeq)
    {
        modSeq = default;
        if (!ExpectNumber64(out var number))
            return In("mod-sequence-value");
        if (number > long.MaxValue)
        {
            Note(ServerQuirks.HugeModSeq);
            number = long.MaxValue;
        }

        modSeq = new ModSeq(number);
        return true;
    }

    /// <summary>sequence-set without "*": known-sequence-set, uid-set, tagged-ext-simple. Order and direction are kept.</summary>
    public bool ExpectRuns(out OrderedRun[] runs)
    {
        var list = new SmallList<OrderedRun>();
        runs = [];
        do
        {
            if (!ExpectNzNumber(out var from))
                return In("sequence-set");
            var to = from;
            if (TryByte((byte)':') && !ExpectNzNumber(out to))
                return In("sequence-set");
            list.Add(new OrderedRun(from, to));
        }
        while (TryByte((byte)','));

        runs = list.ToArray();
        return true;
    }

    /// <summary>The same as a set. A million single numbers need no list of them.</summary>
    public bool ExpectSet(out NumberSet set)
    {
        var builder = new NumberSetBuilder();
        set = NumberSet.Empty;
        do
        {
            if (!ExpectNzNumber(out var from))
                return In("sequence-set");
            var to = from;
            if (TryByte((byte)':') && !ExpectNzNumber(out to))
                return In("sequence-set");
            builder.Add(new NumberRange(from, to));
        }
        while (TryByte((byte)','));

        set = builder.Build();
        return true;
    }

    private bool TryNegative(out ulong number)
    {
        number = 0;
        if (Next != (byte)'-' || At(1) is < (byte)'0' or > (byte)'9')
            return false;
        Position++;
        while (Next is >= (byte)'0' and <= (byte)'9')
            Position++;
        Note(ServerQuirks.NegativeNumber);
        return true;
    }
}
