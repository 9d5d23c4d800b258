namespace Webmail.Web.Circuit;

/// <summary>One toast at a time: a newer one takes the place of the older.</summary>
internal sealed class Toasts
{
    public Toast? Current { get; private set; }

    /// <summary>Raised on the circuit's own thread of work.</summary>
    public event Action? Changed;

    public void Show(Toast toast) => Set(toast);

    /// <summary>Takes the toast away if it is still the one that is shown.</summary>
    public void Dismiss(Toast toast)
    {
        if (ReferenceEquals(Current, toast))
            Set(null);
    }

    private void Set(Toast? toast)
    {
        Current = toast;
        Changed?.Invoke();
    }
}
