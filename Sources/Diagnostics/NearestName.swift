/// The candidate that is most like `name`, or nil when none is near enough to be what was meant.
/// - Parameters:
///   - name: what was written.
///   - candidates: what would be valid.
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    // Beyond this the comparison says nothing and costs time: names in our files are short.
    guard name.utf8.count <= 64 else { return nil }
    let folded = name.lowercased()
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate.utf8.count <= 64 {
        let distance = editDistance(folded, candidate.lowercased())
        if distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    guard let best else { return nil }
    let shorter = min(name.utf8.count, best.name.utf8.count)
    let other = best.name.lowercased()
    let isPart = shorter >= 3 && (folded.hasPrefix(other) || other.hasPrefix(folded))
    return isPart || best.distance <= max(1, shorter / 3) ? best.name : nil
}

/// The least number of insertions, deletions, replacements and swaps of neighbours that make one text of the other
/// (the optimal string alignment distance).
package func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 0..<left.count {
        var row = [i + 1]
        for j in 0..<right.count {
            var cost = min(row[j], last[j + 1]) + 1
            cost = min(cost, last[j] + (left[i] == right[j] ? 0 : 1))
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                cost = min(cost, beforeLast[j - 1] + 1)
            }
            row.append(cost)
        }
        beforeLast = last
        last = row
    }
    return last[right.count]
}
