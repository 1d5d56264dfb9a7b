import ArgumentParser
import CEBSPCommands

@main
enum Main {
    static func main() { CebspCommand.runProgram() }
}
