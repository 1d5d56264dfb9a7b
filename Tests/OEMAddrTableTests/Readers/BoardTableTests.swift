import Diagnostics
import GuestAddress
import OEMAddrTable
import Testing

struct BoardTableTests {
    @Test(arguments: BoardTables.all) func `a board's table reads back to the same rows`(_ board: BoardTables) {
        let reading = readTable(board.source, name: board.fileName, profile: .wec7)
        let errors = reading.findings.filter { $0.severity == .error }
        if board.rows.isEmpty {
            #expect(errors.map(\.id) == ["CE0013"])
        } else {
            #expect(errors.isEmpty)
            #expect(reading.rows() == board.expectedRows())
            #expect(reading.map.tables.count == 1)
            #expect(reading.map.tables.first?.isTerminated == true)
            #expect(reading.map.tables.first?.style == (board.deviceRows.isEmpty ? .classic : .new))
        }
        let devices = BoardTables.numbers(board.deviceRows, lastIsDecimal: false)
        #expect(reading.map.deviceRows.map(\.virtual.rawValue) == devices.map { $0[0] })
        #expect(reading.map.deviceRows.map(\.physical.rawValue) == devices.map { $0[1] << 8 })
        #expect(reading.map.deviceRows.map(\.size) == devices.map { UInt64($0[2]) })
        #expect(reading.map.deviceRows.map(\.attributes) == devices.map { $0[3] })
    }

    @Test(arguments: BoardTables.all.filter { $0.condition != nil })
    func `the other branch of a board's table`(_ board: BoardTables) throws {
        let condition = try #require(board.condition)
        let reading = readTable(board.source, defines: [condition: "1"])
        #expect(reading.rows() == board.expectedRows(otherBranch: true))
        #expect(reading.map.tables.first?.isTerminated == true)
    }

    @Test func `eighteen boards`() {
        #expect(BoardTables.all.count == 18)
        #expect(BoardTables.all.reduce(0) { $0 + $1.expectedRows().count } == 279)
    }
}
