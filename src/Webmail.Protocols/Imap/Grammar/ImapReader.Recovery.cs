namespace Webmail.Protocols.Imap.Grammar;

/// <summary>Going on after an error: stepping over a value without understanding it.</summary>
internal ref partial struct ImapReader
{
    public readonly IReadOnlyList<FetchDefect> Defects => (IReadOnlyList<FetchDefect>?)_defects ?? [];

    /// <summary>
    /// Steps over one value: an atom, a string, a literal, or a list with everything in it. False when its end is not to be found;
    /// that is then true for every list around it as well, so it is not searched again.
    /// </summary>
    public bool TrySkipValue()
    {
        if (_unbalanced)
            return false;
        var start = Position;
        var depth = 0;
        do
        {
            TrySpace();
            if (AtEnd || !TrySkipToken(ref depth))
            {
                _unbalanced = depth > 0 || AtEnd;
                Position = start;
                TakeProblem();
                return false;
            }
        }
        while (depth > 0);

        return true;
    }

    /// <summary>Remembers the current error as a defect of the row and clears it.</summary>
    public void AddDefect(string item, int start)
    {
        var (reason, offset) = TakeProblem();
        _defects ??= [];
        if (_defects.Count >= GrammarLimits.Defects)
            return;
        var length = Math.Clamp(Position - start, 0, FetchDefect.MaxRaw);
        if (length == 0)
            length = Math.Min(FetchDefect.MaxRaw, _bytes.Length - start);
        _defects.Add(new FetchDefect(item, reason, offset, _bytes.Slice(start, length).ToArray()));
    }

    /// <summary>Remembers that a literal the server announced came without all of its content, if one did since the last call.</summary>
    public void AddCutDefect(string item, int start)
    {
        if (_cutAt < start)
            return;
        Fail("a literal above the inline limit was cut");
        AddDefect(item, _cutAt);
        _cutAt = -1;
    }

    /// <summary>Lets lists be stepped over again from a place that is known to be sound.</summary>
    public void ForgetBalance() => _unbalanced = false;

    public void DropDefectsAfter(int count)
    {
        TakeProblem();
        _unbalanced = false;
        if (_defects is not null && _defects.Count > count)
            _defects.RemoveRange(count, _defects.Count - count);
    }

    private bool TrySkipToken(ref int depth)
    {
        switch (Next)
        {
            case (byte)'(':
                Position++;
                return ++depth <= GrammarLimits.ListDepth;
            case (byte)')':
                if (depth == 0)
                    return false;
                Position++;
                depth--;
                return true;
            case (byte)'"' or (byte)'{':
                return TryString(out _);
            case (byte)'~' when At(1) == (byte)'{':
                return TryString(out _);
            default:
                return TryAtom(out _);
        }
    }
}
