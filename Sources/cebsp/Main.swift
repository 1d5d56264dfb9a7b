import ArgumentParser
import CEBSPCommands

@main
enum Main {
    static func main() async {
        await CebspCommand.main()
    }
}
