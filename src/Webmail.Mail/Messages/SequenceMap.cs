namespace Webmail.Mail.Messages;

/// <summary>
/// What is known of a folder's order: which UID stands at which sequence number (RFC 9051 section 2.3.1), for the stretches
/// that were looked at. The folder's size costs nothing; only what is known does. Not thread safe.
/// </summary>
/// <remarks>
/// UIDs grow with sequence numbers, so a vanished UID that was never seen still tells which stretches move down by one:
/// all that hold greater UIDs. That keeps the map exact under EXPUNGE and under VANISHED alike.
/// </remarks>
internal sealed class SequenceMap
{
    private readonly List<Stretch> _stretches = []; // ascending, never touching each other, never empty

    private sealed class Stretch(uint first, List<uint> uids)
    {
        public uint First { get; set; } = first;

        public List<uint> Uids { get; } = uids;

        public uint Last => First + (uint)Uids.Count - 1;
    }

    /// <summary>How many UIDs are known.</summary>
    public int Count { get; private set; }

    public IEnumerable<uint> KnownUids => _stretches.SelectMany(stretch => stretch.Uids);

    public void Clear()
    {
        _stretches.Clear();
        Count = 0;
    }

    /// <summary>The UID at a sequence number; null while unknown.</summary>
    public uint? UidAt(uint sequence)
    {
        var at = StretchAtOrBefore(sequence);
        if (at < 0 || sequence > _stretches[at].Last) return null;
        return _stretches[at].Uids[(int)(sequence - _stretches[at].First)];
    }

    /// <summary>The sequence number of a UID; null while unknown.</summary>
    public uint? SequenceOf(uint uid)
    {
        foreach (var stretch in _stretches)
        {
            if (uid > stretch.Uids[^1]) continue;
            var index = stretch.Uids.BinarySearch(uid);
            return index < 0 ? null : stretch.First + (uint)index;
        }

        return null;
    }

    /// <summary>The parts of first..last that are not known, ascending.</summary>
    public IReadOnlyList<(uint First, uint Last)> Missing(uint first, uint last)
    {
        var gaps = new List<(uint, uint)>();
        var next = first;
        foreach (var stretch in _stretches)
        {
            if (stretch.Last < next) continue;
            if (stretch.First > last) break;
            if (stretch.First > next) gaps.Add((next, stretch.First - 1));
            next = stretch.Last + 1;
        }

        if (next <= last) gaps.Add((next, last));
        return gaps;
    }

    /// <summary>Learns that consecutive sequence numbers from <paramref name="first"/> hold these UIDs (ascending).
    /// Returns false, and learns nothing, when that contradicts what is known: the caller then starts anew.</summary>
    public bool Learn(uint first, IReadOnlyList<uint> uids)
    {
        if (uids.Count == 0) return true;
        var last = first + (uint)uids.Count - 1;
        for (var i = 1; i < uids.Count; i++)
            if (uids[i] <= uids[i - 1]) return false;
        for (var i = 0; i < uids.Count; i++)
        {
            if (UidAt(first + (uint)i) is { } known && known != uids[i]) return false;
        }

        var from = _stretches.FindIndex(stretch => stretch.Last + 1 >= first);
        if (from < 0) from = _stretches.Count;
        var to = from;
        while (to < _stretches.Count && _stretches[to].First <= last + 1) to++;

        if (from > 0 && _stretches[from - 1].Uids[^1] >= uids[0]) return false;
        if (to < _stretches.Count && _stretches[to].Uids[0] <= uids[^1]) return false;

        var merged = new List<uint>();
        var mergedFirst = first;
        if (from < to && _stretches[from].First < first)
        {
            mergedFirst = _stretches[from].First;
            merged.AddRange(_stretches[from].Uids.Take((int)(first - mergedFirst)));
        }

        merged.AddRange(uids);
        if (from < to && _stretches[to - 1].Last > last)
        {
            var tail = _stretches[to - 1];
            merged.AddRange(tail.Uids.Skip((int)(last + 1 - tail.First)));
        }

        for (var i = 1; i < merged.Count; i++)
            if (merged[i] <= merged[i - 1]) return false;

        Count += merged.Count - _stretches.Skip(from).Take(to - from).Sum(stretch => stretch.Uids.Count);
        _stretches.RemoveRange(from, to - from);
        _stretches.Insert(from, new Stretch(mergedFirst, merged));
        return true;
    }

    /// <summary>EXPUNGE: the message at this number is gone, all above move down. Returns its UID where it was known.</summary>
    public uint? RemoveAt(uint sequence)
    {
        uint? removed = null;
        for (var i = _stretches.Count - 1; i >= 0; i--)
        {
            var stretch = _stretches[i];
            if (stretch.First > sequence)
            {
                stretch.First--;
                continue;
            }

            if (sequence <= stretch.Last)
            {
                var index = (int)(sequence - stretch.First);
                removed = stretch.Uids[index];
                stretch.Uids.RemoveAt(index);
                Count--;
                if (stretch.Uids.Count == 0) _stretches.RemoveAt(i);
            }

            break;
        }

        JoinTouching();
        return removed;
    }

    /// <summary>VANISHED: this UID is gone. Returns the number it had where that is known.</summary>
    public uint? RemoveUid(uint uid)
    {
        if (SequenceOf(uid) is { } sequence)
        {
            RemoveAt(sequence);
            return sequence;
        }

        foreach (var stretch in _stretches)
            if (stretch.Uids[0] > uid) stretch.First--;
        JoinTouching();
        return null;
    }

    /// <summary>The best guess at the number an unknown UID had: right above the last stretch with smaller UIDs.</summary>
    public uint GuessSequence(uint uid)
    {
        uint guess = 1;
        foreach (var stretch in _stretches)
        {
            if (stretch.Uids[0] > uid) break;
            guess = stretch.Last + 1;
        }

        return guess;
    }

    /// <summary>Forgets what lies far from a number, so that memory stays bounded. Returns the UIDs forgotten.</summary>
    public IReadOnlyList<uint> ForgetFarFrom(uint sequence, int keep)
    {
        if (Count <= keep) return [];
        var half = (uint)(keep / 2);
        var low = sequence > half ? sequence - half : 1;
        var high = sequence + half;
        var forgotten = new List<uint>();
        for (var i = _stretches.Count - 1; i >= 0; i--)
        {
            var stretch = _stretches[i];
            var above = stretch.Last > high ? (int)Math.Min(stretch.Last - high, stretch.Uids.Count) : 0;
            if (above > 0)
            {
                forgotten.AddRange(stretch.Uids.Skip(stretch.Uids.Count - above));
                stretch.Uids.RemoveRange(stretch.Uids.Count - above, above);
            }

            var below = stretch.First < low ? (int)Math.Min(low - stretch.First, stretch.Uids.Count) : 0;
            if (below > 0)
            {
                forgotten.AddRange(stretch.Uids.Take(below));
                stretch.Uids.RemoveRange(0, below);
                stretch.First += (uint)below;
            }

            if (stretch.Uids.Count == 0) _stretches.RemoveAt(i);
        }

        Count -= forgotten.Count;
        return forgotten;
    }

    private int StretchAtOrBefore(uint sequence)
    {
        int low = 0, high = _stretches.Count - 1, found = -1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_stretches[middle].First <= sequence)
            {
                found = middle;
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return found;
    }

    private void JoinTouching()
    {
        for (var i = _stretches.Count - 1; i > 0; i--)
        {
            if (_stretches[i - 1].Last + 1 != _stretches[i].First) continue;
            _stretches[i - 1].Uids.AddRange(_stretches[i].Uids);
            _stretches.RemoveAt(i);
        }
    }
}
