using System.Globalization;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Servers;

namespace Webmail.Benchmarks.Ui;

/// <summary>
/// Debian's Roundcube behind php-fpm and nginx on the same Dovecot, as it comes but for the addresses: the peer to be measured beside on the same machine in the same run.
/// <c>apt-get install --no-install-recommends roundcube-core roundcube-sqlite3 php8.2-fpm nginx-light</c>.
/// </summary>
internal sealed class RoundcubePeer : IAsyncDisposable
{
    private const string Root = "/var/lib/roundcube/public_html";

    private readonly ServerProcess _php;
    private readonly ServerProcess _web;

    private RoundcubePeer(ServerProcess php, ServerProcess web, Uri address) => (_php, _web, Address) = (php, web, address);

    public Uri Address { get; }

    public static async Task<RoundcubePeer> StartAsync(DovecotServer dovecot, PrivateFolder folder, CancellationToken ct)
    {
        var fpm = InstalledProgram.Find("php-fpm8.2", "php8.2-fpm");
        var nginx = InstalledProgram.Find("nginx", "nginx-light");
        var port = LoopbackPorts.Free(1)[0];
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["ROUNDCUBE_CONFIG_DIR"] = folder.Folder("roundcube") };
        await File.WriteAllTextAsync(folder.PathOf("roundcube/config.inc.php"), Configuration(dovecot, folder), ct);
        foreach (var file in new[] { "defaults.inc.php", "mimetypes.php" }) File.Copy("/etc/roundcube/" + file, folder.PathOf("roundcube/" + file), overwrite: true);
        await File.WriteAllTextAsync(folder.PathOf("fpm.conf"), Fpm(folder), ct);
        await File.WriteAllTextAsync(folder.PathOf("nginx.conf"), Nginx(folder, port), ct);
        await ShortCommand.RunAsync("php", ["-r", "(new PDO('sqlite:' . $argv[1]))->exec(file_get_contents('/usr/share/roundcube/SQL/sqlite.initial.sql'));", "--", folder.PathOf("roundcube.db")], ct);

        var php = ServerProcess.Start(fpm, ["--nodaemonize", "--allow-to-run-as-root", "--fpm-config", folder.PathOf("fpm.conf")], environment);
        var web = ServerProcess.Start(nginx, ["-c", folder.PathOf("nginx.conf"), "-g", "daemon off;"]);
        var peer = new RoundcubePeer(php, web, new Uri($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/"));
        using var client = new HttpClient();
        await web.WaitReadyAsync(token => HttpReadiness.IsOkAsync(client, peer.Address, token), "Roundcube", ct);
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await _php.DisposeAsync();
    }

    private static string Configuration(DovecotServer dovecot, PrivateFolder folder) => $$"""
        <?php
        $config['db_dsnw'] = 'sqlite:///{{folder.PathOf("roundcube.db")}}?mode=0600';
        $config['imap_host'] = 'localhost:{{dovecot.Ports.Imap.ToString(CultureInfo.InvariantCulture)}}';
        $config['des_key'] = 'measured-beside-24-chars';
        $config['log_dir'] = '{{folder.Folder("roundcube-logs")}}';
        $config['temp_dir'] = '{{folder.Folder("roundcube-temp")}}';
        $config['plugins'] = [];
        $config['skin'] = 'elastic';
        $config['ip_check'] = false;
        """;

    private static string Fpm(PrivateFolder folder) => $"""
        [global]
        error_log = {folder.PathOf("fpm.log")}
        [www]
        user = {Environment.UserName}
        listen = {folder.PathOf("fpm.sock")}
        pm = static
        pm.max_children = 4
        clear_env = no
        php_admin_value[opcache.enable] = 1
        php_admin_value[memory_limit] = 512M
        """;

    private static string Nginx(PrivateFolder folder, int port) => $$"""
        pid {{folder.PathOf("nginx.pid")}};
        error_log {{folder.PathOf("nginx.log")}};
        {{(Environment.UserName == "root" ? "user root;" : "")}}
        events {}
        http {
            include /etc/nginx/mime.types;
            access_log off;
            gzip on;
            gzip_types text/css application/javascript;
            client_body_temp_path {{folder.Folder("nginx-body")}};
            fastcgi_temp_path {{folder.Folder("nginx-fastcgi")}};
            server {
                listen 127.0.0.1:{{port.ToString(CultureInfo.InvariantCulture)}};
                root {{Root}};
                index index.php;
                location ~ \.php {
                    include /etc/nginx/fastcgi_params;
                    fastcgi_split_path_info ^(.+\.php)(/.+)$;
                    fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
                    fastcgi_param PATH_INFO $fastcgi_path_info;
                    fastcgi_pass unix:{{folder.PathOf("fpm.sock")}};
                }
            }
        }
        """;
}
