import Testing

@testable import RunReports

/// Pictures of screens in results.
@Suite struct PictureTests {
    @Test func `a picture of two lines is this PNG file`() {
        let pixels: [UInt8] = [255, 0, 0, 0, 255, 0, 255, 0, 0, 0, 255, 0]
        #expect(
            PNGImage.bytes(width: 2, height: 2, pixels: pixels)
                == [
                    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
                    0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x02, 0x08, 0x02, 0x00, 0x00, 0x00, 0xFD, 0xD4, 0x9A,
                    0x73, 0x00, 0x00, 0x00, 0x12, 0x49, 0x44, 0x41, 0x54, 0x78, 0x01, 0x63, 0xFA, 0xCF, 0xC0, 0xC0,
                    0xF0, 0x9F, 0x81, 0x89, 0x01, 0x0C, 0x00, 0x16, 0x22, 0x02, 0x03, 0xC2, 0x7E, 0xDB, 0xC8, 0x00,
                    0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
                ])
    }

    @Test func `a picture that is too large for a report has every second pixel`() {
        // Noise cannot be made smaller.
        var word: UInt32 = 1
        let pixels: [UInt8] = (0..<800 * 600 * 3).map { _ in
            word = word &* 1_664_525 &+ 1_013_904_223
            return UInt8(word >> 24)
        }
        let picture = ScenarioObservation.Picture(device: "lcd0", width: 800, height: 600, pixels: pixels)
        #expect(picture.width == 800)
        #expect(picture.png.utf8.count < 1 << 20)
        // IHDR with 400 columns and 300 lines.
        let begins = picture.png.hasPrefix("iVBORw0KGgoAAAANSUhEUgAAAZAAAAEsCAIAAAB")
        #expect(begins)
    }

    @Test func `the report shows it`() {
        var run = ScenarioObservation()
        run.pictures = [.init(device: "lcd<0>", width: 1, height: 1, pixels: [0, 0, 0])]
        var html = HTMLText()
        html.pictures(run)
        #expect(html.text.contains("<h3>lcd&lt;0&gt; at the end: 1 × 1 pixels</h3>"))
        #expect(
            html.text.contains(
                "<img alt=\"What lcd&lt;0&gt; showed\" width=\"1\" height=\"1\" src=\"data:image/png;base64,iVBORw0KGgo"
            ))
    }
}
