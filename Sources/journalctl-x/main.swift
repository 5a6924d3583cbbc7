internal import Glibc

StandardStreams.openClosed()
StreamWriter.ignoreBrokenPipes()
exit(Program.run(Array(CommandLine.arguments.dropFirst()), host: .process()).rawValue)
