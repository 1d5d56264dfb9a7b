/// The version of the program, as its reports give it.
enum ProgramVersion {
    static let text = "0.1.0"
}
