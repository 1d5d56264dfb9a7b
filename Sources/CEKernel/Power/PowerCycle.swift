/// How far a sleep of the system has come: XXX_PowerDown of every device, the last one activated first, then
/// XXX_PowerUp in the opposite order.
struct PowerCycle: Codable {
    var isGoingDown = true
    /// Those that are still to be told.
    var devices: [Device]
    /// What it belongs to, and how long the system sleeps.
    let transition: SystemTransition
}
