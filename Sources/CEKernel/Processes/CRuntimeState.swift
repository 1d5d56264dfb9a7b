package import CEMemory

/// What the C runtime keeps for each thread.
package struct CRuntimeState: Codable {
    /// Where strtok and wcstok go on.
    package var nextToken: [CharacterWidth: UInt32] = [:]
    /// rand's; 1 until srand is called.
    package var seed: UInt32 = 1
}
