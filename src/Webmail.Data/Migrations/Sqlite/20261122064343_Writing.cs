using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webmail.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Writing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Detail",
                table: "known_people",
                type: "TEXT",
                maxLength: 256,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "PersonId",
                table: "known_people",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SmtpLogin",
                table: "accounts",
                type: "TEXT",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SmtpPassword",
                table: "accounts",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "answer_reminders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MessageId = table.Column<string>(type: "TEXT", maxLength: 998, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 998, nullable: false),
                    Recipients = table.Column<string>(type: "TEXT", nullable: false),
                    SentFolder = table.Column<string>(type: "TEXT", maxLength: 998, nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answer_reminders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_answer_reminders_accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "compose_templates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 998, nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_compose_templates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_compose_templates_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_answer_reminders_AccountId",
                table: "answer_reminders",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_compose_templates_UserId",
                table: "compose_templates",
                column: "UserId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answer_reminders");

            migrationBuilder.DropTable(
                name: "compose_templates");

            migrationBuilder.DropColumn(
                name: "Detail",
                table: "known_people");

            migrationBuilder.DropColumn(
                name: "PersonId",
                table: "known_people");

            migrationBuilder.DropColumn(
                name: "SmtpLogin",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "SmtpPassword",
                table: "accounts");
        }
    }
}
