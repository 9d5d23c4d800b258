using System.Globalization;

namespace Webmail.Mail.Compose;

/// <summary>
/// Boundaries of one message that come out the same each time it is written: its length is counted first, its bytes are sent afterwards. The random part is new for every
/// message, so that no text can hold a boundary on purpose.
/// </summary>
internal static class DraftBoundaries
{
    /// <returns>Begins the row of boundaries anew each time it is called.</returns>
    public static Func<Func<string>> For(Guid draft)
    {
        var random = Guid.NewGuid();
        return () =>
        {
            var count = 0;
            return () => string.Create(CultureInfo.InvariantCulture, $"=_{random:N}{draft.ToString("N")[..8]}{count++}");
        };
    }
}
