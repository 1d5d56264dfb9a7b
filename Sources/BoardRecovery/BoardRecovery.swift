internal import BSPFiles
internal import Diagnostics
internal import GuestAddress
package import OEMAddrTable

/// Makes the files of a BSP from a run-time image: ROMHDR and modules as they are, the address table by its shape, RAM
/// and regions from both.
package struct BoardRecovery {
    /// Where a flat image without a ROM header is loaded.
    package var loadAddress: UInt32?
    /// The generation of CE, when it is known.
    package var profile: Profile?

    package init(loadAddress: UInt32? = nil, profile: Profile? = nil) {
        self.loadAddress = loadAddress
        self.profile = profile
    }

    /// - Returns: the board, or nil with the findings that say why the file is no image.
    package func board(from file: SourceFile, name: String) -> (board: RecoveredBoard?, reading: MapReading) {
        var sources = MemorySources([file])
        var inputs = MapInputs(images: [file.path])
        if let loadAddress {
            let settings = "CONFIG\nROMSTART=\(hexadecimal(loadAddress))\n"
            sources.add(SourceFile(path: "load-address.bib", text: settings))
            inputs.bibs = ["load-address.bib"]
        }
        let reading = MapReader(inputs, sources: sources).read()
        guard let image = reading.map.images.first, image.format != .executable else { return (nil, reading) }
        let processor = reading.map.processor
        let fileName = file.path.split(separator: "/").last ?? ""
        var draft = BoardDraft(
            name: name, profile: .ce6, cpu: "",
            origin: "Made by cebsp board-from of \(fileName); the remarks say how sure each line is.")
        draft.image = file.path
        var work = RecoveryWork(board: RecoveredBoard(draft: draft, findings: reading.findings, image: image))
        work.tellImage(processor)
        if processor?.isWithoutTable == true {
            work.board.hasTable = true
            work.add(
                .certain, "address table",
                "none: fixed segments lead to physical memory on \(processor?.rawValue ?? "")")
            work.tellSegments()
        } else {
            work.findTables(in: ImageMemory(image, file: file.bytes), processor)
        }
        work.chooseProfile(profile, processor)
        if processor?.isWithoutTable != true { work.findBanks() }
        work.layRegions()
        if let processor, processor != .arm {
            work.add(
                .certain, "board.yaml",
                "none is written: the image is for \(processor.rawValue), and the machine has ARM cores only")
        }
        return (work.board, reading)
    }
}
