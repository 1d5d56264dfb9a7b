internal import OEMAddrTable

extension Scenario {
    /// What is wrong with the scenario although every value has the right form: names that lead nowhere, files that are not
    /// there, two of what there can be only one of.
    func mistakes() -> [InputError] {
        var errors: [InputError] = board.absence()
        errors += files.flatMap { $0.absence() }
        errors += symbolMistakes()
        errors += driverMistakes()
        for process in processes { errors += missing(process.image, as: "program", at: process.location) }
        for step in steps {
            if case .start(let image, _) = step.action { errors += missing(image, as: "program", at: step.location) }
        }
        for (index, file) in files.enumerated() {
            let earlier = files.prefix(index).first { $0.name.lowercased() == file.name.lowercased() }
            guard let earlier else { continue }
            errors.append(
                InputError(
                    at: file.location,
                    "two files would be \\Windows\\\(file.name) (the other in line \(earlier.location.line))"))
        }
        if timeout == 0 { errors.append(InputError(at: location, "a timeout of 0")) }
        return errors
    }

    private func driverMistakes() -> [InputError] {
        var errors: [InputError] = []
        for (index, driver) in drivers.enumerated() {
            errors += missing(driver.dll, as: "driver", at: driver.location)
            if let prefix = driver.prefix, !Self.isPrefix(prefix) {
                errors.append(
                    InputError(
                        at: driver.location,
                        "a device prefix has three letters or digits, found '\(prefix.prefix(20))'"))
            }
            for other in drivers.prefix(index) {
                if other.name.lowercased() == driver.name.lowercased() {
                    errors.append(
                        InputError(
                            at: driver.location,
                            "two drivers are called '\(driver.name)' (the other in line \(other.location.line))"))
                } else if let prefix = driver.prefix, let number = driver.index, other.index == number,
                    other.prefix?.uppercased() == prefix.uppercased()
                {
                    errors.append(
                        InputError(
                            at: driver.location,
                            "drivers '\(other.name)' and '\(driver.name)' both would be \(prefix.uppercased())\(number):"
                        ))
                }
            }
        }
        return errors
    }

    /// What device names begin with: the entry points' names do, so that it has the characters of names in C.
    private static func isPrefix(_ text: String) -> Bool {
        text.utf8.count == 3
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_"
            }
    }

    private func missing(_ image: String, as what: String, at location: SourceLocation) -> [InputError] {
        let names = files.map(\.name)
        // A guest path is given as a whole too: \Windows\smd.dll.
        let base = image.split(separator: "\\").last.map(String.init) ?? image
        guard !names.contains(where: { $0.lowercased() == base.lowercased() }) else { return [] }
        let near = nearestName(to: base, among: names)
        return [
            InputError(
                at: location, "the \(what) '\(image.prefix(60))' is not among 'files'",
                hint: near.map { "did you mean '\($0)'?" })
        ]
    }
}
