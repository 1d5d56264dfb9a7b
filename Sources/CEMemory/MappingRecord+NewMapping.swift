extension MappingRecord {
    package init(_ mapping: borrowing NewMapping) {
        kind = mapping.kind
        owner = mapping.space.owner
        virtual = mapping.range
        physical = mapping.physical
        protection = mapping.protection
        createdBy = mapping.site
    }
}
