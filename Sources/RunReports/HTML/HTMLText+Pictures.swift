/// What the screens of a board showed.
extension HTMLText {
    mutating func pictures(_ run: ScenarioObservation) {
        for picture in run.pictures {
            element("h3", "\(picture.device) at the end: \(picture.width) × \(picture.height) pixels")
            raw("<div class=\"wide\" tabindex=\"0\"><img alt=\"What \(Self.escaped(picture.device)) showed\" ")
            raw("width=\"\(picture.width)\" height=\"\(picture.height)\" ")
            raw("src=\"data:image/png;base64,\(Self.escaped(picture.png))\"></div>\n")
        }
    }
}
