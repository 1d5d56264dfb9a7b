import ArgumentParser
import CEBench

@main
enum Main {
    static func main() {
        CebenchCommand.main()
    }
}
