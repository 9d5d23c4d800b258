namespace Webmail.Protocols.Imap;

/// <summary>A message in a THREAD answer and the answers to it.</summary>
/// <param name="number">The message's number; null for a parent that is missing.</param>
public sealed class ThreadNode(uint? number)
{
    private List<ThreadNode>? _children;

    public uint? Number { get; } = number;

    public IReadOnlyList<ThreadNode> Children => (IReadOnlyList<ThreadNode>?)_children ?? [];

    internal bool IsEmptyParent => Number is null && _children is null;

    internal void Add(ThreadNode child) => (_children ??= new List<ThreadNode>(1)).Add(child);
}
