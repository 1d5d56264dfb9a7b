/// A condition in one of the three languages that .reg files mix (documents ms923642, gg469889, and what shipped files
/// use).
struct RegistryCondition {
    enum Language {
        /// `; @CESYSGEN IF A && !B`: components. One that nothing defines may be there or not.
        case components
        /// `#if defined A`, `#if $(LOCALE)==0412`.
        case preprocessor
        /// `IF BSP_A`, `IF BSP_A !`, `IF A=B`: variables of the build.
        case build
    }

    private static let maximumDepth = 50

    private enum Token: Equatable {
        case word(String)
        /// `$(NAME)`.
        case variable(String)
        case text(String)
        case sign(String)
    }

    private let language: Language
    private let variables: RegistryVariables
    private var tokens: ArraySlice<Token>
    private var isBroken = false

    /// - Returns: nil when it is not known; and whether the text is a condition at all.
    static func evaluate(
        _ line: LineBytes, _ language: Language, _ variables: RegistryVariables
    ) -> (value: Bool?, isCondition: Bool) {
        var condition = RegistryCondition(language: language, variables: variables, tokens: tokens(of: line)[...])
        let value = condition.disjunction(depth: 0)
        let isWhole = condition.tokens.isEmpty && !condition.isBroken
        return (condition.isBroken && language != .components ? false : value, isWhole)
    }

    private static func tokens(of line: LineBytes) -> [Token] {
        var line = line
        var tokens: [Token] = []
        while true {
            line.skipBlanks()
            guard let first = line.first, first != UInt8(ascii: ";") else { return tokens }
            if line.take("\"") {
                tokens.append(.text(line.takeQuoted() ?? ""))
            } else if line.take("$") {
                guard line.take("(") else { continue }
                tokens.append(.variable(line.takeWord()))
                _ = line.take(")")
            } else if first.isConditionWordByte {
                tokens.append(.word(line.takeConditionWord()))
            } else if let sign = line.take() {
                let doubled = [UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "=")].contains(sign)
                let isUnequal = sign == UInt8(ascii: "!") && line.first == UInt8(ascii: "=")
                if doubled && line.first == sign || isUnequal { _ = line.take() }
                tokens.append(.sign(isUnequal ? "!=" : String(Unicode.Scalar(sign))))
            }
        }
    }

    private mutating func take(_ sign: String) -> Bool {
        guard tokens.first == .sign(sign) else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func disjunction(depth: Int) -> Bool? {
        var result = conjunction(depth: depth)
        while take("|") {
            let other = conjunction(depth: depth)
            result = result == true || other == true ? true : (result == nil || other == nil ? nil : false)
        }
        return result
    }

    private mutating func conjunction(depth: Int) -> Bool? {
        var result = negation(depth: depth)
        while take("&") {
            let other = negation(depth: depth)
            result = result == false || other == false ? false : (result == nil || other == nil ? nil : true)
        }
        return result
    }

    /// The mark stands before what it negates, or behind it.
    private mutating func negation(depth: Int) -> Bool? {
        var isNegated = false
        while take("!") { isNegated.toggle() }
        let value = primary(depth: depth)
        while take("!") { isNegated.toggle() }
        return isNegated ? value.map { !$0 } : value
    }

    private mutating func primary(depth: Int) -> Bool? {
        if take("(") {
            guard depth < Self.maximumDepth else {
                isBroken = true
                tokens = []
                return false
            }
            let value = disjunction(depth: depth + 1)
            if !take(")") { isBroken = true }
            return value
        }
        if case .word(let word)? = tokens.first, word.lowercased() == "defined", language == .preprocessor {
            tokens.removeFirst()
            let isBracketed = take("(")
            guard case .word(let name)? = tokens.popFirst() else {
                isBroken = true
                return false
            }
            if isBracketed, !take(")") { isBroken = true }
            return variables[name] != nil
        }
        guard let left = tokens.popFirst() else {
            isBroken = true
            return false
        }
        let isUnequal = take("!=")
        guard isUnequal || take("=") else { return truth(of: left) }
        guard let right = tokens.popFirst() else {
            isBroken = true
            return false
        }
        return (text(of: left).lowercased() == text(of: right, isLiteral: true).lowercased()) != isUnequal
    }

    /// What a name alone says.
    private mutating func truth(of token: Token) -> Bool? {
        switch token {
        case .sign, .text:
            isBroken = true
            return false
        case .variable(let name): return variables[name] != nil
        case .word(let word):
            let isNumber = word.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            switch language {
            case .components: return isNumber ? word != "0" : variables[word].map { $0 != "0" }
            case .preprocessor: return isNumber ? word != "0" : variables[word].map { $0 != "0" } ?? false
            case .build: return variables[word] != nil
            }
        }
    }

    private func text(of token: Token, isLiteral: Bool = false) -> String {
        switch token {
        case .word(let word): isLiteral ? word : variables[word] ?? ""
        case .variable(let name): variables[name] ?? ""
        case .text(let text), .sign(let text): text
        }
    }
}

extension UInt8 {
    /// What values that are compared are made of, as `zh-CHS` and `4.2`.
    fileprivate var isConditionWordByte: Bool {
        isWordByte || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") || self >= 0x80
    }
}

extension LineBytes {
    fileprivate mutating func takeConditionWord() -> String {
        var word: [UInt8] = []
        while let first, first.isConditionWordByte, let byte = take() { word.append(byte) }
        return LineBytes.text(word[...])
    }
}
