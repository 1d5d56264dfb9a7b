import CEKernel
package import SymbolFiles

extension Machine {
    /// Names the code of an image that is loaded from now on in reports; several files may be given for one image.
    /// - Parameter image: its name under \Windows.
    package func addSymbols(_ table: SymbolTable, of image: String) {
        kernel.loader.add(table, of: image)
    }
}
