import ArgumentParser
import Foundation
import Testing

@testable import journalctl_x

/// Completion scripts, run by the real shells with a stand-in for the program that answers what a daemon could.
@Suite struct CompletionTests {
    /// Runs a shell over the script of bash; `answer` is what the program says when it is asked for words.
    private func bash(_ words: [String], answer: String = "") throws -> [String] {
        let folder = NSTemporaryDirectory() + "jx-completion-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(answer.utf8).write(to: URL(filePath: folder + "/answer"))
        let stub = "#!/bin/sh\ncat '\(folder)/answer'\n"
        #expect(FileManager.default.createFile(atPath: folder + "/journalctl-x", contents: Data(stub.utf8), attributes: [.posixPermissions: 0o755]))
        let script = ClientRun(["completion", "bash"]).output + #"""

            COMP_WORDS=("${0}" "$@"); COMP_CWORD=$#; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _journalctl-x journalctl-x "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            ((${#COMPREPLY[@]})) && printf '%s\n' "${COMPREPLY[@]}"
            """#
        let process = Process(), output = Pipe()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", script, "journalctl-x"] + words
        process.environment = ["PATH": folder + ":/usr/bin:/bin", "MARK": folder + "/ran"]
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(!FileManager.default.fileExists(atPath: folder + "/ran"), "a word was run")
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(arguments: ["$(touch \"$MARK\")", "`touch \"$MARK\"`", "<(touch \"$MARK\")", "${x:=$(touch \"$MARK\")}", "a b", "*", "'", "sport,family"])
    func wordsOfTheDaemonAreData(_ name: String) throws {
        #expect(try bash(["list", "-t", ""], answer: name + "\nother\n") == [name, "other"])
        #expect(try bash(["-t", ""], answer: name + "\nother\n") == [name, "other"])
    }

    @Test func wordsAreChosenByTheirBeginning() throws {
        #expect(try bash(["list", "-t", "sp"], answer: "sport\nwork\nspain\n") == ["sport", "spain"])
        #expect(try bash(["list", "--label", "ne"]) == ["neutral", "negative"])
    }

    @Test func theRootCompletesAsListDoes() throws {
        #expect(try bash(["--color", ""]) == ["auto", "always", "never"])
        #expect(try bash(["--si"]) == ["--since"])
        #expect(try bash(["li"]) == ["list"])
        #expect(try bash([""]).prefix(2) == ["add", "edit"])
        // The option of the command, not of the list of the same name.
        #expect(try bash(["add", "--mood", ""]) == ["1", "2", "3", "4", "5"])
        #expect(try bash(["help", "he"], answer: "heatmap\nhealth\nhelp\nlist\n") == ["heatmap", "health", "help"])
    }

    @Test func helpKnowsTheCommands() {
        #expect(completeCommands(["journalctl-x", "help", "he"], 2, "he").contains("heatmap"))
        #expect(completeCommands(["journalctl-x", "help", "categories", ""], 3, "").contains("rename"))
        #expect(completeCommands(["journalctl-x", "help", "nope", ""], 3, "").isEmpty)
        let run = ClientRun(["---completion", "help", "--", "positional@0", "2", "0", "journalctl-x", "help", ""])
        #expect(run.status == .success && run.lines.contains("heatmap"))
    }

    @Test func manualPagesKeepTheirQuotes() {
        #expect(ManualRoff.escape("add \"Ran\" '{}' ~/x") == "add \\(dqRan\\(dq \\(aq{}\\(aq \\(ti/x")
        #expect(ManualRoff.escape("'x") == "\\(aqx")
    }
}
