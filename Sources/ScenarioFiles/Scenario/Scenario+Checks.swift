internal import Diagnostics

extension Scenario {
    /// What is wrong with the scenario although every value has the right form: names that lead nowhere, files that are
    /// not there, two of what there can be only one of.
    func mistakes() -> [InputError] {
        var errors = FileReference.absences([board] + files + registryFiles)
        errors += symbolMistakes()
        let images = ImageNames(files)
        errors += driverMistakes(images)
        for process in processes { errors += images.mistake(process.image, as: "program", at: process.location) }
        for step in steps {
            if case .start(let image, _) = step.action {
                errors += images.mistake(image, as: "program", at: step.location)
            }
        }
        var earlier: [String: FileReference] = [:]
        for file in files {
            let name = file.name.lowercased()
            if let other = earlier[name] {
                errors.append(
                    InputError(
                        at: file.location,
                        "two files would be \\Windows\\\(file.name) (the other in line \(other.location.line))"))
            } else {
                earlier[name] = file
            }
        }
        if timeout == 0 { errors.append(InputError(at: location, "a timeout of 0")) }
        return errors
    }

    private func driverMistakes(_ images: ImageNames) -> [InputError] {
        var errors: [InputError] = []
        var named: [String: Driver] = [:]
        var devices: [String: Driver] = [:]
        for driver in drivers {
            errors += images.mistake(driver.dll, as: "driver", at: driver.location)
            if let prefix = driver.prefix, !Self.isPrefix(prefix) {
                errors.append(
                    InputError(
                        at: driver.location,
                        "a device prefix has three letters or digits, found '\(prefix.prefix(20))'"))
            }
            if let other = named.updateValue(driver, forKey: driver.name.lowercased()) {
                errors.append(
                    InputError(
                        at: driver.location,
                        "two drivers are called '\(driver.name)' (the other in line \(other.location.line))"))
            } else if let prefix = driver.prefix?.uppercased(), let number = driver.index,
                let other = devices.updateValue(driver, forKey: "\(prefix)\(number)")
            {
                errors.append(
                    InputError(
                        at: driver.location,
                        "drivers '\(other.name)' and '\(driver.name)' both would be \(prefix)\(number):"))
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
}

/// The images among a scenario's files, by name.
private struct ImageNames {
    private let names: [String]
    private let folded: Set<String>

    init(_ files: [FileReference]) {
        names = files.map(\.name)
        folded = Set(names.map { $0.lowercased() })
    }

    /// Nothing, or the error that an image is not among the files.
    func mistake(_ image: String, as what: String, at location: SourceLocation) -> [InputError] {
        // A guest path is given as a whole too: \Windows\smd.dll.
        let base = image.split(separator: "\\").last.map(String.init) ?? image
        guard !folded.contains(base.lowercased()) else { return [] }
        let near = nearestName(to: base, among: names.prefix(Self.hintLimit))
        return [
            InputError(
                at: location, "the \(what) '\(image.prefix(60))' is not among 'files'",
                hint: near.map { "did you mean '\($0)'?" })
        ]
    }

    /// Names that are compared for a hint.
    private static let hintLimit = 200
}
