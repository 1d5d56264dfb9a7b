extension ScenarioObservation {
    /// What a screen of the board showed when the run ended.
    package struct Picture: Hashable, Sendable {
        package var device = ""
        /// Pixels of the screen. The picture has fewer when it would be too large for a report.
        package var width = 0
        package var height = 0
        /// A PNG file, in base64.
        package var png = ""

        package init() {}

        /// A report takes so many bytes of a picture.
        private static let largest = 1 << 20

        /// - Parameter pixels: red, green and blue of each pixel, line by line from the top.
        package init(device: String, width: Int, height: Int, pixels: [UInt8]) {
            self.device = device
            (self.width, self.height) = (width, height)
            var (columns, lines, pixels) = (width, height, pixels)
            var file = PNGImage.bytes(width: columns, height: lines, pixels: pixels)
            while file.count > Self.largest {
                pixels = Self.halved(columns, lines, pixels)
                (columns, lines) = ((columns + 1) / 2, (lines + 1) / 2)
                file = PNGImage.bytes(width: columns, height: lines, pixels: pixels)
            }
            png = Self.base64(file)
        }

        /// Every second pixel of every second line.
        private static func halved(_ width: Int, _ height: Int, _ pixels: [UInt8]) -> [UInt8] {
            var result: [UInt8] = []
            for line in stride(from: 0, to: height, by: 2) {
                for column in stride(from: 0, to: width, by: 2) {
                    let place = (line * width + column) * 3
                    result += pixels[place..<place + 3]
                }
            }
            return result
        }

        private static let letters = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

        /// RFC 4648, section 4.
        private static func base64(_ bytes: [UInt8]) -> String {
            var text: [UInt8] = []
            text.reserveCapacity(bytes.count / 3 * 4 + 4)
            for first in stride(from: 0, to: bytes.count, by: 3) {
                let count = min(3, bytes.count - first)
                let word = (0..<3).reduce(UInt32(0)) { $0 << 8 | ($1 < count ? UInt32(bytes[first + $1]) : 0) }
                for index in 0..<4 {
                    text.append(index <= count ? letters[Int(word >> UInt32(18 - index * 6) & 63)] : 0x3D)
                }
            }
            return String(decoding: text, as: UTF8.self)
        }
    }
}
