import TestSupport
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct ThreadQueueTests {
    /// Against a sorted list.
    @Test func `the first is always the one of the lowest key, and among equals of the lowest order`() throws {
        let harness = try CallHarness()
        let threads = (0..<40).map { Thread(id: $0, owner: harness.process) }
        let queue = ThreadQueue<ReadyPlace>()
        var model: [UInt32: (key: UInt64, order: UInt64)] = [:]
        var random = RandomSource(seed: 12)
        for step in 0..<5000 {
            let thread = threads[random.below(threads.count)]
            if random.below(3) == 0 {
                queue.remove(thread)
                model[thread.id] = nil
            } else {
                let key = UInt64(random.below(6))
                queue.put(thread, key: key, order: UInt64(step))
                model[thread.id] = (key, UInt64(step))
            }
            let first = model.min { ($0.value.key, $0.value.order) < ($1.value.key, $1.value.order) }
            #expect(queue.first?.thread.id == first?.key)
            #expect(queue.first?.key == first?.value.key)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `ten thousand threads come by priority, then in their turn`() throws {
        let harness = try CallHarness()
        let queue = ThreadQueue<ReadyPlace>()
        for number in 0..<10_000 {
            queue.put(
                Thread(id: UInt32(number), owner: harness.process), key: UInt64(number * 7 % 256), order: UInt64(number)
            )
        }
        var order: [(key: UInt64, id: UInt32)] = []
        while let next = queue.first {
            order.append((next.key, next.thread.id))
            queue.remove(next.thread)
        }
        #expect(order.count == 10_000)
        #expect(zip(order, order.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `as many threads are made as memory has room for, and the next is refused`() throws {
        let harness = try CallHarness()
        var count = 0
        while count < 10_000, try harness.call("CreateThread", 0, 0, 0x1_1000, 0, 4, 0) != 0 { count += 1 }
        // The stacks of sixteen take fifteen pages each, the others one and their share of tables.
        #expect(count == 1023)
        #expect(harness.thread.lastError == 8)
    }

    @Test func `who waits for the core comes by priority, then by turn`() throws {
        let harness = try CallHarness()
        let kernel = harness.kernel
        let others = [try harness.makeThread(), try harness.makeThread(), try harness.makeThread()]
        kernel.scheduler.run(harness.thread)
        #expect(kernel.scheduler.next === others[0])
        kernel.scheduler.requeue(others[0])
        #expect(kernel.scheduler.next === others[1])
        let handle = kernel.objects.handles.add(.thread(others[2]), owner: harness.process, site: .boot)
        try harness.call("CeSetThreadPriority", handle, 100)
        #expect(kernel.scheduler.next === others[2])
        #expect(kernel.scheduler.hasReady(above: 101))
        #expect(!kernel.scheduler.hasReady(above: 100))
        try harness.call("SuspendThread", handle)
        #expect(kernel.scheduler.next === others[1])
        try harness.call("ResumeThread", handle)
        #expect(kernel.scheduler.next === others[2])
        kernel.endThread(others[2], exitCode: 0)
        #expect(kernel.scheduler.next === others[1])
    }
}
