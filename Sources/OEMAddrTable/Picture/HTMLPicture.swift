import Diagnostics
internal import GuestAddress

/// The picture as one HTML page that needs no network: hover or move with the keyboard to see exact ranges and source
/// lines, search for names and addresses, zoom.
public struct HTMLPicture: Sendable {
    /// More findings than this say nothing beside a picture.
    private static let findingLimit = 200

    private let picture: MapPicture

    public init(_ picture: MapPicture) { self.picture = picture }

    public var text: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>\(markup("Memory map of " + picture.title))</title>
        <style>
        \(PageAssets.styleSheet)</style>
        </head>
        <body>
        <main>
        <p class="help">Point at a block, or press Tab and the arrow keys, for exact ranges and source lines.</p>
        \(Self.tools)<div class="drawing">
        \(SVGPicture(picture, .wide, isInteractive: true).text)\
        \(SVGPicture(picture, .narrow, isInteractive: true).text)</div>
        \(findings)\(table("Rows", picture.rows))\(table("Regions of config.bib", picture.regions))\
        \(table("Physical memory", picture.physical))</main>
        <div id="tip" role="status" aria-live="polite" hidden></div>
        <script>
        \(PageAssets.script)</script>
        </body>
        </html>

        """
    }

    private static let tools = """
        <form class="tools" role="search">
        <input id="search" type="search" placeholder="name or address" aria-label="Find a name or an address"
        autocomplete="off" spellcheck="false"><output id="hits" for="search"></output>
        <span class="zoom"><button type="button" data-zoom="0.8" aria-label="Smaller">−</button>
        <button type="button" data-zoom="0" aria-label="Whole width">fit</button>
        <button type="button" data-zoom="1.25" aria-label="Larger">+</button></span>
        </form>

        """

    /// What a check found, with its places.
    private var findings: String {
        guard !picture.findings.isEmpty else { return "" }
        var out = "<table class=\"findings\">\n<caption>Findings</caption>\n<thead><tr><th>Finding</th><th>What</th>"
        out += "<th>Source</th></tr></thead>\n<tbody>\n"
        for finding in picture.findings.prefix(Self.findingLimit) {
            let severity = finding.severity.rawValue
            out += "<tr><td class=\"s-\(severity)\">\(severity) \(markup(finding.id))</td>"
            out += "<td>\(markup(finding.message))</td>"
            out += "<td class=\"number\">\(markup(finding.location.description))</td></tr>\n"
        }
        let more = picture.findings.count - Self.findingLimit
        if more > 0 { out += "<tr><td></td><td>and \(more) more, which cebsp check tells</td><td></td></tr>\n" }
        return out + "</tbody>\n</table>\n"
    }

    private func table(_ caption: String, _ blocks: [PictureBlock]) -> String {
        guard !blocks.isEmpty else { return "" }
        var out = "<table>\n<caption>\(markup(caption))</caption>\n<thead><tr><th>Range</th><th>Size</th><th>What</th>"
        out += "<th>Source</th></tr></thead>\n<tbody>\n"
        for block in blocks {
            out += "<tr><td class=\"number\">\(markup(extentText(block.range)))</td>"
            out += "<td class=\"size\">\(markup(sizeText(block.range)))</td>"
            out += "<td>\(markup(([block.title] + block.details).joined(separator: ", ")))\(marks(block))</td>"
            out += "<td class=\"number\">\(markup(block.location?.description ?? ""))</td></tr>\n"
        }
        return out + "</tbody>\n</table>\n"
    }

    private func marks(_ block: PictureBlock) -> String {
        block.findings.map { mark in
            let severity = mark.severity.rawValue
            return "<div class=\"s-\(severity)\">\(severity): \(markup(mark.message)) [\(markup(mark.id))]</div>"
        }.joined()
    }
}
