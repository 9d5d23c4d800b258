namespace Webmail.TestKit.Servers;

/// <summary>A folder for one server: removed at the end when it was made here, kept when the caller named it.</summary>
public sealed class PrivateFolder : IDisposable
{
    private readonly bool _kept;

    /// <param name="given">An existing or new folder that stays; null makes a temporary one.</param>
    public PrivateFolder(string? given = null)
    {
        _kept = given is not null;
        // Unix sockets in it may have 107 bytes at most: the name is short and lies directly under the temporary folder.
        Root = given is null ? Directory.CreateTempSubdirectory("wm-").FullName : Directory.CreateDirectory(given).FullName;
        // The server's own system user walks through it; secret files in it have their own modes.
        File.SetUnixFileMode(Root, Modes.Traversable);
    }

    public string Root { get; }

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Folder(string name) => Directory.CreateDirectory(PathOf(name)).FullName;

    /// <summary>Servers started by root read it as other users, which a closed folder above it would stop.</summary>
    /// <exception cref="ServerFailedException">A folder above is closed; names it.</exception>
    public void DemandReachable()
    {
        if (!Environment.IsPrivilegedProcess) return;
        for (DirectoryInfo? folder = new DirectoryInfo(Root).Parent; folder is not null; folder = folder.Parent)
        {
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                throw new ServerFailedException($"The mail servers' own users can't get into {folder.FullName}: choose a folder elsewhere.");
        }
    }

    public void Dispose()
    {
        if (_kept || !Directory.Exists(Root)) return;
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            // A server process that is just going may still write a log line; one more pass removes that too.
            Directory.Delete(Root, recursive: true);
        }
    }
}
