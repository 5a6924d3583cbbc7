import Glibc
import Testing

@testable import journalctl_x

@Suite struct TerminalTests {
    private func terminal(
        _ environment: [String: String] = [:], color: ColorChoice = .auto, isTerminal: Bool = true, columns: Int? = 100
    ) -> Terminal {
        let facts = StreamFacts(
            inputIsTerminal: isTerminal, outputIsTerminal: isTerminal, errorIsTerminal: isTerminal,
            window: columns.map { ($0, 40) })
        return Terminal(facts: facts, color: color, environment: Environment(environment))
    }

    @Test func colourFollowsTheStreamAndTheVariables() {
        let rich = ["TERM": "xterm-256color"]
        #expect(terminal(rich).outputColor == .palette)
        #expect(terminal(["TERM": "xterm"]).outputColor == .sixteen)
        #expect(terminal(["TERM": "xterm", "COLORTERM": "truecolor"]).outputColor == .palette)
        #expect(terminal(rich, isTerminal: false).outputColor == .none)
        #expect(terminal(["TERM": "dumb"]).outputColor == .none)
        #expect(terminal(["TERM": "xterm", "NO_COLOR": "1"]).outputColor == .none)
        #expect(terminal(["TERM": "xterm", "NO_COLOR": ""]).outputColor == .sixteen)
        #expect(terminal(["TERM": "xterm", "CLICOLOR": "0"]).outputColor == .none)
        #expect(terminal(rich, color: .never).outputColor == .none)
    }

    @Test func colourCanBeForced() {
        #expect(terminal(["TERM": "dumb"], color: .always, isTerminal: false).outputColor == .sixteen)
        #expect(terminal(["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], isTerminal: false).outputColor == .sixteen)
        #expect(terminal(["CLICOLOR_FORCE": "0"], isTerminal: false).outputColor == .none)
        #expect(terminal(["CLICOLOR_FORCE": "1"], color: .never).outputColor == .none)
    }

    @Test func widthComesFromTheVariableTheWindowOrNowhere() {
        #expect(terminal().width == 100)
        #expect(terminal(["COLUMNS": "132"]).width == 132)
        #expect(terminal(["COLUMNS": "wide"]).width == 100)
        #expect(terminal(["COLUMNS": "-5"]).width == 100)
        #expect(terminal(["COLUMNS": "3"]).width == Terminal.minimumWidth)
        #expect(terminal(["COLUMNS": "99999999999999999999"]).width == 100)
        #expect(terminal(["COLUMNS": "999999999"]).width == Terminal.maximumWidth)
        #expect(terminal(columns: nil).width == 80)
    }

    @Test func localeDecidesOnGlyphs() {
        #expect(terminal(["LANG": "en_GB.UTF-8"]).isUTF8)
        #expect(terminal(["LANG": "C.utf8"]).isUTF8)
        #expect(!terminal(["LANG": "en_GB.UTF-8", "LC_ALL": "C"]).isUTF8)
        #expect(!terminal().isUTF8)
    }

    @Test func pagerIsChosenInOrder() {
        let tty = terminal(["TERM": "xterm"])
        func command(_ environment: [String: String], disabled: Bool = false) -> [String]? {
            Pager(terminal: tty, disabled: disabled, environment: Environment(environment))?.command
        }
        #expect(command([:]) == ["less", "-FIRX"])
        #expect(command(["PAGER": "more -s"]) == ["more", "-s"])
        #expect(command(["PAGER": "more", "JOURNALCTL_X_PAGER": "less '-R x'"]) == ["less", "-R x"])
        #expect(command(["PAGER": ""]) == nil)
        #expect(command(["PAGER": "cat"]) == nil)
        #expect(command(["PAGER": "'less"]) == nil)
        #expect(command([:], disabled: true) == nil)
        #expect(Pager(terminal: terminal(isTerminal: false), disabled: false, environment: Environment([:])) == nil)
    }

    @Test func questionsNeedSomebody() throws {
        let nobody = Prompter(canAsk: false) { _ in "y" }
        #expect(throws: Prompter.Failure.needsFlag("--yes")) { try nobody.confirm("Remove?", flag: "--yes") }
        #expect(throws: Prompter.Failure.needsFlag("--confirm")) {
            try nobody.confirm("Remove?", count: 3, flag: "--confirm")
        }
        #expect(throws: Prompter.Failure.needsFlag("--password-stdin")) {
            try nobody.secret("Password", flag: "--password-stdin")
        }
        #expect(!Prompter(terminal: terminal(), noInput: true).canAsk)
        #expect(!Prompter(terminal: terminal(isTerminal: false), noInput: false).canAsk)
    }

    @Test(arguments: [("y", true), (" YES ", true), ("n", false), ("", false), ("yy", false), ("sure", false)])
    func onlyYesIsYes(_ answer: String, _ expected: Bool) throws {
        #expect(try Prompter { _ in answer }.confirm("Remove?", flag: "--yes") == expected)
        #expect(try !Prompter { _ in nil }.confirm("Remove?", flag: "--yes"))
    }

    @Test func countsMustBeTyped() throws {
        #expect(try Prompter { _ in "12" }.confirm("Remove 12?", count: 12, flag: "--confirm"))
        #expect(try !Prompter { _ in "y" }.confirm("Remove 12?", count: 12, flag: "--confirm"))
    }

    @Test func secretsAreEditedAsTyped() {
        func typed(_ keys: String) -> SecretReader.Buffer {
            var buffer = SecretReader.Buffer()
            for byte in keys.utf8 where buffer.state == .typing { buffer.take(byte) }
            return buffer
        }
        #expect(typed("pass\u{7F}\u{7F}é\u{7F}word\r").bytes == Array("paword".utf8))
        #expect(typed("wrong\u{15}right\n").bytes == Array("right".utf8))
        #expect(typed("abc\u{3}").state == .interrupted)
        #expect(typed("\u{4}").state == .ended)
        #expect(typed("abc\u{4}").state == .done)
    }

    @Test func progressWaitsHalfASecondAndErasesItself() {
        let log = Log()
        let clock = ManualSeconds()
        var tty = terminal(["TERM": "xterm", "LANG": "C.UTF-8"])
        let progress = Progress("importing", total: 10, terminal: tty, now: { clock.value }, emit: { log.append($0) })
        #expect(progress.tick())
        #expect(log.text.isEmpty)
        clock.value = 0.6
        progress.advance(to: 5)
        #expect(progress.tick())
        #expect(log.text.contains("importing") && log.text.contains("50%") && log.text.contains("5/10"))
        progress.finish()
        #expect(log.text.hasSuffix("\r\u{1B}[K"))
        let length = log.text.utf8.count
        #expect(!progress.tick())
        #expect(log.text.utf8.count == length)

        tty.errorIsTerminal = false
        let silent = Progress("importing", terminal: tty, now: { clock.value + 9 }, emit: { log.append($0) })
        clock.value = 60
        #expect(silent.tick())
        silent.finish()
        #expect(log.text.utf8.count == length)
    }

    @Test(arguments: [
        ("vim", ["vim"]), ("  code  --wait ", ["code", "--wait"]), ("'my editor' -x", ["my editor", "-x"]),
        (#""C:\dir" a\ b"#, [#"C:\dir"#, "a b"]), (#""a\"b""#, [#"a"b"#]), ("''", [""]), ("", []),
    ])
    func wordsAreSplitLikeAShell(_ text: String, _ words: [String]) {
        #expect(ShellWords.split(text) == words)
    }

    @Test func openQuotesAreNoWords() {
        #expect(ShellWords.split("vim 'x") == nil)
        #expect(ShellWords.split("vim \"x") == nil)
        #expect(ShellWords.quote("it's") == "'it'\\''s'")
        #expect(ShellWords.split(ShellWords.quote("a 'b' $c")) == ["a 'b' $c"])
    }

    @Test func programsRunAndEnd() throws {
        #expect(try ChildProcess.spawn(["sh", "-c", "exit 3"]).wait() == .exited(3))
        #expect(try ChildProcess.spawn(["sh", "-c", "kill -TERM $$"]).wait() == .signalled(15))
        #expect(
            try ChildProcess.spawn(["sh", "-c", "test \"$SPARE\" = yes"], extra: [("SPARE", "yes")]).wait()
                == .exited(0))
        #expect(throws: ChildProcess.SpawnError.self) { try ChildProcess.spawn(["/nonexistent/program"]) }
    }

    @Test func closedStreamsAreOpenedOnNothing() {
        // The number of a descriptor that was free a moment ago, high enough that nobody else takes it meanwhile.
        let descriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 700)
        #expect(descriptor >= 700)
        close(descriptor)
        StandardStreams.openClosed([descriptor])
        defer { close(descriptor) }
        var facts = stat()
        #expect(fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFCHR)
        #expect(facts.st_rdev == 0x103)
    }

    @Test func aTerminalOfNoKindGetsNoColours() {
        let facts = StreamFacts(inputIsTerminal: true, outputIsTerminal: true, errorIsTerminal: true, window: nil)
        for variables in [[:], ["TERM": ""], ["TERM": "dumb"]] {
            #expect(Terminal(facts: facts, color: .auto, environment: Environment(variables)).outputColor == .none)
            #expect(Terminal(facts: facts, color: .always, environment: Environment(variables)).outputColor != .none)
        }
    }

    @Test func hintsKeepTheirLines() {
        let log = Log()
        Notices(terminal: Terminal(), write: { log.append(String(decoding: $0, as: UTF8.self)) })
            .failure(.usage("no", hint: "first\nsecond"))
        #expect(log.text == "journalctl-x: no\n  first\n  second\n")
    }
}
