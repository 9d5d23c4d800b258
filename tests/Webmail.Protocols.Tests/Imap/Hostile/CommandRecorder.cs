using System.Text;
using Webmail.TestKit.Imap;

namespace Webmail.Protocols.Tests.Imap.Hostile;

/// <summary>A server that agrees to everything and counts what it heard, by form: a value is "@", whether quoted or literal.</summary>
internal sealed class CommandRecorder
{
    private readonly Lock _lock = new();
    private Dictionary<string, int> _forms = new(StringComparer.Ordinal);
    private string _text = "";

    /// <summary>The text that commands are made of now; where it stands as an atom it is "plain".</summary>
    public string Text
    {
        set
        {
            lock (_lock) _text = value;
        }
    }

    /// <summary>What was heard since the last time.</summary>
    public Dictionary<string, int> Take()
    {
        lock (_lock)
        {
            var forms = _forms;
            _forms = new(StringComparer.Ordinal);
            return forms;
        }
    }

    public async Task ServeAsync(ScriptedSession session)
    {
        while (true)
        {
            var command = await session.CommandAsync();
            lock (_lock)
            {
                var form = Form(command);
                _forms[form] = _forms.GetValueOrDefault(form) + 1;
            }

            await session.OkAsync(command);
        }
    }

    private string Form(ScriptedCommand command)
    {
        var form = new StringBuilder();
        var literals = 0;
        for (var at = 0; at < command.Text.Length; at++)
        {
            var c = command.Text[at];
            if (c == '"')
            {
                for (at++; at < command.Text.Length && command.Text[at] != '"'; at++)
                {
                    if (command.Text[at] is < ' ' or > '~') form.Append("CONTROL IN A QUOTED STRING");
                    if (command.Text[at] == '\\') at++;
                }

                form.Append('@');
            }
            else if (c == '{' && literals < command.Literals.Count && command.Text.IndexOf('}', at) is > 0 and var close)
            {
                at = close + command.Literals[literals++].Length;
                form.Append('@');
            }
            else
            {
                form.Append(c is < ' ' or > '~' ? "CONTROL" : c.ToString());
            }
        }

        var text = form.ToString().Replace("CHARSET UTF-8 ", "", StringComparison.Ordinal).Replace("~@", "@", StringComparison.Ordinal);
        return Plain(text);
    }

    // Only where it is a word by itself.
    private string Plain(string form)
    {
        if (_text.Length == 0 || _text.AsSpan().ContainsAny(" ()"))
        {
            return form;
        }

        for (var at = form.IndexOf(_text, StringComparison.Ordinal); at >= 0; at = form.IndexOf(_text, at + 1, StringComparison.Ordinal))
        {
            var end = at + _text.Length;
            if (at > 0 && form[at - 1] is (' ' or '(' or '[') && (end == form.Length || form[end] is ' ' or ')' or ']'))
            {
                return form[..at] + "plain" + form[end..];
            }
        }

        return form;
    }
}
