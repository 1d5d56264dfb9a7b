import CEKernel

extension Kernel {
    /// A driver's method that ended by a fault has answered nothing: what the caller gets is the device manager's.
    func faultReason(_ call: RefusedCall, _ description: CallDescription) -> RefusalReason? {
        guard let fault = call.fault else { return nil }
        let error = ErrorNames.text(call.error)
        return RefusalReason(
            "driver-fault",
            "\(fault.method) ended in the exception above (\(fault.text)); "
                + (isMadeByDriver(description)
                    ? "the device manager made \(error) of it" : "\(description.name) made \(error) of it"),
            ["method": fault.method, "place": fault.report.codePlace])
    }
}
