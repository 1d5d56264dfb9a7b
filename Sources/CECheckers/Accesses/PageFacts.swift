/// What is known of a virtual page, kept from access to access until a translation changes.
struct PageFacts {
    /// The page's address, with bit 0 for privileged accesses; no page has the initial value.
    var key: UInt32 = 2
    /// The number among the shared frames, −1 of a page that nobody shares.
    var frame: Int32 = -1
    var isReadable = false
    var isWritable = false
    /// How the mapping uses the cache.
    var policy = CachePolicy.uncached
    /// Whether it is a mapping made at run time, not the static map.
    var isDynamic = false
    /// The bytes of the page that the mapping was asked for: from, to.
    var first: UInt16 = 0
    var end: UInt16 = 4096
}

/// What a page's attributes mean to the data cache.
enum CachePolicy {
    case uncached
    case writeThrough
    case writeBack
}
