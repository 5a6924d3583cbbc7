import ArgumentParser

/// The control client: every command there is.
struct JournalControl: ParsableCommand, GroupCommand {
    static let configuration = CommandConfiguration(
        commandName: "journalctl-x", abstract: "Keep a journal, and see how you have been.",
        discussion: "Without a command it lists entries, the newest ten if there is nothing else on the line. "
            + "Options may stand before or after the command.",
        version: ClientVersion.number,
        groupedSubcommands: [
            .init(
                name: "Writing",
                subcommands: [
                    AddCommand.self, EditCommand.self, RemoveCommand.self, RestoreCommand.self, PurgeCommand.self, TrashCommand.self,
                    DraftsCommand.self,
                ]),
            .init(
                name: "Reading",
                subcommands: [
                    ListCommand.self, ShowCommand.self, SearchCommand.self, TodayCommand.self, OnThisDayCommand.self,
                    HistoryCommand.self, WatchCommand.self,
                ]),
            .init(
                name: "How you have been",
                subcommands: [
                    MoodCommand.self, StatsCommand.self, StreakCommand.self, HeatmapCommand.self, PatternsCommand.self,
                    WordsCommand.self, CategoriesCommand.self, ReportCommand.self, SentimentCommand.self,
                ]),
            .init(
                name: "Your account",
                subcommands: [
                    LoginCommand.self, LogoutCommand.self, WhoamiCommand.self, AccountCommand.self, PasswordCommand.self,
                    TOTPCommand.self, RecoveryCodesCommand.self, SessionsCommand.self, TokensCommand.self,
                ]),
            .init(
                name: "The daemon",
                subcommands: [
                    StatusCommand.self, HealthCommand.self, WaitCommand.self, DoctorCommand.self, PluginsCommand.self,
                    KeysCommand.self, UsersCommand.self, JobsCommand.self, ReloadCommand.self, RPCCommand.self,
                ]),
            .init(
                name: "This client",
                subcommands: [
                    ConfigCommand.self, TimeCommand.self, CompletionCommand.self, ManCommand.self, HelpCommand.self,
                ]),
        ])
    static let examples = [
        Example("journalctl-x", "The newest ten entries."),
        Example("journalctl-x add \"Ran 10 km #sport\"", "Write one."),
        Example("journalctl-x mood", "How have I been?"),
        Example("journalctl-x -S yesterday -t work -o full", "Yesterday's and today's work, in full."),
        Example("journalctl-x search lisbon", "Find it again."),
    ]
}
