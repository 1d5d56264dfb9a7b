public import Diagnostics
internal import PrintableText

/// A file with the fixes of findings applied, and what that changes.
public struct FixedFile: Sendable {
    public let path: String
    public let before: [UInt8]
    public let after: [UInt8]
    /// How many fixes were applied; one that shares bytes with another is left for the next time.
    public let count: Int

    /// Applies fixes to a file.
    /// - Parameters:
    ///   - file: the file as it was read.
    ///   - fixes: fixes of this file, in any order.
    public init(_ file: SourceFile, fixes: [Finding.Fix]) {
        path = file.path
        before = file.bytes
        var lines: [Range<Int>] = []
        var scanner = LineScanner(file.bytes)
        while let range = scanner.next() { lines.append(range) }
        var edits: [(range: Range<Int>, text: [UInt8])] = []
        for fix in Set(fixes) {
            guard fix.location.line <= lines.count else { continue }
            let line = lines[fix.location.line - 1]
            if fix.isNewLine {
                // The end of a line is the file's own: LF or CR LF.
                let ending: [UInt8] =
                    line.upperBound < before.count && before[line.upperBound] == 0x0D ? [0x0D, 0x0A] : [0x0A]
                edits.append((line.upperBound..<line.upperBound, ending + fix.replacement.utf8))
                continue
            }
            let start = line.lowerBound + fix.location.column - 1
            let end = start + fix.location.length
            guard start >= line.lowerBound, end <= line.upperBound else { continue }
            edits.append((start..<end, Array(fix.replacement.utf8)))
        }
        edits.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        var text: [UInt8] = []
        var position = 0
        var applied = 0
        for edit in edits where edit.range.lowerBound >= position {
            text += before[position..<edit.range.lowerBound] + edit.text
            position = edit.range.upperBound
            applied += 1
        }
        after = text + before[position...]
        count = applied
    }

    /// The change as a unified diff with three lines around it; empty when nothing changed.
    public var diff: String {
        guard before != after else { return "" }
        let (old, new) = (Self.lines(before), Self.lines(after))
        var text = "--- \(path)\n+++ \(path)\n"
        let pairs = Self.alignment(old, new)
        var index = 0
        while index < pairs.count {
            guard pairs[index].isChange else {
                index += 1
                continue
            }
            var end = index
            var quiet = 0
            var last = index
            while end < pairs.count, quiet <= 6 {
                if pairs[end].isChange { (quiet, last) = (0, end) } else { quiet += 1 }
                end += 1
            }
            let hunk = pairs[max(0, index - 3)..<min(pairs.count, last + 4)]
            let (first, second) = (hunk.first?.old ?? 0, hunk.first?.new ?? 0)
            let (oldCount, newCount) = (hunk.count { $0.hasOld }, hunk.count { $0.hasNew })
            text += "@@ -\(first + 1),\(oldCount) +\(second + 1),\(newCount) @@\n"
            for pair in hunk {
                if !pair.isChange {
                    text += " \(old[pair.old])\n"
                } else {
                    if pair.hasOld { text += "-\(old[pair.old])\n" }
                    if pair.hasNew { text += "+\(new[pair.new])\n" }
                }
            }
            index = last + 1
        }
        return text
    }

    private struct Pair {
        var old: Int
        var new: Int
        var hasOld: Bool
        var hasNew: Bool
        var isChange: Bool
    }

    /// Which lines belong together. Fixes change lines in place and add some, so that a line that is not the same is
    /// a changed one unless the next old line is.
    private static func alignment(_ old: [String], _ new: [String]) -> [Pair] {
        var pairs: [Pair] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, right < new.count, old[left] == new[right] {
                pairs.append(Pair(old: left, new: right, hasOld: true, hasNew: true, isChange: false))
                (left, right) = (left + 1, right + 1)
            } else if right < new.count,
                left >= old.count
                    || new.count - right > old.count - left && right + 1 < new.count && old[left] == new[right + 1]
            {
                pairs.append(Pair(old: left, new: right, hasOld: false, hasNew: true, isChange: true))
                right += 1
            } else {
                let hasNew = right < new.count
                pairs.append(Pair(old: left, new: right, hasOld: true, hasNew: hasNew, isChange: true))
                (left, right) = (left + 1, right + (hasNew ? 1 : 0))
            }
        }
        return pairs
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        var scanner = LineScanner(bytes)
        while let range = scanner.next() { lines.append(printable(String(decoding: bytes[range], as: UTF8.self))) }
        return lines
    }
}
