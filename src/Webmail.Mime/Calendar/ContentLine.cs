namespace Webmail.Mime.Calendar;

/// <summary>
/// One property of an iCalendar or vCard file (RFC 5545 section 3.1, RFC 6350 section 3.3): unfolded, its transfer encoding undone, its escapes not.
/// </summary>
/// <param name="Name">Upper case, without a vCard group.</param>
/// <param name="Value">As written; <see cref="Text"/> has the escapes undone.</param>
/// <param name="Group">The vCard group before the name ("item1"), or null.</param>
public sealed record ContentLine(string Name, IReadOnlyList<ContentParameter> Parameters, string Value, string? Group = null)
{
    /// <summary>The value as a text for people: escapes undone, no control characters but line feeds and tabs.</summary>
    public string Text => ContentText.Unescape(Value);

    /// <summary>The first value of the first parameter of that name, or null.</summary>
    public string? Parameter(string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Name == name) return parameter.Value;
        }

        return null;
    }

    /// <summary>All values of all parameters of that name.</summary>
    public IEnumerable<string> AllOf(string name) => Parameters.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value);
}

/// <summary>One parameter value; a parameter with several values comes several times.</summary>
/// <param name="Name">Upper case; vCard 2.1's nameless "HOME" has the name "TYPE".</param>
public sealed record ContentParameter(string Name, string Value);
