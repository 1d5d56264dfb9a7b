package import GuestAddress

/// Whose some pages of the pool are, one after the other, and whose they were.
package struct PageHistory: Sendable {
    package let base: PhysicalAddress
    package let pages: Int
    /// Nil of free pages.
    package let owner: PageAccount?
    package let references: Int
    /// Who had them before the owner, or had free ones last, and who gave them back.
    package let before: (former: PageAccount, releaser: PageAccount?)?
}
