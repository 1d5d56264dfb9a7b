/// Arrays of numbers that are written as runs of equal ones: tables of the memory are long and mostly empty.
protocol IntegerRuns {
    /// Writes the runs; the count has been written.
    func writeRuns(_ writer: inout StateWriter)
    static func readRuns(_ count: Int, _ reader: inout StateReader) throws -> Self
}

extension Array: IntegerRuns where Element: FixedWidthInteger & UnsignedInteger {
    func writeRuns(_ writer: inout StateWriter) {
        var index = 0
        while index < count {
            let value = self[index]
            var end = index + 1
            while end < count, self[end] == value { end += 1 }
            writer.write(UInt64(value))
            writer.write(UInt64(end - index))
            index = end
        }
    }

    static func readRuns(_ count: Int, _ reader: inout StateReader) throws -> Self {
        var numbers: Self = []
        while numbers.count < count {
            guard let value = Element(exactly: try reader.number()) else {
                throw StateError.malformed("a number that is too large")
            }
            let length = try reader.number()
            guard length > 0, length <= UInt64(count - numbers.count) else { throw StateError.malformed("a run") }
            numbers += repeatElement(value, count: Int(length))
        }
        return numbers
    }
}
