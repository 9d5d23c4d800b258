using System.Globalization;
using System.Text;

namespace Webmail.TestKit.Mta;

/// <summary>The text of an Exim 4 configuration that listens on loopback and delivers by LMTP.</summary>
internal static class MtaConfiguration
{
    public static string Text(string root, MtaOptions options, MtaPorts ports)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$$"""
            primary_hostname = localhost
            spool_directory = {{{root}}}/spool
            log_file_path = {{{root}}}/log/%slog
            pid_file_path = {{{root}}}/spool/exim.pid
            notifier_socket =
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = {{{ports.Relay}}} : {{{ports.Submission}}} : {{{ports.Submissions}}}
            tls_on_connect_ports = {{{ports.Submissions}}}
            tls_advertise_hosts = *
            tls_certificate = {{{root}}}/tls/server.pem
            tls_privatekey = {{{root}}}/tls/server.key
            dsn_advertise_hosts = *
            smtputf8_advertise_hosts = *
            chunking_advertise_hosts = *
            auth_advertise_hosts = ${if ={$received_port}{{{{ports.Relay}}}}{}{*}}
            message_size_limit = {{{options.MessageMiB}}}M
            queue_only = {{{(options.Delivers ? "false" : "true")}}}
            keep_environment =
            add_environment = PATH=/usr/bin
            acl_smtp_rcpt = recipient
            acl_smtp_data = message

            begin acl
            recipient:
              deny domains = {{{MtaOptions.RefusedDomain}}}
                   message = Nobody at this domain takes mail
              accept condition = ${if ={$received_port}{{{{ports.Relay}}}}}
              accept authenticated = *
              deny message = Authentication is required
            message:
              accept

            begin routers
            mailboxes:
              driver = manualroute
              domains = {{{string.Join(" : ", options.Domains)}}}
              transport = lmtp
              route_list = * 127.0.0.1
              self = send
            nowhere:
              driver = redirect
              allow_fail
              data = :fail: This private server delivers to {{{string.Join(", ", options.Domains)}}} only

            begin transports
            lmtp:
              driver = smtp
              protocol = lmtp
              port = {{{options.LmtpPort}}}
              allow_localhost
              hosts_avoid_tls = *

            begin retry
            * * F,1h,5s

            begin authenticators
            plain:
              driver = plaintext
              public_name = PLAIN
              server_prompts = :
              server_condition = ${if eq{$auth3}{{{{options.Password}}}}}
              server_set_id = $auth2
            login:
              driver = plaintext
              public_name = LOGIN
              server_prompts = Username:: : Password::
              server_condition = ${if eq{$auth2}{{{{options.Password}}}}}
              server_set_id = $auth1

            """);
        return text.ToString();
    }
}
