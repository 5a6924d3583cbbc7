internal import Glibc

StreamWriter.ignoreBrokenPipes()
exit(Program.run(Array(CommandLine.arguments.dropFirst()), host: .process()).rawValue)
