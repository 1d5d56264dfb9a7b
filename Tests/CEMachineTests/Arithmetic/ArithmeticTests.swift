import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct ArithmeticTests {
    @Test func `division truncates, wraps, and refuses zero`() throws {
        #expect(try #require(IntegerHelpers.divide(Int32(-7), by: 2)) == (-3, -1))
        #expect(try #require(IntegerHelpers.divide(UInt32(0xFFFF_FFFF), by: 10)) == (429_496_729, 5))
        #expect(try #require(IntegerHelpers.divide(Int32.min, by: -1)) == (Int32.min, 0))
        #expect(try #require(IntegerHelpers.divide(Int64.min, by: -1)) == (Int64.min, 0))
        #expect(IntegerHelpers.divide(Int32(1), by: 0) == nil)
    }

    @Test func `MulDiv rounds a half away from zero`() {
        #expect(IntegerHelpers.multiplyAndDivide(7, 1, 2) == 4)
        #expect(IntegerHelpers.multiplyAndDivide(-7, 1, 2) == -4)
        #expect(IntegerHelpers.multiplyAndDivide(7, 1, -2) == -4)
        #expect(IntegerHelpers.multiplyAndDivide(100_000, 100_000, 1000) == 10_000_000)
        #expect(IntegerHelpers.multiplyAndDivide(.max, .max, 1) == -1)
        #expect(IntegerHelpers.multiplyAndDivide(.min, .min, .min) == .min)
        #expect(IntegerHelpers.multiplyAndDivide(1, 1, 0) == -1)
    }

    @Test func `rand gives the numbers that programs for these systems know`() {
        var seed: UInt32 = 1
        #expect((0..<4).map { _ in IntegerHelpers.random(&seed) } == [41, 18467, 6334, 26500])
    }

    @Test func `conversions to integers truncate and stay within the limits`() {
        #expect(FloatConversion.signed(-1.9) == -1)
        #expect(FloatConversion.signed(1e20) == 0x7FFF_FFFF)
        #expect(FloatConversion.signed(-1e20) == -0x8000_0000)
        #expect(FloatConversion.signed(.nan) == 0)
        #expect(FloatConversion.unsigned(4_294_967_295.5) == 0xFFFF_FFFF)
        #expect(FloatConversion.unsigned(-1) == 0xFFFF_FFFF)
        #expect(FloatConversion.unsigned64(.infinity) == .max)
        #expect(FloatConversion.signed64(-.infinity) == -0x8000_0000_0000_0000)
    }

    @Test func `every function is one that coredll exports, and is there once`() {
        let names = cRuntimeCalls.map(\.name)
        #expect(names.filter { CoredllOrdinals.ordinal(of: $0) == nil } == ["StringCchCopyNExA", "StringCbCopyNExA"])
        #expect(Set(names).count == names.count)
    }
}
