internal import Glibc

/// Vim and its kin do not write a changed text when their terminal is taken away; they leave it in a swap file that
/// only they can read.
enum SwapRecovery {
    /// Programs that recover with `-r`.
    private static let kin = ["vi", "vim", "nvim", "editor", "vim.basic", "vim.tiny", "vim.nox", "view"]
    /// Hundredths of a second that the recovery may take.
    private static let patience = 300

    /// The text of the swap file, when there is one and the editor can read it back.
    static func recover(in workspace: EditWorkspace, editor: [String]) -> String? {
        let names = PrivateFiles.names(in: workspace.folder)
        guard names.contains(where: { $0.hasPrefix(".entry.md.sw") }), let program = editor.first,
            let base = program.split(separator: "/").last, kin.contains(String(base))
        else { return nil }
        let target = workspace.folder + "/recovered.md"
        // Silent mode, no start-up files: nothing but reading the swap file and writing the text.
        let arguments = [
            program, "-es", "-u", "NONE", "-i", "NONE", "--cmd", "set nomodeline", "-r", workspace.file, "-c",
            "write! " + target, "-c", "quitall!",
        ]
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { return nil }
        defer { close(null) }
        guard let child = try? ChildProcess.spawn(arguments, input: null, output: null, error: null) else { return nil }
        var waited = 0
        while child.poll() == nil {
            waited += 1
            guard waited < patience else {
                kill(child.id, SIGKILL)
                _ = child.wait()
                return nil
            }
            usleep(10_000)
        }
        return workspace.text(of: target)
    }
}
